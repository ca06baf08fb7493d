// Getting about by keys alone, as somebody without a mouse does.
import type { Page } from 'playwright-core'
import { until } from './board.ts'

const FOCUSED = `(() => {
  const element = document.activeElement
  if (!element || element === document.body) return ''
  const labels = [...(element.labels ?? [])].map((label) => label.textContent)
  return [element.getAttribute('aria-label'), ...labels, element.textContent].filter(Boolean).join(' | ').trim()
})()`
const MOST_STOPS = 80

/** The words of what holds the focus; empty when nothing does. */
export const focused = (page: Page) => page.evaluate(FOCUSED) as Promise<string>

/** Presses Tab until what holds the focus is called so; fails when it is not reached or its focus not seen. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const stops: string[] = []
  for (let count = 0; count < MOST_STOPS; count += 1) {
    const words = await focused(page)
    if (name.test(words)) {
      if (await page.evaluate('document.activeElement.matches(":focus-visible")')) return
      throw new Error(`The focus on “${words}” is not shown`)
    }
    stops.push(words.slice(0, 40))
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${name}; it leads to: ${[...new Set(stops)].join(', ')}`)
}

/** Goes to a page by `G` and a letter; on a busy machine the second may come too late to be part of it. */
export async function goByKeys(page: Page, letter: string, path: string): Promise<void> {
  await until(async () => {
    for (const key of ['g', letter]) await page.keyboard.press(key)
    return new URL(page.url()).pathname
  }).toBe(path)
}
