// The conflict inbox: opened from the connection's panel and from the message about a refused change; loaded when first opened.
import { Late, want } from '../../ui/index.ts'

class ConflictInbox {
  readonly late = new Late(async () => (await import('./ConflictInbox.svelte')).default)
  open = $state(false)

  show(): void {
    this.open = true
    void want(this.late, () => (this.open = false))
  }
}

export const conflictInbox = new ConflictInbox()
