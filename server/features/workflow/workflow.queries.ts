// Reads a project's workflow.
import type { Status as StatusResource } from '../../../shared/features/workflow.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Status } from './status.entity.ts'
import { presentStatus } from './status.presenter.ts'

export async function listStatuses(work: Work, projectId: string): Promise<{ items: StatusResource[] }> {
  await loadProject(work, projectId, 'project.read')
  return { items: (await statusesOf(work, projectId)).map(presentStatus) }
}

/** In their order. The caller has authorized. */
export const statusesOf = (work: Work, projectId: string): Promise<Status[]> =>
  work.em.find(Status, { project: { id: projectId } }, { orderBy: { rank: 'asc' } })
