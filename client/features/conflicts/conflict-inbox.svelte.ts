// The conflict inbox: opened from the connection's panel and from the message about a refused change; loaded when first opened.
import type { RefusedChange } from '../../lib/refused-storage.ts'
import { Late, want } from '../../ui/index.ts'

class ConflictInbox {
  readonly late = new Late(async () => (await import('./ConflictInbox.svelte')).default)
  open = $state(false)
  /** The entry that was asked for: it stands first. */
  wanted = $state.raw<RefusedChange>()

  show(entry?: RefusedChange): void {
    this.wanted = entry
    this.open = true
    void want(this.late, () => (this.open = false))
  }
}

export const conflictInbox = new ConflictInbox()
