// Takes the finishing of a task that repeats back, and with it the next one, as long as nobody touched that.
import { ApiError } from '../../lib/api-error.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { toasts } from '../../ui/index.ts'
import { requestAt, type Place } from '../activity/done-here.ts'
import type { StoreContext } from '../stores.ts'
import { t } from './words.ts'

/** `byHand`: takes the change of status alone back. */
export async function undoTurn({ api }: Pick<StoreContext, 'api'>, place: Place, byHand: () => unknown): Promise<void> {
  try {
    await api.call('undo', { body: { correlationId: await requestAt(api, place) } })
  } catch (error) {
    if (!(error instanceof ApiError)) return void toasts.error(failureWords(error))
    byHand()
    toasts.show({ text: t('undo.nextStays') })
  }
}
