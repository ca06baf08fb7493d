// Outside the board, too, a waiting change that the server refused is told: what, and why.
import type { Stores } from '../client.svelte.ts'
import { refusalText } from '../features/board/refusals.svelte.ts'
import { tellUndecided } from '../features/conflicts/tell-undecided.ts'
import { toasts } from '../ui/index.ts'

/** The board tells of its own while it is open; every other page does it with this. */
export function tellRefusedChanges({ outbox, conflicts }: Stores): void {
  outbox.onRefused = (own, problem) => {
    const text = refusalText(own, problem, () => '')
    if (conflicts.has(own.key)) tellUndecided(text)
    else toasts.error(text)
  }
}
