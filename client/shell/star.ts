// Sets one's star on a project or takes it away; its event draws it, here and in the person's other tabs.
import type { Stores } from '../client.svelte.ts'
import type { Project } from '../../shared/features/projects.ts'
import { toasts } from '../ui/index.ts'
import { failureWords } from './failure-words.ts'
import { t } from './words.ts'

export async function toggleStar({ api, organizations }: Stores, { id, name }: Project): Promise<void> {
  const endpoint = organizations.isStarred(id) ? 'unstarProject' : 'starProject'
  try {
    await api.call(endpoint, { params: { projectId: id } })
  } catch (error) {
    toasts.error(t('star.failed', { name, why: failureWords(error) }))
  }
}
