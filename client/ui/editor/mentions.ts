// Who and what can be mentioned, and who fits what was typed. Pure.
import { searchOptions } from '../pick.ts'

export interface Mentionable { id: string; name: string; bot?: boolean }
export interface MentionableTask { id: string; key: string; name: string }
export type Mention = Mentionable | MentionableTask

/** Looks for tasks by key and title; what it found so far changes while it looks. */
export interface TaskFinding {
  ask(typed: string): void
  readonly found: readonly MentionableTask[]
}

const MOST = 6

export function peopleFor(people: readonly Mentionable[], typed: string): Mentionable[] {
  const options = people.map((person) => ({ ...person, value: person.id, label: person.name }))
  return searchOptions(options, typed).slice(0, MOST)
}

/** What is written for it: a person by name, a task by its key. */
export const wordsOf = (mention: Mention): string => ('key' in mention ? mention.key : `@${mention.name}`)
