// Asks for a copy of a project.
import type { Stores } from '../../client.svelte.ts'
import type { Project } from '../../../shared/features/projects.ts'
import type { CopyChoice } from './CopyOptions.svelte'

interface Wanted { name: string; teamId: string; isTemplate?: boolean; choice: CopyChoice }

/** The copy, once it is there. */
export async function copyOf({ api }: Stores, projectId: string, { choice, ...wanted }: Wanted): Promise<Project> {
  const body = { ...wanted, ...choice, startOn: choice.startOn && choice.startOn.slice(0, 10) }
  return (await api.call('copyProject', { params: { projectId }, body })).data
}
