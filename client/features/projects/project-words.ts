// A project's states, priorities and a status's categories as people read them.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import { projectStatuses, type Project } from '../../../shared/features/projects.ts'
import { categories, type Category } from '../../../shared/features/workflow.ts'
import { t } from './words.ts'

export const stateName = (state: Project['status']): string => t(`state.${state}`)
export const priorityName = (priority: Priority): string => t(`priority.${priority}`)
export const categoryName = (category: Category): string => t(`category.${category}`)

export const stateOptions = () => projectStatuses.map((value) => ({ value, label: stateName(value) }))
export const priorityOptions = () => priorities.toReversed().map((value) => ({ value, label: priorityName(value) }))
export const categoryOptions = () => categories.map((value) => ({ value, label: categoryName(value) }))
