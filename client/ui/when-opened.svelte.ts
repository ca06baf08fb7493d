// A layer is made when it is first opened and stays then, so that it can be seen closing.
import { watchForCallOff, type Waiting } from './called-off.ts'
import type { Late } from './late.svelte.ts'
import { layers } from './late-parts.ts'
import { want } from './want.ts'

/** Asks for the layers' part as soon as one is opened. If it does not come, the layer is closed again and that is said. */
export function whenOpened(isOpen: () => boolean, waiting: Waiting): { readonly isNeeded: boolean } {
  let isNeeded = $state(false)
  $effect.pre(() => {
    if (!isOpen()) return
    isNeeded = true
    return layers.part ? undefined : waitFor(layers, waiting)
  })
  return { get isNeeded() { return isNeeded } }
}

/** Waits for a part until it is there, was called off or failed. Gives what ends the waiting. */
export function waitFor(part: Late<unknown>, waiting: Waiting): () => void {
  const endWatch = watchForCallOff(waiting)
  let isWaiting = true
  void want(part, waiting.callOff, () => isWaiting)
  return () => {
    isWaiting = false
    endWatch()
  }
}
