// Tasks in their projects, these by name. Pure.
import { locale } from '../../../i18n/locale.svelte.ts'
import type { BoardTask } from '../../../../shared/features/tasks.ts'

export interface ProjectTasks { projectId: string; name: string; tasks: readonly BoardTask[] }

/** Within a project they stay in their order. */
export function byProject(tasks: readonly BoardTask[], nameOf: (projectId: string) => string): ProjectTasks[] {
  return [...Map.groupBy(tasks, ({ projectId }) => projectId)]
    .map(([projectId, own]) => ({ projectId, name: nameOf(projectId), tasks: own }))
    .sort((a, b) => a.name.localeCompare(b.name, locale.tag) || (a.projectId < b.projectId ? -1 : 1))
}
