// Everything that the filter can be set to, and the filter after choosing. Pure.
import { priorities } from '../../../shared/features/priority.ts'
import { dueFilters, NOBODY, type BoardFilter } from './board-filter.ts'
import { dueName, type FilterKind } from './filter-options.ts'
import { t } from './words.ts'

export interface FilterOption {
  value: string
  label: string
  /** Of a person, without saying that it is oneself. */
  name?: string
  hint: string
  kind: FilterKind
  id: string
  color?: string
  bot?: boolean
}
interface Named { id: string; name: string }

export function filterOptions(
  people: readonly (Named & { kind?: string })[], labels: readonly (Named & { color: string })[], meId: string | null,
): FilterOption[] {
  const option = (kind: FilterKind, id: string, label: string, more: Partial<FilterOption> = {}): FilterOption =>
    ({ value: `${kind}:${id}`, id, label, hint: t(`filter.kind.${kind}`), kind, ...more })
  const mine = people.toSorted((a, b) => Number(b.id === meId) - Number(a.id === meId))
  return [
    ...mine.map(({ id, name, kind }) =>
      option('people', id, id === meId ? t('filter.option.you', { name }) : name, { name, bot: kind === 'bot' })),
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
