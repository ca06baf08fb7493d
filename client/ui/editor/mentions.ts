// Who can be mentioned, and who fits what was typed. Pure.
import { searchOptions } from '../pick.ts'

export interface Mentionable { id: string; name: string; bot?: boolean }
const MOST = 6

export function peopleFor(people: readonly Mentionable[], typed: string): Mentionable[] {
  const options = people.map((person) => ({ ...person, value: person.id, label: person.name }))
  return searchOptions(options, typed).slice(0, MOST)
}
