// The choices of a board's filter bar as a filter of the language, and back where the filter says no more than they can. Pure.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import type { Filter, FilterTerm, FilterValue } from '../../../shared/filter/filter.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { quoted } from '../../../shared/filter/tokens.ts'
import { emptyFilter, NOBODY, type BoardFilter, type DueFilter } from '../board/board-filter.ts'

const dueTexts: Record<DueFilter, readonly string[]> = {
  late: ['due<now', 'open=true'], today: ['due=today'], week: ['due>=today', 'due<=+6d'], none: ['due=none'],
}

/** Oneself is `me`, so that a shared view shows to everybody their own. */
export function textOfChips({ text, people, labels, priorities: levels, due }: BoardFilter, meId: string | null): string {
  const list = (field: string, values: readonly string[]) =>
    (values.length === 0 ? [] : [values.length === 1 ? `${field}=${values[0]!}` : `${field} in (${values.join(', ')})`])
  return [
    ...text.split(/\s+/).filter(Boolean).map((word) => `text~${quoted(word)}`),
    ...list('assignee', people.map((id) => (id === meId ? 'me' : id))), ...list('label', labels), ...list('priority', levels),
    ...(due ? dueTexts[due] : []),
  ].join(' and ')
}

/** The choices that say the same as the filter; null where there are none. */
export function chipsOfText(text: string, meId: string | null): BoardFilter | null {
  const { filter } = parseFilter(text)
  const terms = filter && termsOf(filter)
  if (!terms) return null
  const chips = terms.reduce<BoardFilter | null>((known, term) => known && withTerm(known, term, meId), emptyFilter)
  const due = dueOf(terms.filter(({ field }) => field === 'due' || field === 'open'))
  return chips && due !== undefined ? { ...chips, due } : null
}

function termsOf(filter: Filter): FilterTerm[] | null {
  if (filter.kind === 'term') return [filter]
  if (filter.kind !== 'and') return null
  const terms = filter.parts.map((part) => (part.kind === 'term' ? part : null))
  return terms.includes(null) ? null : terms as FilterTerm[]
}

function withTerm(chips: BoardFilter, { field, operator, values }: FilterTerm, meId: string | null): BoardFilter | null {
  const ids = values.flatMap((value) => idOf(value, meId) ?? [])
  const areIds = operator === '=' && ids.length === values.length
  const [first] = values
  switch (field) {
    case 'assignee': return areIds && chips.people.length === 0 ? { ...chips, people: ids } : null
    case 'label': return areIds && !ids.includes(NOBODY) && chips.labels.length === 0 ? { ...chips, labels: ids } : null
    case 'priority': return operator === '=' && chips.priorities.length === 0 ? { ...chips, priorities: levelsOf(values) } : null
    case 'text': return first?.kind === 'name' && !/\s/.test(first.name) ? { ...chips, text: `${chips.text} ${first.name}`.trim() } : null
    case 'due': case 'open': return chips
    default: return null
  }
}

function idOf(value: FilterValue, meId: string | null): string | null {
  if (value.kind === 'id') return value.id
  if (value.kind === 'none') return NOBODY
  return value.kind === 'me' ? meId : null
}

const levelsOf = (values: readonly FilterValue[]): Priority[] =>
  priorities.filter((level) => values.some((value) => value.kind === 'choice' && value.choice === level))

/** Null without any; undefined where the choices cannot say it. */
function dueOf(terms: readonly FilterTerm[]): DueFilter | null | undefined {
  if (terms.length === 0) return null
  const written = JSON.stringify(terms)
  return (Object.keys(dueTexts) as DueFilter[]).find((due) => JSON.stringify(termsOf(parseFilter(dueTexts[due].join(' and ')).filter!)) === written)
}
