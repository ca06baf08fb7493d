// Starts and stops one's timer. Its events draw it, in every tab.
import type { Api } from '../../lib/api.ts'
import { announce } from '../../ui/index.ts'
import { t } from './words.ts'

export const startTimer = (api: Api, taskId: string): Promise<unknown> => api.call('startTimer', { body: { taskId } })

/** Says so, with the way back for the time that it logged. */
export async function stopTimer({ api }: { api: Api }): Promise<void> {
  const answer = await api.call('stopTimer')
  // Late: the timer stands on every page.
  const part = await import('../activity/done-here.ts').catch(() => null)
  if (part) part.sayDone({ api }, t('stopped'), answer)
  else announce(t('stopped'), 'polite')
}
