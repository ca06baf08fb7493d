// Lists and changes the templates of tasks of a project. What a template names must fit the project when it is said.
import type { BodyOf } from '../../../shared/endpoint.ts'
import { putValues } from '../../../shared/field-values.ts'
import {
  byName, MOST_TEMPLATES, taskTemplateEvents as events, type TaskTemplate as Resource, type taskTemplateEndpoints, type TaskTemplatePatch, type TaskTemplates,
} from '../../../shared/features/task-templates.ts'
import { teamStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { conflict, invalid, notFound } from '../../kernel/errors.ts'
import { fitsOneEvent } from '../../kernel/streams.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import type { Permission } from '../../../shared/permissions.ts'
import { checkFieldValues } from '../custom-fields/find-fields.ts'
import { loadProject } from '../projects/load-project.ts'
import { Project } from '../projects/project.entity.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { checkPeopleAndLabels } from '../tasks/task-references.ts'
import { idTaken } from '../tasks/task-rules.ts'
import { checkSubtasks } from './check-subtasks.ts'
import { TaskTemplate } from './task-template.entity.ts'
import { presentTemplate } from './task-template.presenter.ts'

export async function listTaskTemplates(work: Work, projectId: string): Promise<TaskTemplates> {
  const project = await loadProject(work, projectId, 'project.read')
  const found = await work.em.find(TaskTemplate, { project: { id: projectId } })
  return { items: found.map(presentTemplate).sort(byName), ...(await positionOf(work, teamStream(project.team.id))) }
}

/** 409 for a name that is taken, or where there are very many; 422 for what does not fit the project. */
export async function createTaskTemplate(work: Work, projectId: string, input: BodyOf<typeof taskTemplateEndpoints.createTaskTemplate>): Promise<Resource> {
  const project = await roomForOne(work, projectId, input.name)
  const { customFields = {} } = await checked(work, project, input, null)
  return insert(work, project, { ...input, id: newId(), customFields, version: 1, createdAt: work.at })
}

/** As it was, with whom and what it named: what is gone is left out where tasks are made. */
export async function restoreTaskTemplate(work: Work, { projectId, createdAt, updatedAt: _, ...template }: Resource): Promise<Resource> {
  const project = await roomForOne(work, projectId, template.name)
  if (await work.em.findOne(TaskTemplate, { id: template.id })) throw idTaken()
  return insert(work, project, { ...template, version: template.version + 1, createdAt: new Date(createdAt) })
}

async function roomForOne(work: Work, projectId: string, name: string): Promise<Project> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  if ((await work.em.count(TaskTemplate, { project: { id: projectId } })) >= MOST_TEMPLATES) throw conflict('conflict', `The project has ${MOST_TEMPLATES} templates already. Delete one first.`)
  await refuseTaken(work, projectId, name)
  return project
}

async function insert(work: Work, project: Project, fields: Omit<Resource, 'projectId' | 'createdAt' | 'updatedAt'> & { createdAt: Date }): Promise<Resource> {
  const template = work.em.create(TaskTemplate, {
    organizationId: work.organizationId, project: work.em.getReference(Project, [work.organizationId, project.id]), ...fields, updatedAt: work.at,
  })
  await work.em.flush()
  return tellSaved(work, project, presentTemplate(template), true)
}

/** Custom fields are put one by one, null takes one out, as on a task. */
export async function updateTaskTemplate(work: Work, id: string, patch: TaskTemplatePatch, ifMatch: number | null): Promise<Resource> {
  const { template, project } = await loadTemplate(work, id, 'project.update')
  const before = presentTemplate(template)
  checkVersion(before, ifMatch)
  const after = { ...patch, ...(await checked(work, project, patch, before)) }
  const changes = changesBetween<Record<string, unknown>>({ ...before }, after)
  if (isEmpty(changes)) return before
  if (changes.name) await refuseTaken(work, project.id, patch.name!)
  work.em.assign(template, { ...after, version: template.version + 1, updatedAt: work.at })
  return tellSaved(work, project, presentTemplate(template), false, Object.fromEntries(Object.entries(changes).map(([field, pair]) => [field, pair![0]])))
}

export async function deleteTaskTemplate(work: Work, id: string): Promise<void> {
  const { template, project } = await loadTemplate(work, id, 'project.update')
  const last = presentTemplate(template)
  work.em.remove(template)
  await work.em.flush()
  work.append(teamStream(project.team.id), events.taskTemplateDeleted, { templateId: id, projectId: project.id, name: last.name, template: last })
}

/** With its project locked, so nobody changes it meanwhile. */
export async function loadTemplate(work: Work, id: string, permission: Permission): Promise<{ template: TaskTemplate; project: Project }> {
  const found = await work.em.findOne(TaskTemplate, { id })
  if (!found) throw notFound()
  const project = await loadProject(work, found.project.id, permission, { lock: true })
  const template = await work.em.refresh(found)
  if (!template) throw notFound()
  return { template, project }
}

type Named = Pick<TaskTemplatePatch, 'assigneeIds' | 'labelIds' | 'customFields' | 'subtasks'>

/** Whom and what it named before may stay. */
async function checked(work: Work, project: Project, { assigneeIds, labelIds, customFields, subtasks = [] }: Named, before: Resource | null): Promise<Partial<Pick<Resource, 'customFields'>>> {
  const place = { id: project.id, teamId: project.team.id } as Parameters<typeof checkPeopleAndLabels>[1]
  await checkPeopleAndLabels(work, place, { assigneeIds, labelIds }, { assigneeIds: before?.assigneeIds ?? [], labelIds: before?.labelIds ?? [] })
  await checkSubtasks(work, place.teamId, subtasks, before?.subtasks ?? [])
  if (customFields === undefined) return {}
  const present = before?.customFields ?? {}
  return { customFields: putValues(present, await checkFieldValues(work, place, customFields, present)) }
}

async function refuseTaken(work: Work, projectId: string, name: string): Promise<void> {
  if ((await work.em.count(TaskTemplate, { project: { id: projectId }, name })) > 0) throw conflict('name_taken', `The project has a template "${name}" already.`)
}

/** Long descriptions leave the event, checklists and subtasks do not. */
function tellSaved(work: Work, { team }: Project, template: Resource, isNew: boolean, before?: Partial<Resource>): Resource {
  if (!fitsOneEvent({ ...template, description: '', subtasks: [] })) throw invalid('/checklists', 'These checklists are too long for a template.')
  if (!fitsOneEvent({ ...template, description: '' })) throw invalid('/subtasks', 'Checklists and subtasks together are too long for a template.')
  const fits = before && fitsOneEvent([{ ...template, description: '' }, { ...before, description: '' }])
  work.append(teamStream(team.id), events.taskTemplateSaved, { template, isNew, ...(fits && { before }) })
  return template
}
