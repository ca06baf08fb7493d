// What a token may do, in words.
import { locale } from '../../i18n/locale.svelte.ts'
import { scopes, type Scope } from '../../../shared/permissions.ts'
import { t } from './words.ts'

const things = ['organization', 'members', 'teams', 'projects', 'tasks', 'streams'] as const
const levels = ['none', 'read', 'write'] as const
export type ScopeLevel = (typeof levels)[number]

/** The things a token can be allowed, each with the levels it has. */
export const scopeThings = () => things.map((thing) => ({
  thing, name: t(`thing.${thing}`),
  levels: levels.filter((level) => level === 'none' || scopes.includes(`${thing}:${level}` as Scope))
    .map((value) => ({ value, label: t(`level.${value}`) })),
}))

/** The scopes of the chosen levels. */
export function scopesOf(levels: Record<string, ScopeLevel>): Scope[] {
  return Object.entries(levels).flatMap(([thing, level]) => (level === 'none' ? [] : [`${thing}:${level}` as Scope]))
}

/** "Changes tasks; reads teams and projects" */
export function scopeWords(granted: readonly Scope[]): string {
  const named = (level: ScopeLevel) => granted.filter((scope) => scope.endsWith(`:${level}`))
    .map((scope) => scope.split(':')[0] as (typeof things)[number])
  const list = (of: readonly (typeof things)[number][]) => locale.list(of.map((thing) => t(`inside.${thing}`)))
  const changed = named('write')
  const read = named('read').filter((thing) => !changed.includes(thing))
  if (changed.length === 0) return t('may.read', { things: list(read) })
  return read.length === 0 ? t('may.change', { things: list(changed) }) : t('may.both', { changed: list(changed), read: list(read) })
}
