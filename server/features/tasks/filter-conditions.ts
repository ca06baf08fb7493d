// The filter language as a condition on tasks `t` and their projects `p`: parameters only; true or false, never null, so that
// `not` is what is left. The client answers the same of the tasks that it has (client/features/filter/task-filter.ts).
import { choicesOf } from '../../../shared/filter/choices.ts'
import type { AskedField } from '../../../shared/filter/custom.ts'
import { filterFields, type FilterFieldName, type FilterOperator } from '../../../shared/filter/fields.ts'
import { asksFor, type Filter, type FilterTerm, type FilterValue } from '../../../shared/filter/filter.ts'
import { boundsOf, spanOf, type Moment } from '../../../shared/filter/spans.ts'
import { joined, never, type Condition } from './conditions.ts'
import { customCondition } from './custom-conditions.ts'
import { folded, isNamed, isPart, named, type IdsOf, type NamedField } from './filter-names.ts'
import { PROGRESS } from './task-sorts.ts'

/** Who asks, when and where, and the custom fields that the filter may mean. */
export interface Asker { meId: string; moment: Moment; idsOf: IdsOf; fields: readonly AskedField[] }

/** Whether the answer depends on the asker's time zone. */
export const asksForDays = (filter: Filter): boolean =>
  (Object.keys(filterFields) as FilterFieldName[]).some((field) => ['day', 'any'].includes(filterFields[field].takes) && asksFor(filter, field))

/** What asks for texts comes last and in one piece, so that those of a task are folded once and only where it matters. */
export function filterCondition(filter: Filter, asker: Asker): Condition {
  const parts = Object.groupBy(filter.kind === 'and' ? gathered(filter.kind, filter.parts) : [filter], (part) => (asksForTexts(part) ? 'texts' : 'others'))
  const { texts = [], others = [] } = parts
  const all = (some: readonly Filter[]) => some.map((part) => partCondition(part, asker))
  return joined([...all(others), ...(texts.length > 0 ? [withTexts(joined(all(texts), 'and'))] : [])], 'and')
}

const asksForTexts = (filter: Filter): boolean => (Object.keys(texts) as TextField[]).some((field) => asksFor(filter, field))

function partCondition(filter: Filter, asker: Asker): Condition {
  if (filter.kind === 'not') return negated(partCondition(filter.part, asker))
  if (filter.kind !== 'term') return joined(gathered(filter.kind, filter.parts).map((part) => partCondition(part, asker)), filter.kind)
  if (filter.operator === '!=') return negated(termCondition({ ...filter, operator: '=' }, asker))
  return termCondition(filter, asker)
}

/** Terms about one of several names become one term about all of them, where that says the same: a task's rows are then looked at once. */
function gathered(kind: 'and' | 'or', parts: readonly Filter[]): Filter[] {
  const plain = parts.map((part) => (part.kind === 'not' && part.part.kind === 'term' && part.part.operator === '=' ? { ...part.part, operator: '!=' as const } : part))
  const isAlike = (part: Filter): part is FilterTerm => part.kind === 'term' && isNamed(part.field) && (kind === 'and') === (part.operator === '!=')
  const alike = Map.groupBy(plain.filter(isAlike), ({ field, operator }) => `${field} ${operator}`)
  return [...[...alike.values()].map((terms) => ({ ...terms[0]!, values: terms.flatMap(({ values }) => values) })), ...plain.filter((part) => !isAlike(part))]
}

const negated = ({ text, values }: Condition): Condition => ({ text: `not (${text})`, values })

function termCondition(term: FilterTerm, asker: Asker): Condition {
  const { field, operator, values } = term
  if (field === 'field') return customCondition(term, asker)
  if (field in chosen) return chosen[field as ChoiceField](choicesOf(term))
  if (isNamed(field)) return namedCondition(field, term, asker)
  const each = (value: FilterValue): Condition => {
    if (field in times) return timeCondition(times[field as TimeField], value, operator, asker.moment)
    if (field === 'progress') return numberCondition(PROGRESS, value, operator)
    return textCondition(texts[field as TextField], value, operator)
  }
  return joined(values.map(each), 'or')
}

const oneOf = (column: string, choices: readonly string[], type = 'text'): Condition =>
  ({ text: `${column} = any(string_to_array(?::text, ',')::${type}[])`, values: [choices.join(',')] })

/** Of a field that is true or false. */
const truth = (condition: string) => (choices: readonly string[]): Condition =>
  joined(choices.map((choice) => ({ text: choice === 'true' ? condition : `not (${condition})`, values: [] })), 'or')

const STATUS = 'from statuses s where s.organization_id = t.organization_id and s.id = t.status_id'
/** Neither done nor cancelled. */
export const OPEN = `exists (select ${STATUS} and s.category not in ('done', 'cancelled'))`

type ChoiceField = 'category' | 'open' | 'priority' | 'archived'
const chosen: Record<ChoiceField, (choices: readonly string[]) => Condition> = {
  category: (choices) => within(STATUS, oneOf('s.category', choices)),
  open: truth(OPEN),
  priority: (choices) => oneOf('t.priority', choices),
  archived: truth('t.archived_at is not null'),
}

const within = (rows: string, { text, values }: Condition): Condition => ({ text: `exists (select ${rows} and (${text}))`, values })

function namedCondition(field: NamedField, term: FilterTerm, { meId, idsOf }: Asker): Condition {
  const { rows, id } = named[field]
  const ids = term.values.flatMap((value) => {
    if (value.kind === 'me') return meId === '' ? [] : [meId]
    if (value.kind === 'id') return [value.id]
    return value.kind === 'name' ? idsOf(field, value.name, isPart(term)) : []
  })
  const isOne = oneOf(id, ids, 'uuid')
  return joined([
    ...(ids.length === 0 ? [] : [rows ? within(rows, isOne) : { ...isOne, text: `(${isOne.text}) is true` }]),
    ...(term.values.some(({ kind }) => kind === 'none') ? [{ text: rows ? `not exists (select ${rows})` : `${id} is null`, values: [] }] : []),
  ], 'or')
}

type TextField = 'key' | 'title' | 'text'
const texts: Record<TextField, string> = { key: 'f.key', title: 'f.title', text: 'f.text' }

/** A condition on the folded texts `f` of a task. `offset 0` keeps them from being folded again for each comparison. */
const withTexts = ({ text, values }: Condition): Condition => ({
  text: `select ${text} from (select f.key, f.title, f.key || ' ' || f.title as text from (
    select ${folded("p.key || '-' || t.number")} as key, ${folded('t.title')} as title offset 0) f offset 0) f`,
  values,
})

function textCondition(text: string, value: FilterValue, operator: FilterOperator): Condition {
  if (value.kind !== 'name') return never
  const wanted = folded('?::text')
  return { text: operator === '~' ? `strpos(${text}, ${wanted}) > 0` : `${text} = ${wanted}`, values: [value.name] }
}

type TimeField = 'due' | 'start' | 'created' | 'updated'
const times: Record<TimeField, string> = { due: 't.due_at', start: 't.start_at', created: 't.created_at', updated: 't.updated_at' }

function timeCondition(column: string, value: FilterValue, operator: FilterOperator, moment: Moment): Condition {
  if (value.kind === 'none') return { text: `${column} is null`, values: [] }
  const { from, to } = boundsOf(operator, spanOf(value, moment))
  const bound = (sign: string, at: number | undefined) =>
    (at === undefined ? [] : [{ text: `${column} ${sign} ?::timestamptz`, values: [new Date(at).toISOString()] }])
  return joined([{ text: `${column} is not null`, values: [] }, ...bound('>=', from), ...bound('<', to)], 'and')
}

const numberCondition = (column: string, value: FilterValue, operator: FilterOperator): Condition =>
  (value.kind === 'number' ? { text: `${column} ${operator} ?::int`, values: [value.number] } : never)
