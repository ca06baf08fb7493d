// Who of the file is who here: guessed by name, changed by hand.
import type { Member } from '../../../shared/features/members.ts'
import type { PlannedTask } from '../../../shared/trello/import-plan.ts'

export interface FilePerson { name: string; tasks: number }

/** Everybody who has a task in the file, with how many. */
export function peopleOf(tasks: readonly PlannedTask[]): FilePerson[] {
  const counts = new Map<string, number>()
  for (const name of tasks.flatMap(({ people }) => people)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => ({ name, tasks: count })).sort((a, b) => b.tasks - a.tasks)
}

const plain = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().replace(/\s+/g, ' ').trim()

/** The one member whose name it is; null when there is none or more than one. */
export function memberNamed(name: string, members: readonly Member[]): string | null {
  const found = members.filter((member) => plain(member.name) === plain(name))
  return found.length === 1 ? found[0]!.id : null
}
