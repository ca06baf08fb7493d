// One message tells of what waits for a decision, however much was refused one after the other.
import { toasts } from '../../ui/index.ts'
import { conflictInbox } from './conflict-inbox.svelte.ts'
import { t } from './words.ts'

let told = { id: 0, count: 0 }

/** `text` tells of one change; where an earlier message stands still, both become one that counts. */
export function tellUndecided(text: string): void {
  const count = toasts.has(told.id) ? told.count + 1 : 1
  toasts.dismiss(told.id)
  told = { count, id: toasts.error(count > 1 ? t('several', { count }) : text, { label: t('decide'), run: () => conflictInbox.show() }) }
}
