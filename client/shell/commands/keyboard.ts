// Finds the command for what was pressed: the innermost scope first, keys one after another, nothing while typing.
import { announce, toasts } from '../../ui/index.ts'
import { chordOf, isCharacter } from './chords.ts'
import type { Command, Scope } from './commands.svelte.ts'

const PATIENCE = 1_500
/** How long a key may wait for the commands that still come: a slow network, not another thought. */
const EARLY = 4_000
const fields = 'input, textarea, select'
/** What Space presses itself. */
const presses = 'button, summary, [role=button], [role=checkbox]'
/** A key that is held down goes on going from place to place; everything else is done once. */
const goesOn = (chord: string) => /(?:^|\+)(?:up|down|left|right)$|^[jk]$/.test(chord)
const layers = '[role=menu], [role=dialog], [role=alertdialog], [role=listbox]'

export interface Surroundings {
  commands: () => readonly Command[]
  letters: () => boolean
  /** Asks for the commands that still have to come; nothing when all are here. A key that nobody knows, or only every page, waits for them. */
  askForRest?: () => Promise<unknown> | undefined
  now?: () => number
}

export class Keyboard {
  readonly #around: Surroundings
  readonly #now: () => number
  #first: { chord: string; until: number } | null = null
  /** Keys that nobody knew yet, in their order. */
  #early: { event: KeyboardEvent; chord: string; until: number }[] = []

  constructor(around: Surroundings) {
    this.#around = around
    this.#now = around.now ?? (() => performance.now())
  }

  /** Runs what the key stands for, or keeps the first key of several. */
  press(event: KeyboardEvent): void {
    const chord = chordOf(event)
    if (chord === null || event.defaultPrevented || event.isComposing) return
    if (chord === 'space' && isIn(event, presses)) return
    if (!this.#run(event, chord)) this.#wait(event, chord)
  }

  /** Whether it stands for a command, or begins the keys of one. A command of every page waits for what the screen may make of its key; two keys mean one thing only. */
  #run(event: KeyboardEvent, chord: string, hasWaited = false, onlyTask = false): boolean {
    const keys = this.#withFirst(chord)
    const reachable = this.#reachable(event).filter(({ scope }) => !onlyTask || scope === 'task')
    const command = commandFor(reachable, keys) ?? commandFor(reachable, chord)
    if (command) {
      event.preventDefault()
      if (mayBeOfScreen(command, keys, chord) && !hasWaited && this.#wait(event, chord)) return true
      // What is done now must not be followed by what was meant before it.
      if (!hasWaited) this.#early = []
      if (!event.repeat || goesOn(chord)) runCommand(command, event)
      return true
    }
    if (!reachable.some((other) => other.keys?.some((all) => all.startsWith(`${chord} `)))) return false
    event.preventDefault()
    if (!hasWaited) this.#early = []
    this.#first = { chord, until: this.#now() + PATIENCE }
    return true
  }

  /** Done when the rest of the commands comes, unless it takes too long. Whether there is a rest. */
  #wait(event: KeyboardEvent, chord: string): boolean {
    const rest = this.#around.askForRest?.()
    if (!rest) return false
    this.#early.push({ event, chord, until: this.#now() + EARLY })
    void rest.then(() => this.#goOn())
    return true
  }

  /** What is about tasks is done in its order, as selecting goes from one to the next; of what opens something only the last. */
  #goOn(): void {
    const early = this.#early
    this.#early = []
    early.forEach(({ event, chord, until }, index) => {
      if (this.#now() < until) this.#run(event, chord, true, index < early.length - 1)
    })
  }

  #withFirst(chord: string): string {
    const first = this.#first
    this.#first = null
    return first && this.#now() < first.until ? `${first.chord} ${chord}` : chord
  }

  #reachable(event: KeyboardEvent): Command[] {
    const letters = this.#around.letters()
    const typing = isTyping(event)
    if (isIn(event, layers)) return []
    const scopes = scopesOf(event.target as HTMLElement)
    return scopes.flatMap((scope) => this.#around.commands().filter((command) =>
      command.scope === scope && !command.isOnlyTold && (!typing || command.whileTyping)))
      .map((command) => (letters && !typing ? command : { ...command, keys: command.keys?.filter((keys) => !isCharacter(keys)) }))
  }
}

/** Whether the commands that still come may make something else of the key. */
const mayBeOfScreen = ({ scope, atOnce }: Command, keys: string, chord: string) =>
  scope === 'everywhere' && keys === chord && !atOnce?.includes(chord)

const commandFor = (reachable: readonly Command[], keys: string) =>
  reachable.find((command) => command.keys?.includes(keys))

/** The scopes at a place of the page, the innermost first. */
export function scopesOf(target: HTMLElement): Scope[] {
  if (target.closest?.('[data-task-panel]')) return ['panel', 'board', 'everywhere']
  if (target.closest?.('[data-task-id]')) return ['task', 'board', 'everywhere']
  return ['board', 'everywhere']
}

/** Runs it, or says why it cannot be run now. */
export function runCommand(command: Command, event?: KeyboardEvent): void {
  if (!command.unavailable) return command.run(event)
  announce(command.unavailable, 'assertive')
  // It tells what is so, and goes by itself: nothing went wrong.
  toasts.show({ text: command.unavailable })
}

/** Whether a key belongs to a field, menu or dialog, not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  return (event.target as HTMLElement).isContentEditable || isIn(event, `${fields}, ${layers}`)
}

const isIn = (event: KeyboardEvent, selector: string) => Boolean((event.target as HTMLElement).closest?.(selector))
