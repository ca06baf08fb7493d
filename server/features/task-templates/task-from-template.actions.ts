// Makes a task from a template, by the rules of every new task. What the template names and is gone meanwhile is left out.
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { Checklist } from '../../../shared/features/checklists.ts'
import { taskInput, type Task } from '../../../shared/features/tasks.ts'
import type { taskTemplateEndpoints } from '../../../shared/features/task-templates.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import { Problem } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { addChecklists } from '../checklists/add-checklists.ts'
import { checkFieldValues } from '../custom-fields/find-fields.ts'
import { createTask } from '../tasks/create-task.actions.ts'
import { findLabels, findTeamMembers, fitsProject, type LabelPlaces } from '../tasks/task-references.ts'
import type { TaskTemplate } from './task-template.entity.ts'
import { loadTemplate } from './task-templates.actions.ts'

type Input = BodyOf<typeof taskTemplateEndpoints.createTaskFromTemplate>

/** 404 for a template that one cannot see, 403 where one makes no tasks; 409 for a full status. */
export async function createTaskFromTemplate(work: Work, templateId: string, { title, ...place }: Input): Promise<{ task: Task; correlationId: string }> {
  // Whether one may make tasks is asked of the team's settings, with the task.
  const { template, project } = await loadTemplate(work, templateId, 'project.read')
  const { description, priority, estimateMinutes, estimatePoints } = template
  const input = taskInput.parse({
    ...place, projectId: project.id, title: title ?? template.title, description, priority, estimateMinutes: estimateMinutes ?? null, estimatePoints: estimatePoints ?? null,
    ...(await whatIsThere(work, template, { id: project.id, teamId: project.team.id })),
  })
  const task = await createTask(work, input)
  const checklists = checklistsOf(template, task.id)
  await addChecklists(work, new Map([[task.id, task]]), checklists)
  const total = checklists.reduce((sum, { items }) => sum + items.length, 0)
  return { task: { ...task, checklistTotal: total }, correlationId: work.correlationId }
}

async function whatIsThere(work: Work, { assigneeIds, labelIds, customFields }: TaskTemplate, project: { id: string; teamId: string }) {
  const members = assigneeIds.length > 0 ? await findTeamMembers(work, [project.teamId], assigneeIds) : new Set<string>()
  const labels: LabelPlaces = labelIds.length > 0 ? await findLabels(work, labelIds) : new Map()
  const values: Record<string, unknown> = {}
  for (const [fieldId, value] of Object.entries(customFields)) if (await fits(work, project, { [fieldId]: value })) values[fieldId] = value
  return {
    assigneeIds: assigneeIds.filter((id) => members.has(`${project.teamId} ${id}`)), labelIds: labelIds.filter((id) => fitsProject(labels, id, project.id)), customFields: values,
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
