// Keys that are pressed while the palette opens: they are meant for its field, not for the page below it.

export class TypedAhead {
  text = ''
  /** Enter followed: what is found first is wanted. */
  isChosen = false
  readonly #callOff: () => void

  constructor(callOff: () => void) {
    this.#callOff = callOff
  }

  /** Takes the key away from the page; false for those that no field takes. */
  keep(event: KeyboardEvent): boolean {
    const { key } = event
    const isText = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    if (key === 'Escape') this.#callOff()
    else if (key === 'Enter') this.isChosen = true
    else if (key === 'Backspace') this.text = this.text.slice(0, -1)
    else if (isText) this.text += key
    else return false
    event.preventDefault()
    event.stopImmediatePropagation()
    return true
  }
}
