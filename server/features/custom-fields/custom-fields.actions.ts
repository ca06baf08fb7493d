// Adds custom fields to a project, renames, moves and archives them.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_FIELDS, type CustomField as CustomFieldResource, type customFieldEndpoints, type FieldKind } from '../../../shared/features/custom-fields.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { freeRank, rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { CustomField } from './custom-field.entity.ts'
import { presentCustomField } from './custom-field.presenter.ts'
import { fieldsOf } from './custom-fields.queries.ts'
import { loadField, placeAfter, refuseTaken, type LoadedField } from './load-field.ts'

export const hasOptions = (kind: FieldKind): boolean => kind === 'select' || kind === 'multi_select'

/** Adds a field at the end. The project's row is locked, so that the count holds and no two get one place. */
export async function createCustomField(work: Work, projectId: string, input: BodyOf<typeof customFieldEndpoints.createCustomField>): Promise<CustomFieldResource> {
  const options = input.options.map((option) => ({ id: newId(), ...option, archived: false }))
  return insertField(work, { id: newId(), projectId, ...input, options, archived: false, version: 1 }, (others) => rankBetween(others.at(-1)?.rank ?? null, null))
}

/** Brings a deleted field back as it was, without values, or right after whoever has its rank now. 409 when its id or its name is in use. */
export async function restoreCustomField(work: Work, deleted: CustomFieldResource): Promise<CustomFieldResource> {
  if (await work.em.findOne(CustomField, { id: deleted.id })) throw idTaken()
  return insertField(work, deleted, (others) => freeRank(others, deleted.rank))
}

async function insertField(
  work: Work, { projectId, ...fields }: Omit<CustomFieldResource, 'rank'>, rankAmong: (others: readonly CustomField[]) => string,
): Promise<CustomFieldResource> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const others = await fieldsOf(work, projectId)
  if (others.length >= MOST_FIELDS) throw conflict('conflict', `A project has at most ${MOST_FIELDS} fields, archived ones too.`)
  refuseTaken(others, fields.name, 'field')
  checkOptions(fields)
  const field = work.em.create(CustomField, {
    organizationId: work.organizationId, project: work.em.getReference(Project, [work.organizationId, projectId]), ...fields, rank: rankAmong(others),
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.customFieldCreated, { customField: presentCustomField(field) })
  return presentCustomField(field)
}

function checkOptions({ kind, options }: Pick<BodyOf<typeof customFieldEndpoints.createCustomField>, 'kind' | 'options'>): void {
  if (options.length > 0 && !hasOptions(kind)) throw invalid('/options', 'Only `select` and `multi_select` have options.')
  const names = options.map(({ name }) => fold(name))
  const second = names.findIndex((name, index) => names.indexOf(name) < index)
  if (second >= 0) throw invalid(`/options/${second}/name`, 'Another option has this name.')
}

/** Changes the sent fields. */
export async function updateCustomField(work: Work, id: string, patch: BodyOf<typeof customFieldEndpoints.updateCustomField>): Promise<CustomFieldResource> {
  const loaded = await loadField(work, id)
  const { afterFieldId, ...fields } = patch
  return change(work, loaded, { ...fields, rank: afterFieldId === undefined || afterFieldId === id ? undefined : rankAt(loaded.others, afterFieldId, loaded.field) })
}

type Fields = { [K in 'name' | 'archived' | 'rank']?: CustomFieldResource[K] | undefined }

/** Gives a field what it had earlier back, its place too: that very rank, or one right after whoever has it now. */
export async function revertCustomField(work: Work, id: string, { rank, ...fields }: Fields): Promise<CustomFieldResource> {
  const loaded = await loadField(work, id)
  return change(work, loaded, { ...fields, rank: rank && freeRank(loaded.others, rank) })
}

function change(work: Work, { field, project, others }: LoadedField, { rank, ...fields }: Fields): CustomFieldResource {
  const changes = changesBetween({ name: field.name, archived: field.archived, rank: field.rank }, { ...fields, rank })
  if (isEmpty(changes)) return presentCustomField(field)
  if (changes.name) refuseTaken(others, changes.name[1], 'field')
  work.em.assign(field, { ...fields, ...(rank && { rank }), version: field.version + 1 })
  work.append(teamStream(project.team.id), events.customFieldUpdated, {
    fieldId: field.id, projectId: project.id, name: field.name, version: field.version, changes,
  })
  return presentCustomField(field)
}

/** Where a field stands already it stays: no new rank. */
function rankAt(others: readonly CustomField[], afterFieldId: string | null, field: CustomField): string {
  const place = placeAfter(others, afterFieldId, '/afterFieldId', 'This is no other field of the project.')
  if (place === others.filter(({ rank }) => rank < field.rank).length) return field.rank
  return rankBetween(others[place - 1]?.rank ?? null, others[place]?.rank ?? null)
}
