// "Create task 'x'" of the palette: on the board that was seen last.
import type { Stores } from '../../client.svelte.ts'
import type { Project } from '../../../shared/features/projects.ts'
import { toasts } from '../../ui/index.ts'
import { failureWords } from '../failure-words.ts'
import { go } from '../go.ts'
import { recentProject } from '../recent-project.svelte.ts'
import { t } from './words.ts'

/** The project that a new task would be for; undefined when there is none in which one may. */
export function projectForTask({ organizations, session }: Stores): Project | undefined {
  const may = (project: Project) => session.can('task.create', organizations.subject(project.teamId))
  const recent = organizations.projects.find(({ id }) => id === recentProject.id)
  return recent && may(recent) ? recent : organizations.projects.find(may)
}

export async function createTask({ api }: Stores, project: Project, title: string): Promise<void> {
  try {
    const { data } = await api.call('createTask', { body: { projectId: project.id, title } })
    const open = () => go(`/projects/${project.id}?task=${data.key}`)
    toasts.show({ text: t('palette.created', { title, project: project.name }),
      action: { label: t('palette.open'), run: open } })
  } catch (error) {
    toasts.error(t('palette.notCreated', { why: failureWords(error) }))
  }
}
