// Deletes custom fields and options: refused while tasks have values, unless whoever asks says that these are discarded. As with
// labels, the tasks lose them without a new version, and clients take them off by the one event.
import { LockMode } from '@mikro-orm/core'
import { events } from '../../../shared/index.ts'
import type { CustomField as CustomFieldResource } from '../../../shared/features/custom-fields.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { conflict } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { presentCustomField } from './custom-field.presenter.ts'
import { optionOf } from './field-options.actions.ts'
import { loadField, type LoadedField } from './load-field.ts'

export async function deleteCustomField(work: Work, id: string, discardValues: boolean): Promise<void> {
  const loaded = await loadField(work, id)
  const tasks = await takeOff(work, loaded, VALUES_OF_FIELD, [id], discardValues)
  work.em.remove(loaded.field)
  work.append(teamStream(loaded.project.team.id), events.customFieldDeleted, { customField: presentCustomField(loaded.field), tasks })
}

export async function deleteFieldOption(work: Work, fieldId: string, optionId: string, discardValues: boolean): Promise<CustomFieldResource> {
  const loaded = await loadField(work, fieldId)
  const { field, project } = loaded
  const { options } = presentCustomField(field)
  const option = optionOf(options, optionId)
  const tasks = await takeOff(work, loaded, VALUES_OF_OPTION, [fieldId, optionId], discardValues)
  work.em.assign(field, { options: field.options.filter(({ id }) => id !== optionId), version: field.version + 1 })
  work.append(teamStream(project.team.id), events.fieldOptionDeleted, {
    fieldId, projectId: project.id, name: field.name, version: field.version, option, place: options.indexOf(option), tasks,
  })
  return presentCustomField(field)
}

/** Which tasks have a value, and what is left of their values without it. */
interface Values { where: string; left: string }

const VALUES_OF_FIELD: Values = { where: 'jsonb_exists(custom_fields, $3::text)', left: 'custom_fields - $3::text' }

const VALUE = 'custom_fields -> $3::text'
/** An array contains each of its texts, a text itself. The last option of several takes the field's value with it. */
const VALUES_OF_OPTION: Values = {
  where: `${VALUE} @> to_jsonb($4::text)`,
  left: `case when jsonb_typeof(${VALUE}) = 'array' and jsonb_array_length(${VALUE}) > 1
    then jsonb_set(custom_fields, array[$3::text], (${VALUE}) - $4::text) else custom_fields - $3::text end`,
}

/** Answers how many tasks lost a value. Tasks are locked before the field, as by those who write values. */
async function takeOff(work: Work, { field, project }: LoadedField, { where, left }: Values, ids: string[], discardValues: boolean): Promise<number> {
  const of = `organization_id = $1::uuid and project_id = $2::uuid and ${where}`
  const asked = [work.organizationId, project.id, ...ids]
  await query(work.em, `select id from tasks where ${of} order by id for no key update`, asked)
  await work.em.refresh(field, { lockMode: LockMode.PESSIMISTIC_WRITE })
  const [found] = await query<{ count: number }>(work.em, `select count(*)::int as count from tasks where ${of}`, asked)
  const { count } = found!
  if (count === 0) return 0
  if (!discardValues) throw conflict('values_in_use', stillThere(count), { tasks: count })
  await query(work.em, `update tasks set custom_fields = ${left} where ${of}`, asked)
  return count
}

function stillThere(tasks: number): string {
  const which = tasks === 1 ? '1 task has' : `${tasks} tasks have`
  return `${which} a value that would be lost, archived and deleted ones included. Say that it may, or archive instead.`
}
