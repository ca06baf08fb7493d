// The parts of the kit that are large and seldom needed at once.
import { Late } from './late.svelte.ts'

export const markdownRenderer = new Late(async () => (await import('./markdown.ts')).renderMarkdown)
export const dayGrid = new Late(async () => (await import('./DayGrid.svelte')).default)
export const layers = new Late(() => import('./layers/index.ts'))

/** Loads all of them: soon enough for their first use, also when the network is gone by then. */
export function loadLateParts(): void {
  for (const late of [layers, markdownRenderer, dayGrid]) void late.load()
}
