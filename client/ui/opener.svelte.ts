// The button that opens a layer. It works before the layer's part is there: what was pressed opens as soon as it comes.
import { createAttachmentKey } from 'svelte/attachments'
import { layers } from './late-parts.ts'

export interface OpenState {
  id: string
  /** The id of what opens, and its kind. */
  controls: string
  popup: 'menu' | 'dialog'
  isOpen: () => boolean
  set: (open: boolean) => void
}

type ButtonProps = Record<PropertyKey, unknown>

export class Opener {
  element = $state<HTMLElement | null>(null)
  /** Whether it was opened by a key, for who then puts the focus on the first entry. */
  byKeyboard = $state(false)
  readonly #state: OpenState
  readonly #here = { [createAttachmentKey()]: (element: HTMLElement) => {
    this.element = element
    return () => (this.element = null)
  } }

  constructor(state: OpenState) {
    this.#state = state
  }

  /** What its button gets. */
  get props(): ButtonProps {
    const { id, controls, popup } = this.#state
    const isOpen = this.#state.isOpen()
    return {
      ...this.#here, id, type: 'button', 'aria-haspopup': popup, 'aria-expanded': isOpen, 'aria-controls': isOpen ? controls : undefined,
      'data-state': isOpen ? 'open' : 'closed',
      onpointerenter: load, onfocus: load,
      ...(popup === 'menu' ? this.#menuHandlers : this.#dialogHandlers),
    }
  }

  // Pressed again because nothing came yet, it is still wanted.
  #turn(byKeyboard: boolean, open = !this.#state.isOpen() || !layers.part): void {
    this.byKeyboard = byKeyboard
    this.#state.set(open)
  }

  // A menu opens while the pointer is still down, so that one may let go on an entry; a finger may still begin to scroll.
  readonly #menuHandlers = {
    onpointerdown: (event: PointerEvent) => {
      if (isDisabled(event)) return
      if (event.pointerType === 'touch') return event.preventDefault()
      if (event.button !== 0 || event.ctrlKey) return
      this.#turn(false)
      if (!this.#state.isOpen()) event.preventDefault()
    },
    onpointerup: (event: PointerEvent) => {
      if (isDisabled(event) || event.pointerType !== 'touch') return
      event.preventDefault()
      this.#turn(false)
    },
    // Readers of the screen click without a pointer; after a pointer there is nothing left to do.
    onclick: (event: MouseEvent) => {
      if (event.detail !== 0) return
      event.preventDefault()
      this.#turn(true)
    },
    onkeydown: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown') this.#turn(true, true)
      else if (isPress(event)) this.#turn(true)
      else return
      event.preventDefault()
    },
  }

  readonly #dialogHandlers = {
    onclick: (event: MouseEvent) => {
      if (event.button === 0) this.#turn(false)
    },
    onkeydown: (event: KeyboardEvent) => {
      if (!isPress(event)) return
      event.preventDefault()
      this.#turn(true)
    },
  }
}

const load = () => void layers.load()
const isPress = (event: KeyboardEvent) => event.key === 'Enter' || event.key === ' '
const isDisabled = (event: Event) => (event.currentTarget as HTMLElement).matches(':disabled')
