// A late part that somebody asked for: it is tried twice, and said when it cannot come. What is loaded ahead stays silent.
import type { Late } from './late.svelte.ts'
import { toasts } from './toasts.svelte.ts'
import { t } from './words.ts'

const AGAIN_AFTER = 1_000

/** Loads it; after two failures takes back what was to open and says it, unless it is not wanted any more. */
export async function want(part: Late<unknown>, callOff: () => void, isWanted: () => boolean = () => true): Promise<void> {
  if (await part.load() || !isWanted()) return
  // Chromium remembers a module that failed and never asks for it again: only a new page does.
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER))
  if (!isWanted() || await part.load() || !isWanted()) return
  callOff()
  if (navigator.onLine) toasts.error(t('notLoaded'), { label: t('reload'), run: () => window.location.reload() })
  else toasts.error(t('notLoaded.offline'))
}
