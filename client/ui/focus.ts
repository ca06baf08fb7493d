// Where focus goes when a layer opens and closes. It must never be left on the page's body.
const fields = 'input:not([type=hidden]):not(:disabled), textarea:not(:disabled), [role=combobox], [data-autofocus]'

/** Focus the first field of an opened layer, or the layer itself; not its first button, which would be "Close". */
export function focusFirstField(layer: HTMLElement | null, event: Event): void {
  if (!layer) return
  event.preventDefault()
  const chosen = layer.querySelector<HTMLElement>('[data-autofocus]')
  const target = chosen ?? layer.querySelector<HTMLElement>(fields) ?? layer
  target.focus({ preventScroll: true })
}

/** Return focus to a chosen stand-in when there is one; otherwise the opener gets it. */
export function returnFocusTo(standIn: HTMLElement | null | undefined, event: Event): void {
  if (!standIn?.isConnected) return
  event.preventDefault()
  standIn.focus({ preventScroll: true })
}

/** Return focus from a closing menu to its opener, unless the chosen action has already put it elsewhere. */
export function returnFromMenu(opener: HTMLElement | null | undefined, event: Event): void {
  event.preventDefault()
  const active = document.activeElement
  const isElsewhere = active !== null && active !== document.body && !active.closest('[role=menu]')
  if (!isElsewhere) opener?.focus({ preventScroll: true })
}
