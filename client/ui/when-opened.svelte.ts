// A layer is made when it is first opened and stays then, so that it can be seen closing.
import { watchForCallOff, type Waiting } from './called-off.ts'
import { layers } from './late-parts.ts'

const AGAIN_AFTER = 1_000

/** Asks for the layers' part as soon as one is opened, and again while it does not come and was not called off. */
export function whenOpened(isOpen: () => boolean, waiting: Waiting): { readonly isNeeded: boolean } {
  let isNeeded = $state(false)
  $effect.pre(() => {
    if (!isOpen()) return
    isNeeded = true
    if (layers.part) return
    const endWatch = watchForCallOff(waiting)
    void layers.load()
    const timer = setInterval(() => void layers.load(), AGAIN_AFTER)
    return () => {
      endWatch()
      clearInterval(timer)
    }
  })
  return { get isNeeded() { return isNeeded } }
}
