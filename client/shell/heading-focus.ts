// After going to another address, focus stands on the new page's heading, also when the page still loads.
const PATIENCE = 3_000

/** The page that had the focus went away: the heading of what takes its place has it now. */
export function focusInstead(): void {
  if (document.activeElement === document.body) focusHeading(document.querySelector('main') ?? document.body)
}

/** Focuses the page's `h1` as soon as there is one. Returns how to give up. */
export function focusHeading(root: HTMLElement): () => void {
  const before = document.activeElement
  const place = () => {
    const heading = root.querySelector<HTMLElement>('h1')
    if (!heading) return false
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    return true
  }
  if (place()) return () => {}
  const stop = () => {
    observer.disconnect()
    clearTimeout(timer)
  }
  const observer = new MutationObserver(() => {
    if ((document.activeElement !== before && document.activeElement !== document.body) || place()) stop()
  })
  const timer = setTimeout(stop, PATIENCE)
  observer.observe(root, { childList: true, subtree: true })
  return stop
}
