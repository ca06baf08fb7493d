// Which of the two sheets over the page is open: the palette or the help. Both come after the page.
import { Late, want } from '../../ui/index.ts'

class CommandOverlay {
  readonly late = new Late(async () => (await import('./CommandSheets.svelte')).default)
  open = $state<'palette' | 'help' | null>(null)
  /** The command whose choices the palette begins with. */
  within = $state<string | null>(null)

  showPalette(within: string | null = null): void {
    this.within = within
    this.#show('palette')
  }

  showHelp(): void {
    this.#show('help')
  }

  close(): void {
    this.open = null
  }

  #show(sheet: 'palette' | 'help'): void {
    this.open = sheet
    void want(this.late, () => this.close(), () => this.open !== null)
  }
}

export const overlay = new CommandOverlay()
