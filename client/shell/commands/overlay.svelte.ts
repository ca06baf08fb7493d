// Which of the two sheets over the page is open: the palette or the help. Both come after the page.
import { Late, want } from '../../ui/index.ts'
import type { Command } from './commands.svelte.ts'
import { TypedAhead } from './typed-ahead.ts'

class CommandOverlay {
  readonly late = new Late(async () => (await import('./CommandSheets.svelte')).default)
  open = $state<'palette' | 'help' | null>(null)
  /** The command whose choices the palette begins with. */
  within = $state<string | null>(null)
  #ahead: TypedAhead | null = null

  showPalette(within: string | null = null): void {
    this.within = within
    if (this.open !== 'palette') this.#ahead = new TypedAhead(() => this.close())
    this.#show('palette')
  }

  showHelp(): void {
    this.#show('help')
  }

  close(): void {
    this.open = null
    this.#ahead = null
  }

  /** Whether the key was for the palette that opens: it is kept until that has its field. */
  keep(event: KeyboardEvent): boolean {
    return this.#ahead?.keep(event) ?? false
  }

  /** What was typed until now, for the palette's field, which takes what follows itself. */
  takeTyped(): TypedAhead | null {
    const ahead = this.#ahead
    this.#ahead = null
    return ahead
  }

  #show(sheet: 'palette' | 'help'): void {
    this.open = sheet
    void want(this.late, () => this.close(), () => this.open !== null)
  }
}

export const overlay = new CommandOverlay()

/** The palette's own key, which works before the commands of every page are there. */
export const paletteKey: readonly Command[] = [{
  id: 'palette', group: 'you', scope: 'everywhere', words: '', keys: ['mod+k'], atOnce: ['mod+k'], whileTyping: true, isOnlyKeys: true,
  run: () => overlay.showPalette(),
}]
