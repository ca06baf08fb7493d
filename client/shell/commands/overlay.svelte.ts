// Which of the two sheets over the page is open: the palette or the help. Both come after the page.
import { Late } from '../../ui/index.ts'

class CommandOverlay {
  readonly late = new Late(async () => (await import('./CommandSheets.svelte')).default)
  open = $state<'palette' | 'help' | null>(null)
  /** The command whose choices the palette begins with. */
  within = $state<string | null>(null)

  showPalette(within: string | null = null): void {
    void this.late.load()
    this.within = within
    this.open = 'palette'
  }

  showHelp(): void {
    void this.late.load()
    this.open = 'help'
  }

  close(): void {
    this.open = null
  }
}

export const overlay = new CommandOverlay()
