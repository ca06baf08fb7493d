// The filter in words: everything that can be chosen, and each chip as a sentence. Pure.
import { locale } from '../../i18n/locale.svelte.ts'
import { priorities } from '../../../shared/features/priority.ts'
import { dueFilters, NOBODY, type BoardFilter, type DueFilter } from './board-filter.ts'
import { t } from './words.ts'

export type FilterKind = 'people' | 'labels' | 'priorities' | 'due'
export interface FilterOption {
  value: string
  label: string
  hint: string
  kind: FilterKind
  id: string
  color?: string
  bot?: boolean
}
interface Named { id: string; name: string }

const dueName = (due: DueFilter) => t(`filter.due.${due}`)

export function filterOptions(
  people: readonly (Named & { kind?: string })[], labels: readonly (Named & { color: string })[], meId: string | null,
): FilterOption[] {
  const option = (kind: FilterKind, id: string, label: string, more: Partial<FilterOption> = {}): FilterOption =>
    ({ value: `${kind}:${id}`, id, label, hint: t(`filter.kind.${kind}`), kind, ...more })
  const mine = people.toSorted((a, b) => Number(b.id === meId) - Number(a.id === meId))
  return [
    ...mine.map(({ id, name, kind }) =>
      option('people', id, id === meId ? t('filter.option.you', { name }) : name, { bot: kind === 'bot' })),
    option('people', NOBODY, t('filter.option.nobody')),
    ...labels.map(({ id, name, color }) => option('labels', id, name, { color })),
    ...priorities.toReversed().map((level) =>
      option('priorities', level, t(`filter.option.${level}`))),
    ...dueFilters.map((due) => option('due', due, dueName(due))),
  ]
}

export function chosenOptions({ people, labels, priorities: levels, due }: BoardFilter): string[] {
  return [
    ...people.map((id) => `people:${id}`), ...labels.map((id) => `labels:${id}`), ...levels.map((level) =>
      `priorities:${level}`),
    ...(due ? [`due:${due}`] : []),
  ]
}

/** The filter after choosing; of the due days only the last one chosen counts. */
export function withChosen(filter: BoardFilter, chosen: readonly string[]): BoardFilter {
  const of = (kind: FilterKind) =>
    chosen.filter((value) => value.startsWith(`${kind}:`)).map((value) => value.slice(kind.length + 1))
  const due = of('due').filter((value) => value !== filter.due).at(-1) ?? of('due').at(-1)
  return {
    text: filter.text, people: of('people'), labels: of('labels'), due: dueFilters.find((known) => known === due)
      ?? null,
    priorities: priorities.filter((level) => of('priorities').includes(level)),
  }
}

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
