// Adds custom fields to a project, renames, moves and archives them.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_FIELDS, type CustomField as CustomFieldResource, type customFieldEndpoints, type FieldKind } from '../../../shared/features/custom-fields.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { rankBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { CustomField } from './custom-field.entity.ts'
import { presentCustomField } from './custom-field.presenter.ts'
import { fieldsOf } from './custom-fields.queries.ts'
import { loadField, placeAfter, refuseTaken } from './load-field.ts'

export const hasOptions = (kind: FieldKind): boolean => kind === 'select' || kind === 'multi_select'

/** Adds a field at the end. The project's row is locked, so that the count holds and no two get one place. */
export async function createCustomField(work: Work, projectId: string, input: BodyOf<typeof customFieldEndpoints.createCustomField>): Promise<CustomFieldResource> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const others = await fieldsOf(work, projectId)
  if (others.length >= MOST_FIELDS) throw conflict('conflict', `A project has at most ${MOST_FIELDS} fields, archived ones too.`)
  refuseTaken(others, input.name, 'field')
  checkOptions(input)
  const field = work.em.create(CustomField, {
    organizationId: work.organizationId, id: newId(), project: work.em.getReference(Project, [work.organizationId, projectId]), name: input.name,
    kind: input.kind, options: input.options.map((option) => ({ id: newId(), ...option, archived: false })),
    rank: rankBetween(others.at(-1)?.rank ?? null, null), archived: false, version: 1,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.customFieldCreated, { customField: presentCustomField(field) })
  return presentCustomField(field)
}

function checkOptions({ kind, options }: BodyOf<typeof customFieldEndpoints.createCustomField>): void {
  if (options.length > 0 && !hasOptions(kind)) throw invalid('/options', 'Only `select` and `multi_select` have options.')
  const names = options.map(({ name }) => fold(name))
  const second = names.findIndex((name, index) => names.indexOf(name) < index)
  if (second >= 0) throw invalid(`/options/${second}/name`, 'Another option has this name.')
}

/** Changes the sent fields. */
export async function updateCustomField(work: Work, id: string, patch: BodyOf<typeof customFieldEndpoints.updateCustomField>): Promise<CustomFieldResource> {
  const { field, project, others } = await loadField(work, id)
  const { afterFieldId, ...fields } = patch
  const rank = afterFieldId === undefined || afterFieldId === id ? undefined : rankAt(others, afterFieldId, field)
  const changes = changesBetween({ name: field.name, archived: field.archived, rank: field.rank }, { ...fields, rank })
  if (isEmpty(changes)) return presentCustomField(field)
  if (changes.name) refuseTaken(others, changes.name[1], 'field')
  work.em.assign(field, { ...fields, ...(rank && { rank }), version: field.version + 1 })
  work.append(teamStream(project.team.id), events.customFieldUpdated, {
    fieldId: id, projectId: project.id, name: field.name, version: field.version, changes,
  })
  return presentCustomField(field)
}

/** Where a field stands already it stays: no new rank. */
function rankAt(others: readonly CustomField[], afterFieldId: string | null, field: CustomField): string {
  const place = placeAfter(others, afterFieldId, '/afterFieldId', 'This is no other field of the project.')
  if (place === others.filter(({ rank }) => rank < field.rank).length) return field.rank
  return rankBetween(others[place - 1]?.rank ?? null, others[place]?.rank ?? null)
}
