// Sets one's star on a project or takes it away, and says when that failed.
import type { Stores } from '../client.svelte.ts'
import type { Project } from '../../shared/features/projects.ts'
import { toasts } from '../ui/index.ts'
import { failureWords } from './failure-words.ts'
import { t } from './words.ts'

export async function toggleStar({ organizations }: Stores, { id, name }: Project): Promise<void> {
  try {
    await organizations.toggleStar(id)
  } catch (error) {
    toasts.error(t('star.failed', { name, why: failureWords(error) }))
  }
}
