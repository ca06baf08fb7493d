// Frames of a large board while it is scrolled, while a card is dragged over it, and while others change it.
import { endpoints } from '../../shared/index.ts'
import type { Page } from 'playwright-core'
import type { Company, SeededBoard } from './company.ts'
import { framesWhile, scroll, type FrameFigures } from './frames.ts'

const CHANGES_FOR = 8_000
const EVERY = 50

export async function whileScrolling(page: Page, board: SeededBoard): Promise<FrameFigures> {
  const list = (await page.locator(`[data-status-id="${board.statuses[1]!.id}"]`).boundingBox())!
  const at = { x: list.x + list.width / 2, y: list.y + list.height / 2 }
  return framesWhile(page, async () => {
    await scroll(page, at, 6_000)
    await scroll(page, at, -3_000)
  })
}

/** Over all columns and back, then put back by Escape. */
export async function whileDragging(page: Page, board: SeededBoard): Promise<FrameFigures> {
  const card = (await page.locator(`[data-status-id="${board.statuses[0]!.id}"] [data-task-id]`).nth(2).boundingBox())!
  const [x, y] = [card.x + card.width / 2, card.y + card.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const figures = await framesWhile(page, async () => {
    for (let step = 0; step <= 180; step++) {
      const along = Math.sin((step / 180) * Math.PI)
      await page.mouse.move(x + along * 1_000, y + Math.sin(step / 12) * 120)
      await page.waitForTimeout(14)
    }
  })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  return figures
}

/** Twenty changes a second by REST: renames and moves, of cards in view and out of it. */
export async function whileOthersChange(page: Page, { mira }: Company, { taskIds, statuses }: SeededBoard): Promise<FrameFigures & { changes: number }> {
  let changes = 0
  const figures = await framesWhile(page, async () => {
    const end = Date.now() + CHANGES_FOR
    const asked: Promise<unknown>[] = []
    for (let number = 0; Date.now() < end; number++) {
      // Every second one concerns the first cards of a column, which are in view.
      const taskId = taskIds[number % 2 === 0 ? number % 50 : (number * 97) % taskIds.length]!
      asked.push((number % 4 < 3
        ? mira.do(endpoints.updateTask, { params: { taskId }, body: { title: `Renamed for the ${number}th time` } })
        : mira.do(endpoints.moveTask, { params: { taskId }, body: { statusId: statuses[number % statuses.length]!.id, afterTaskId: null } })
      ).then(() => (changes += 1)))
      await new Promise((resolve) => setTimeout(resolve, EVERY))
    }
    await Promise.all(asked)
  })
  return { ...figures, changes }
}
