// A project's states, priorities and a status's categories as people read them.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import { projectStatuses, type Project } from '../../../shared/features/projects.ts'
import { categories, type Category } from '../../../shared/features/workflow.ts'

const stateNames: Record<Project['status'], string> = {
  planned: 'Planned', active: 'Active', on_hold: 'On hold', completed: 'Completed', cancelled: 'Cancelled',
}
export const priorityNames: Record<Priority, string> = {
  none: 'No priority', low: 'Low', medium: 'Medium', high: 'High', urgent: 'Urgent',
}
export const categoryNames: Record<Category, string> = {
  backlog: 'Backlog', todo: 'To do', active: 'Active', done: 'Done', cancelled: 'Cancelled',
}

export const stateOptions = projectStatuses.map((value) => ({ value, label: stateNames[value] }))
export const priorityOptions = priorities.toReversed().map((value) => ({ value, label: priorityNames[value] }))
export const categoryOptions = categories.map((value) => ({ value, label: categoryNames[value] }))
export const stateName = (state: Project['status']): string => stateNames[state]
