// A template of tasks as the API shows it.
import type { TaskTemplate as Resource } from '../../../shared/features/task-templates.ts'
import type { TaskTemplate } from './task-template.entity.ts'

export function presentTemplate({ project, estimateMinutes, estimatePoints, createdAt, updatedAt, ...row }: TaskTemplate): Resource {
  const { id, name, title, description, priority, assigneeIds, labelIds, checklists, subtasks, nextNumber, customFields, version } = row
  return {
    id, projectId: project.id, name, title, description, priority, assigneeIds, labelIds, estimateMinutes: estimateMinutes ?? null,
    estimatePoints: estimatePoints ?? null, checklists, nextNumber,
    // In one order of their facts, whatever order the database keeps.
    subtasks: subtasks.map((one) => ({ title: one.title, assigneeIds: one.assigneeIds, estimateMinutes: one.estimateMinutes, estimatePoints: one.estimatePoints })),
    customFields, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(),
  }
}
