// The conflict inbox: opened from the connection's panel and from the message about a refused change; loaded when first opened.
import { Late } from '../../ui/index.ts'

class ConflictInbox {
  readonly late = new Late(async () => (await import('./ConflictInbox.svelte')).default)
  open = $state(false)

  show(): void {
    void this.late.load()
    this.open = true
  }
}

export const conflictInbox = new ConflictInbox()
