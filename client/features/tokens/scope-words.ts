// What a token may do, in words.
import { scopes, type Scope } from '../../../shared/permissions.ts'

const things: Record<string, string> = {
  organization: 'organization', members: 'members', teams: 'teams', projects: 'projects', tasks: 'tasks',
    streams: 'live events',
}
export const scopeLevels = [{ value: 'none', label: 'No access' }, { value: 'read', label: 'Read' }, { value: 'write',
  label: 'Read and change' }]
export type ScopeLevel = 'none' | 'read' | 'write'

/** The things a token can be allowed, each with the levels it has. */
export const scopeThings = Object.entries(things).map(([thing, name]) => ({
  thing, name: name.charAt(0).toUpperCase() + name.slice(1),
  levels: scopeLevels.filter(({ value }) => value === 'none' || scopes.includes(`${thing}:${value}` as Scope)),
}))

/** The scopes of the chosen levels. */
export function scopesOf(levels: Record<string, ScopeLevel>): Scope[] {
  return Object.entries(levels).flatMap(([thing, level]) => (level === 'none' ? [] : [`${thing}:${level}` as Scope]))
}

/** "Changes tasks, reads teams and projects" */
export function scopeWords(granted: readonly Scope[]): string {
  const list = new Intl.ListFormat('en')
  const named = (level: string) => granted.filter((scope) => scope.endsWith(`:${level}`)).map((scope) =>
    things[scope.split(':')[0]!]!)
  const changes = named('write')
  const reads = named('read').filter((thing) => !changes.includes(thing))
  const parts = [changes.length > 0 && `changes ${list.format(changes)}`,
    reads.length > 0 && `reads ${list.format(reads)}`].filter(Boolean)
  const sentence = parts.join('; ')
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
