// What a key in a text leads to: `WEB-12` to the task of the project that one may read.
import type { Stores } from '../../client.svelte.ts'
import { taskAddress } from '../board/address.svelte.ts'

/** Null where no project that one may read has such keys. */
export function taskReference(
  { organizations }: Pick<Stores, 'organizations'>, key: string,
): { href: string } | null {
  const prefix = key.slice(0, key.lastIndexOf('-'))
  const project = [...organizations.projects, ...organizations.aside].find((one) => one.key === prefix)
  return project ? { href: taskAddress(project.id, key) } : null
}
