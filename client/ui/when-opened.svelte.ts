// A layer is made when it is first opened and stays then, so that it can be seen closing.
import { watchForCallOff, type Waiting } from './called-off.ts'
import type { Late } from './late.svelte.ts'
import { layers } from './late-parts.ts'
import { toasts } from './toasts.svelte.ts'
import { t } from './words.ts'

const AGAIN_AFTER = 1_000

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
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWaiting = true
  void attempt(() => {
    // Chromium remembers a module that failed and never asks for it again: only a new page does.
    timer = setTimeout(() => void attempt(giveUp), AGAIN_AFTER)
  })
  return () => {
    isWaiting = false
    clearTimeout(timer)
    endWatch()
  }

  async function attempt(otherwise: () => void): Promise<void> {
    const isThere = await part.load()
    if (isWaiting && !isThere) otherwise()
  }

  function giveUp(): void {
    waiting.callOff()
    toasts.error(t('notLoaded'), { label: t('reload'), run: () => window.location.reload() })
  }
}
