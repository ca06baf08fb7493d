// Makes a task from a template, by the rules of every new task. What the template names and is gone meanwhile is left out.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Checklist } from '../../../shared/features/checklists.ts'
import { MOST_NAMED, taskInput, type Task } from '../../../shared/features/tasks.ts'
import { taskTemplateEvents as events, type taskTemplateEndpoints } from '../../../shared/features/task-templates.ts'
import { localTime } from '../../../shared/calendar.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import { teamStream } from '../../../shared/streams.ts'
import { counts, titleFrom, type TitleFacts } from '../../../shared/title-pattern.ts'
import { invalid, Problem } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { addChecklists } from '../checklists/add-checklists.ts'
import { checkFieldValues } from '../custom-fields/find-fields.ts'
import { createTask } from '../tasks/create-task.actions.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { findLabels, findTeamMembers, fitsProject, type LabelPlaces } from '../tasks/task-references.ts'
import { TaskTemplate } from './task-template.entity.ts'
import { loadTemplate } from './task-templates.actions.ts'

type Input = BodyOf<typeof taskTemplateEndpoints.createTaskFromTemplate>

interface Made { task: Task; subtasks: Task[]; correlationId: string }

/** 404 for a template that one cannot see, 403 where one makes no tasks; 409 for a full status, 422 for what is said and does not fit. All of it is made, or nothing. */
export async function createTaskFromTemplate(work: Work, templateId: string, { title, subtaskIds = [], ...said }: Input): Promise<Made> {
  await lockForSubtasks(work, templateId, said.parentId)
  // Whether one may make tasks is asked of the team's settings, with the task.
  const { template, project } = await loadTemplate(work, templateId, 'project.read')
  const facts: TitleFacts = { day: localTime(work.at, await zoneOf(work)).slice(0, 10), number: template.nextNumber }
  const given = await whatIsThere(work, template, { id: project.id, teamId: project.team.id })
  const input = taskInput.parse({ ...given, ...said, ...together(said, given), projectId: project.id, title: title ?? titleFrom(template.title, facts) })
  takeNumber(work, template, project.team.id, title === undefined)
  const task = await createTask(work, input)
  const checklists = checklistsOf(template, task.id)
  await addChecklists(work, new Map([[task.id, task]]), checklists)
  const subtasks = await createSubtasks(work, template, task, facts, subtaskIds)
  const checklistTotal = checklists.reduce((sum, { items }) => sum + items.length, 0)
  return { task: { ...task, checklistTotal, subtaskTotal: subtasks.length }, subtasks, correlationId: work.correlationId }
}

/** Before any other lock, as for every task that comes below another. */
async function lockForSubtasks(work: Work, templateId: string, parentId: string | null | undefined): Promise<void> {
  const found = await work.em.findOne(TaskTemplate, { id: templateId })
  if (parentId || (found && found.subtasks.length > 0)) await lockRelations(work)
}

type Lists = Pick<Input, 'assigneeIds' | 'labelIds' | 'customFields'>

/** What is said comes first, so that a refusal names its place. */
function together(said: Lists, given: Required<Lists>): Required<Lists> {
  const both = (field: 'assigneeIds' | 'labelIds') => {
    const ids = [...new Set([...said[field] ?? [], ...given[field]])]
    if (ids.length > MOST_NAMED) throw invalid(`/${field}`, `With those of the template these are more than ${MOST_NAMED}.`)
    return ids
  }
  return { assigneeIds: both('assigneeIds'), labelIds: both('labelIds'), customFields: { ...given.customFields, ...said.customFields } }
}

/** One after the other, so that they stand in their order. */
async function createSubtasks(work: Work, { subtasks }: TaskTemplate, { id: parentId, projectId, teamId }: Task, facts: TitleFacts, ids: readonly string[]): Promise<Task[]> {
  const people = [...new Set(subtasks.flatMap(({ assigneeIds }) => assigneeIds))]
  const members = people.length > 0 ? await findTeamMembers(work, [teamId], people) : new Set<string>()
  const made: Task[] = []
  for (const { title, assigneeIds, ...estimates } of subtasks) {
    const own = assigneeIds.filter((id) => members.has(`${teamId} ${id}`))
    made.push(await createTask(work, taskInput.parse({ id: ids[made.length], projectId, parentId, title: titleFrom(title, facts), assigneeIds: own, ...estimates })))
  }
  return made
}

/** A number that was given is not given again, whatever becomes of the task. */
function takeNumber(work: Work, template: TaskTemplate, teamId: string, isTitled: boolean): void {
  const patterns = [...(isTitled ? [template.title] : []), ...template.subtasks.map(({ title }) => title)]
  if (!patterns.some(counts)) return
  template.nextNumber += 1
  work.append(teamStream(teamId), events.taskTemplateNumbered, { templateId: template.id, projectId: template.project.id, name: template.name, nextNumber: template.nextNumber })
}

async function whatIsThere(work: Work, template: TaskTemplate, project: { id: string; teamId: string }) {
  const { description, priority, estimateMinutes = null, estimatePoints = null, assigneeIds, labelIds, customFields } = template
  const members = assigneeIds.length > 0 ? await findTeamMembers(work, [project.teamId], assigneeIds) : new Set<string>()
  const labels: LabelPlaces = labelIds.length > 0 ? await findLabels(work, labelIds) : new Map()
  const values: Required<Lists>['customFields'] = {}
  for (const [fieldId, value] of Object.entries(customFields)) if (await fits(work, project, { [fieldId]: value })) values[fieldId] = value
  return {
    description, priority, estimateMinutes, estimatePoints, assigneeIds: assigneeIds.filter((id) => members.has(`${project.teamId} ${id}`)), labelIds: labelIds.filter((id) => fitsProject(labels, id, project.id)), customFields: values,
  }
}

async function fits(work: Work, project: { id: string; teamId: string }, value: Parameters<typeof checkFieldValues>[2]): Promise<boolean> {
  try {
    await checkFieldValues(work, project, value, {})
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

function checklistsOf({ checklists }: TaskTemplate, taskId: string): Checklist[] {
  const ranks = ranksBetween(null, null, checklists.length)
  return checklists.map(({ title, items }, index) => {
    const id = newId()
    const places = ranksBetween(null, null, items.length)
    return {
      id, taskId, title, rank: ranks[index]!, version: 1,
      items: items.map((text, at) => ({ id: newId(), checklistId: id, text, done: false, rank: places[at]!, version: 1 })),
    }
  })
}
