// The filter in words: each chip as a sentence. Pure.
import { locale } from '../../i18n/locale.svelte.ts'
import type { BoardFilter, DueFilter } from './board-filter.ts'
import { t } from './words.ts'

export type FilterKind = 'people' | 'labels' | 'priorities' | 'due'
export const dueName = (due: DueFilter) => t(`filter.due.${due}`)

/** "Assignee is you or Ade", one sentence for each kind that is set. */
export function filterSentences(filter: BoardFilter, nameOf: (kind: FilterKind, id: string) =>
  string): { kind: FilterKind; text: string }[] {
  const namesOf = (kind: FilterKind, ids: readonly string[]) =>
    locale.list(youFirst(ids.map((id) => nameOf(kind, id))), 'disjunction')
  const sentence = (kind: Exclude<FilterKind, 'due'>, ids: readonly string[]) =>
    ids.length === 0 ? [] : [{ kind, text: t(`filter.is.${kind}`, { names: namesOf(kind, ids) }) }]
  const due = filter.due ? [{ kind: 'due' as const, text: dueName(filter.due) }] : []
  return [...sentence('people', filter.people), ...sentence('labels', filter.labels),
    ...sentence('priorities', filter.priorities), ...due]
}

function youFirst(names: readonly string[]): string[] {
  const you = t('filter.you')
  return names.toSorted((a, b) => Number(b === you) - Number(a === you))
}

/** The filter without one of its kinds. */
export function without(filter: BoardFilter, kind: FilterKind): BoardFilter {
  return { ...filter, [kind]: kind === 'due' ? null : [] }
}
