// Comparisons with custom fields as conditions on tasks `t`: those of one kind together, however many projects have a field of the name.
import type { FieldKind } from '../../../shared/features/custom-fields.ts'
import { dayIn, fieldsCalled, numberIn, optionsFor, tickIn, type AskedField } from '../../../shared/filter/custom.ts'
import type { FilterOperator } from '../../../shared/filter/fields.ts'
import type { FilterTerm, FilterValue } from '../../../shared/filter/filter.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { joined, never, type Condition } from './conditions.ts'
import type { Asker } from './filter-conditions.ts'
import { folded } from './filter-names.ts'

/** The fields of these names, in one project or in all: the tasks that are asked of tell which count. */
export async function askedFields(work: Work, names: readonly string[], projectId: string | undefined): Promise<AskedField[]> {
  if (names.length === 0) return []
  const fields = await query<AskedField>(
    work.em,
    `select f.id, f.project_id as "projectId", f.name, f.kind, f.options from custom_fields f
    where f.organization_id = $1::uuid and ($2::uuid is null or f.project_id = $2::uuid)
      and ${folded('f.name')} = any(array(select ${folded('n')} from jsonb_array_elements_text($3::text::jsonb) n))`,
    [work.organizationId, projectId ?? null, JSON.stringify(names)],
  )
  return names.flatMap((name) => fieldsCalled(fields, name))
}

export function customCondition({ name = '', operator, values }: FilterTerm, asker: Asker): Condition {
  const fields = fieldsCalled(asker.fields, name)
  const ofKind = [...Map.groupBy(fields, ({ kind }) => kind)]
  return joined(values.map((value) => {
    if (value.kind === 'none') return none(fields)
    return joined(ofKind.map(([kind, own]) => valueCondition(kind, own, operator, value, asker)), 'or')
  }), 'or')
}

/** The value of one of the fields. */
const VALUE = 't.custom_fields ->> i.id'
const ids = (fields: readonly AskedField[]) => JSON.stringify(fields.map(({ id }) => id))

function none(fields: readonly AskedField[]): Condition {
  return { text: 'not jsonb_exists_any(t.custom_fields, array(select jsonb_array_elements_text(?::text::jsonb)))', values: [ids(fields)] }
}

const some = (fields: readonly AskedField[], { text, values }: Condition): Condition =>
  ({ text: `exists (select from jsonb_array_elements_text(?::text::jsonb) i(id) where ${text})`, values: [ids(fields), ...values] })

function valueCondition(kind: FieldKind, fields: readonly AskedField[], operator: FilterOperator, value: FilterValue, asker: Asker): Condition {
  if (value.kind === 'me') {
    return kind === 'person' && operator === '=' && asker.meId !== '' ? some(fields, { text: `${VALUE} = ?::text`, values: [asker.meId] }) : never
  }
  if (value.kind !== 'any') return never
  const { text } = value
  switch (kind) {
    case 'number': return ordered(fields, `(${VALUE})::float8`, 'float8', operator, numberIn(text))
    case 'date': return ordered(fields, `(${VALUE}) collate "C"`, 'text', operator, dayIn(text, asker.moment))
    case 'checkbox': return ticked(fields, tickIn(operator, text))
    case 'select': case 'multi_select': return chosen(fields.flatMap((field) => optionsFor(field, operator, text)), fields)
    case 'person': return person(fields, operator, text, asker)
    default: return some(fields, alike(VALUE, operator, text))
  }
}

/** The operator is one of the language's own signs. */
const ordered = (fields: readonly AskedField[], column: string, type: string, operator: FilterOperator, wanted: string | number | null): Condition =>
  (wanted === null || operator === '~' ? never : some(fields, { text: `${column} ${operator} ?::${type}`, values: [wanted] }))

/** A task has not ticked what its own project has. */
function ticked(fields: readonly AskedField[], wanted: boolean | null): Condition {
  if (wanted === null) return never
  if (wanted) return some(fields, { text: 'jsonb_exists(t.custom_fields, i.id)', values: [] })
  const places = JSON.stringify(fields.map(({ id, projectId }) => ({ id, project: projectId })))
  return {
    text: `exists (select from jsonb_to_recordset(?::text::jsonb) i(id text, project uuid) where i.project = t.project_id and not jsonb_exists(t.custom_fields, i.id))`,
    values: [places],
  }
}

function chosen(optionIds: readonly string[], fields: readonly AskedField[]): Condition {
  if (optionIds.length === 0) return never
  return some(fields, {
    text: 'jsonb_exists_any(t.custom_fields -> i.id, array(select jsonb_array_elements_text(?::text::jsonb)))', values: [JSON.stringify(optionIds)],
  })
}

/** Named by name or by id. */
function person(fields: readonly AskedField[], operator: FilterOperator, text: string, { idsOf }: Asker): Condition {
  if (operator !== '=' && operator !== '~') return never
  const memberIds = [...idsOf('assignee', text, operator === '~'), ...(operator === '=' ? [text.toLowerCase()] : [])]
  return some(fields, { text: `${VALUE} = any(array(select jsonb_array_elements_text(?::text::jsonb)))`, values: [JSON.stringify(memberIds)] })
}

function alike(column: string, operator: FilterOperator, text: string): Condition {
  const [one, wanted] = [folded(column), folded('?::text')]
  if (operator === '=') return { text: `${one} = ${wanted}`, values: [text] }
  return operator === '~' ? { text: `strpos(${one}, ${wanted}) > 0`, values: [text] } : never
}
