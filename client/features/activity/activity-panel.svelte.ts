// The activity of a project: opened from "while you were away" and the connection's panel; loaded when first opened.
import { Late, want } from '../../ui/index.ts'

class ActivityPanel {
  readonly late = new Late(async () => (await import('./ActivityPanel.svelte')).default)
  open = $state(false)

  show(): void {
    this.open = true
    void want(this.late, () => (this.open = false))
  }
}

export const activityPanel = new ActivityPanel()
