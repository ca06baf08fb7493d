// A board's page as a script sees it: columns, cards, the open task, and what is spoken.
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export const column = (page: Page, statusId: string): Locator => page.locator(`[data-status-id="${statusId}"]`)
export const card = (page: Page, taskId: string): Locator => page.locator(`[data-task-id="${taskId}"]`)
export const cardIn = (page: Page, statusId: string, taskId: string): Locator =>
  column(page, statusId).locator(card(page, taskId))
export const cardNamed = (page: Page, title: string): Locator =>
  page.locator('[data-task-id]').filter({ hasText: title })
export const panel = (page: Page): Locator => page.locator('[data-task-panel]')
export const toast = (page: Page): Locator => page.getByRole('region', { name: 'Messages' })

/** Waits until a check holds. */
export const until = <T>(read: () => Promise<T> | T, timeout = 15_000) => expect.poll(read, { timeout, interval: 25 })

/** Titles of a column's cards from top to bottom. */
export const titlesIn = (page: Page, statusId: string): Promise<string[]> =>
  column(page, statusId).locator('[data-task-id] [data-card-link]').allInnerTexts()

/** Drags a card with the mouse onto the upper part of a column. */
export async function drag(page: Page, taskId: string, statusId: string): Promise<void> {
  const from = await card(page, taskId).boundingBox()
  const to = await column(page, statusId).boundingBox()
  if (!from || !to) throw new Error('Card or column is not in view')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 2 + 6, { steps: 3 })
  await page.mouse.move(to.x + to.width / 2, to.y + 60, { steps: 8 })
  await page.mouse.up()
}

/** Puts the keyboard's focus on a card. */
export const focusCard = (page: Page, taskId: string) => card(page, taskId).locator('[data-card-link]').focus()

/** Collects all that is spoken on the page from now on, as a screen reader would hear it. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`{
    window.spoken = []
    const heard = () => document.querySelectorAll('[aria-live]').forEach(({ textContent }) => {
      const text = textContent.replaceAll('\\u00a0', ' ').trim()
      if (text && !spoken.includes(text)) spoken.push(text)
    })
    new MutationObserver(heard).observe(document.body, { subtree: true, childList: true, characterData: true })
  }`)
  return () => page.evaluate('window.spoken') as Promise<string[]>
}

/** Tells the milliseconds from letting go of the mouse on one page to the card in the column of the other. */
export async function clocked(
  from: Page, to: Page, { statusId, taskId }: { statusId: string; taskId: string },
): Promise<() => Promise<number>> {
  await from.evaluate(`addEventListener('pointerup', () => { window.droppedAt = Date.now() },
    { capture: true, once: true })`)
  await to.evaluate(`{
    const wanted = '[data-status-id="${statusId}"] [data-task-id="${taskId}"]'
    const observer = new MutationObserver(() => {
      if (!document.querySelector(wanted)) return
      window.arrivedAt = Date.now()
      observer.disconnect()
    })
    observer.observe(document.body, { subtree: true, childList: true })
  }`)
  return async () => Number(await to.evaluate('window.arrivedAt')) - Number(await from.evaluate('window.droppedAt'))
}
