// What changes the labels of a project.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { events } from '../../../shared/index.ts'
import type { Label as LabelResource, labelEndpoints } from '../../../shared/features/labels.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, isEmpty } from '../../kernel/changes.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { Label } from './label.entity.ts'
import { presentLabel } from './label.presenter.ts'

/** Adds a label; its name must be free in the project (409 name_taken). */
export async function createLabel(work: Work, projectId: string, input: BodyOf<typeof labelEndpoints.createLabel>): Promise<LabelResource> {
  const project = await loadProject(work, projectId, 'label.create', { lock: true })
  await refuseTaken(work, projectId, input.name)
  const label = work.em.create(Label, {
    organizationId: work.organizationId, id: newId(), project: work.em.getReference(Project, [work.organizationId, projectId]),
    name: input.name, color: input.color, version: 1,
  })
  await work.em.flush()
  work.append(teamStream(project.team.id), events.labelCreated, { label: presentLabel(label) })
  return presentLabel(label)
}

export async function updateLabel(work: Work, id: string, input: BodyOf<typeof labelEndpoints.updateLabel>): Promise<LabelResource> {
  const { label, project } = await loadLabel(work, id)
  const changes = changesBetween({ name: label.name, color: label.color }, input)
  if (isEmpty(changes)) return presentLabel(label)
  if (changes.name) await refuseTaken(work, project.id, changes.name[1])
  work.em.assign(label, { ...input, version: label.version + 1 })
  work.append(teamStream(project.team.id), events.labelUpdated, { labelId: id, projectId: project.id, version: label.version, changes })
  return presentLabel(label)
}

/** Deletes a label; the database takes it off all tasks. */
export async function deleteLabel(work: Work, id: string): Promise<void> {
  const { label, project } = await loadLabel(work, id)
  work.em.remove(label)
  work.append(teamStream(project.team.id), events.labelDeleted, { label: presentLabel(label) })
}

async function loadLabel(work: Work, id: string): Promise<{ label: Label; project: Project }> {
  const found = await work.em.findOne(Label, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, 'label.update', { lock: true })
  return { label: await work.em.refresh(found) ?? gone(), project }
}

function gone(): never {
  throw notFound()
}

async function refuseTaken(work: Work, projectId: string, name: string): Promise<void> {
  if (await work.em.count(Label, { project: { id: projectId }, name }) > 0) throw conflict('name_taken', `The project has a label "${name}" already.`)
}
