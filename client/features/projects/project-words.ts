// A project's states and priorities as people read them.
import { priorities, type Priority } from '../../../shared/features/priority.ts'
import { projectStatuses, type Project } from '../../../shared/features/projects.ts'
import { t } from './words.ts'

export const stateName = (state: Project['status']): string => t(`state.${state}`)
export const priorityName = (priority: Priority): string => t(`priority.${priority}`)

export const stateOptions = () => projectStatuses.map((value) => ({ value, label: stateName(value) }))
export const priorityOptions = () => priorities.toReversed().map((value) => ({ value, label: priorityName(value) }))
