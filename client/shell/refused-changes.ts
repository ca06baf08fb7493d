// Outside the board, too, a waiting change that the server refused is told: what, and why.
import type { Stores } from '../client.svelte.ts'
import { refusalText } from '../features/board/refusals.svelte.ts'
import { conflictInbox } from '../features/conflicts/conflict-inbox.svelte.ts'
import { t } from '../features/conflicts/words.ts'
import { toasts } from '../ui/index.ts'

/** The board tells of its own while it is open; every other page does it with this. */
export function tellRefusedChanges({ outbox, conflicts }: Stores): void {
  const decide = { label: t('show'), run: () => conflictInbox.show() }
  outbox.onRefused = (own, problem) =>
    void toasts.error(refusalText(own, problem, () => ''), conflicts.has(own.key) ? decide : undefined)
}
