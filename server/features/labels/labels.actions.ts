// What changes labels: of a project by its team, of the organization by whoever runs it.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import { MOST_ORGANIZATION_LABELS, type Label as LabelResource, type labelEndpoints } from '../../../shared/features/labels.ts'
import { organizationStream, teamStream, type StreamName } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { query } from '../../kernel/database.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { lockLabelled, lockOrganizationLabels, readOrganizationLabels } from './organization-labels.ts'
import { Label } from './label.entity.ts'
import { presentLabel } from './label.presenter.ts'

type LabelInput = BodyOf<typeof labelEndpoints.createLabel>

/** Adds a label; its name must be free in the project and in the organization (409 name_taken). */
export async function createLabel(work: Work, projectId: string, input: LabelInput): Promise<LabelResource> {
  const project = await loadProject(work, projectId, 'label.create', { lock: true })
  return insertLabel(work, projectId, teamStream(project.team.id), { id: newId(), ...input, version: 1 })
}

/** Adds a label for tasks of all projects; projects that have one of this name keep theirs. */
export async function createOrganizationLabel(work: Work, input: LabelInput): Promise<LabelResource> {
  await lockOrganizationLabels(work)
  await refuseTooMany(work)
  return insertLabel(work, null, organizationStream(work.organizationId), { id: newId(), ...input, version: 1 })
}

async function refuseTooMany(work: Work): Promise<void> {
  if ((await readOrganizationLabels(work)).length < MOST_ORGANIZATION_LABELS) return
  throw conflict('conflict', `The organization has ${MOST_ORGANIZATION_LABELS} labels already. Delete one first.`)
}

/** Brings a deleted label back, on no task. 409 when its id is in use, or its name. */
export async function restoreLabel(work: Work, { projectId, ...label }: LabelResource): Promise<LabelResource> {
  const stream = await lockPlace(work, projectId)
  if (projectId === null) await refuseTooMany(work)
  if (await work.em.findOne(Label, { id: label.id })) throw idTaken()
  return insertLabel(work, projectId, stream, label)
}

async function insertLabel(work: Work, projectId: string | null, stream: StreamName, fields: Omit<LabelResource, 'projectId'>): Promise<LabelResource> {
  await refuseTaken(work, projectId, fields.name)
  const label = work.em.create(Label, {
    organizationId: work.organizationId, project: projectId && work.em.getReference(Project, [work.organizationId, projectId]), ...fields,
  })
  await work.em.flush()
  work.append(stream, events.labelCreated, { label: presentLabel(label) })
  return presentLabel(label)
}

export async function updateLabel(work: Work, id: string, input: BodyOf<typeof labelEndpoints.updateLabel>): Promise<LabelResource> {
  const { label, projectId, stream } = await loadLabel(work, id)
  const changes = changesBetween({ name: label.name, color: label.color }, input)
  if (isEmpty(changes)) return presentLabel(label)
  if (changes.name) await refuseTaken(work, projectId, changes.name[1])
  work.em.assign(label, { ...input, version: label.version + 1 })
  work.append(stream, events.labelUpdated, { labelId: id, projectId, version: label.version, changes })
  return presentLabel(label)
}

/** Deletes a label; the database takes it off all tasks. */
export async function deleteLabel(work: Work, id: string): Promise<void> {
  const { label, projectId, stream } = await loadLabel(work, id)
  const { teams, tasks } = await lockLabelled(work, id)
  work.em.remove(label)
  work.append(stream, events.labelDeleted, { label: presentLabel(label), tasks })
  if (projectId !== null) return
  for (const teamId of teams) {
    // Hundreds of them would burst the header of the answer.
    work.keepFromAnswer(teamStream(teamId))
    work.append(teamStream(teamId), events.labelDeleted, { label: presentLabel(label), tasks })
  }
}

/** What it is of is locked. */
export async function loadLabel(work: Work, id: string): Promise<{ label: Label; projectId: string | null; stream: StreamName }> {
  const found = await work.em.findOne(Label, { id })
  if (!found) throw notFound()
  const projectId = found.project?.id ?? null
  const stream = await lockPlace(work, projectId)
  return { label: await work.em.refresh(found) ?? gone(), projectId, stream }
}

/** Locks what the label is of, and says who hears of it. */
async function lockPlace(work: Work, projectId: string | null): Promise<StreamName> {
  if (projectId !== null) return teamStream((await loadProject(work, projectId, 'label.update', { lock: true })).team.id)
  await lockOrganizationLabels(work)
  return organizationStream(work.organizationId)
}

function gone(): never {
  throw notFound()
}

async function refuseTaken(work: Work, projectId: string | null, name: string): Promise<void> {
  const [taken] = await query<{ projectId: string | null }>(work.em, `select project_id as "projectId" from labels
    where organization_id = $1::uuid and name = $2 and (project_id is null or project_id = $3::uuid) limit 1`, [work.organizationId, name, projectId])
  if (taken) throw conflict('name_taken', `${taken.projectId ? 'The project' : 'The organization'} has a label "${name}" already.`)
}
