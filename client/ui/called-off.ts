// A layer that was asked for and is not there yet: who goes on with something else does not want it any more.
export interface Waiting {
  callOff: () => void
  /** What was pressed; pressed again while it waits, it goes on waiting. */
  opener?: () => HTMLElement | null
  /** It will be over everything: keys are not for the page behind it any more. */
  isModal?: boolean
}

const presses = ['Enter', ' ', 'ArrowDown']
const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']

/** Calls it off at Escape, at a press or the focus elsewhere, and at keys that are for something else. Gives what ends the watch. */
export function watchForCallOff({ callOff, opener = () => null, isModal = false }: Waiting): () => void {
  const watch = new AbortController()
  const isAtOpener = ({ target }: Event) => opener()?.contains(target as Node) ?? false
  const listen = <N extends keyof WindowEventMap>(name: N, heard: (event: WindowEventMap[N]) => void) =>
    window.addEventListener(name, heard, { capture: true, signal: watch.signal })

  listen('keydown', (event) => {
    const isEscape = event.key === 'Escape'
    if (isEscape) event.preventDefault()
    if (isEscape || isModal) event.stopPropagation()
    if (isEscape || event.key === 'Tab' || !(isModal || goesOn(event))) callOff()
  })
  listen('pointerdown', (event) => {
    if (!isAtOpener(event)) callOff()
  })
  listen('focusin', (event) => {
    const button = opener()
    // Some browsers do not focus a button that is clicked, but what it stands in.
    if (button && !isAtOpener(event) && !(event.target as Node).contains(button)) callOff()
  })
  return () => watch.abort()

  function goesOn(event: KeyboardEvent): boolean {
    return event.repeat || modifiers.includes(event.key) || (presses.includes(event.key) && isAtOpener(event))
  }
}
