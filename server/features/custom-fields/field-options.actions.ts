// The options of a select: added, renamed, recoloured, moved, archived. Each change tells the whole list, before and after.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_OPTIONS, type CustomField as CustomFieldResource, type customFieldEndpoints, type FieldOption } from '../../../shared/features/custom-fields.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { presentCustomField } from './custom-field.presenter.ts'
import { hasOptions } from './custom-fields.actions.ts'
import { loadField, placeAfter, refuseTaken, type LoadedField } from './load-field.ts'

/** Adds an option at the end. 409 where the field has none by its kind, or too many. */
export async function createFieldOption(work: Work, fieldId: string, input: BodyOf<typeof customFieldEndpoints.createFieldOption>): Promise<CustomFieldResource> {
  const loaded = await loadField(work, fieldId)
  const { kind, options } = presentCustomField(loaded.field)
  if (!hasOptions(kind)) throw conflict('conflict', 'Only `select` and `multi_select` have options.')
  if (options.length >= MOST_OPTIONS) throw tooManyOptions()
  refuseTaken(options, input.name, 'option')
  return putOptions(work, loaded, [...options, { id: newId(), ...input, archived: false }])
}

/** Changes the sent fields of an option. */
export async function updateFieldOption(
  work: Work, fieldId: string, optionId: string, patch: BodyOf<typeof customFieldEndpoints.updateFieldOption>,
): Promise<CustomFieldResource> {
  const loaded = await loadField(work, fieldId)
  const { options } = presentCustomField(loaded.field)
  const option = optionOf(options, optionId)
  const { afterOptionId, ...fields } = patch
  const others = options.filter(({ id }) => id !== optionId)
  const place = afterOptionId === undefined || afterOptionId === optionId
    ? options.indexOf(option) : placeAfter(others, afterOptionId, '/afterOptionId', 'This is no other option of the field.')
  const changes = changesBetween<Omit<FieldOption, 'id'>>(option, fields)
  if (changes.name) refuseTaken(others, changes.name[1], 'option')
  if (isEmpty(changes) && place === options.indexOf(option)) return presentCustomField(loaded.field)
  const changed = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return putOptions(work, loaded, others.toSpliced(place, 0, { ...option, ...changed }))
}

/** Throws 404 when the field has no such option. */
export function optionOf(options: readonly FieldOption[], optionId: string): FieldOption {
  const option = options.find(({ id }) => id === optionId)
  if (!option) throw notFound()
  return option
}

/** Puts a deleted option back where it stood. 409 where its name is in use, or there are too many. */
export async function restoreFieldOption(work: Work, fieldId: string, option: FieldOption, place: number): Promise<CustomFieldResource> {
  const loaded = await loadField(work, fieldId)
  const { options } = presentCustomField(loaded.field)
  if (options.some(({ id }) => id === option.id)) throw idTaken()
  if (options.length >= MOST_OPTIONS) throw tooManyOptions()
  refuseTaken(options, option.name, 'option')
  return putOptions(work, loaded, options.toSpliced(place, 0, option))
}

const tooManyOptions = () => conflict('conflict', `A field has at most ${MOST_OPTIONS} options, archived ones too.`)

export function putOptions(work: Work, { field, project }: LoadedField, options: FieldOption[]): CustomFieldResource {
  const before = presentCustomField(field).options
  work.em.assign(field, { options, version: field.version + 1 })
  work.append(teamStream(project.team.id), events.customFieldUpdated, {
    fieldId: field.id, projectId: project.id, name: field.name, version: field.version, changes: { options: [before, options] },
  })
  return presentCustomField(field)
}
