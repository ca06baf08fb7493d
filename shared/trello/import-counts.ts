// Counts what a plan holds; what the answer of an import tells is counted here and nowhere else.
import type { ImportCounts } from '../features/imports.ts'
import type { ImportPlan } from './import-plan.ts'

export function countPlan({ statuses, labels, milestones = [], fields = [], tasks, links = [] }: Omit<ImportPlan, 'counts' | 'warnings'>): ImportCounts {
  const checklists = tasks.flatMap((task) => task.checklists)
  const items = checklists.flatMap((checklist) => checklist.items)
  const subtasks = tasks.filter(({ parent }) => parent !== undefined).length
  return {
    statuses: openAndArchived(statuses, (status) => status.archived),
    tasks: openAndArchived(tasks, (task) => task.archivedAt !== null),
    labels: labels.length,
    ...(milestones.length > 0 && { milestones: milestones.length }),
    ...(fields.length > 0 && { customFields: fields.length }),
    ...(subtasks > 0 && { subtasks }),
    ...(links.length > 0 && { links: links.length }),
    checklists: checklists.length,
    checklistItems: { done: items.filter((item) => item.done).length, open: items.filter((item) => !item.done).length },
    comments: tasks.reduce((sum, task) => sum + task.comments.length, 0),
    attachments: tasks.reduce((sum, task) => sum + task.attachments.length, 0),
  }
}

function openAndArchived<T>(all: readonly T[], isArchived: (one: T) => boolean): { open: number; archived: number } {
  const archived = all.filter(isArchived).length
  return { open: all.length - archived, archived }
}
