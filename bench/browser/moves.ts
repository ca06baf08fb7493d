// How long one's own move takes to be seen: after letting go, by keys, and on another's screen.
import type { Page } from 'playwright-core'
import type { SeededBoard } from './company.ts'
import { median, round } from './frames.ts'

const MOVES = 7

const spread = (values: readonly number[]) => ({ medianMs: round(median(values)), longestMs: round(Math.max(...values)) })

/** A card dragged to the next column and back: on the own screen, and on the other's. */
export async function drops(own: Page, other: Page, { statuses }: SeededBoard) {
  const placed: number[] = []
  const settled: number[] = []
  const arrived: number[] = []
  const columns = [statuses[0]!.id, statuses[1]!.id]
  const taskId = (await own.locator(`[data-status-id="${columns[0]}"] [data-task-id]`).nth(1).getAttribute('data-task-id'))!
  for (let move = 0; move < MOVES; move++) {
    const target = columns[(move + 1) % 2]!
    await lift(own, taskId, target)
    await own.evaluate(`void (window.drop = bench.dropped('${taskId}', '${target}'), window.release = bench.released())`)
    await other.evaluate(`void (window.arrival = bench.arrived('${taskId}', '${target}'))`)
    await own.mouse.up()
    const drop = await own.evaluate('window.drop') as { placed: number; settled: number }
    const released = await own.evaluate('window.release') as number
    arrived.push(await other.evaluate('window.arrival') as number - released)
    placed.push(drop.placed)
    settled.push(drop.settled)
    await own.waitForTimeout(700)
  }
  return { releaseToInPlace: spread(placed), releaseToSettled: spread(settled), dropToOtherScreen: spread(arrived) }
}

async function lift(page: Page, taskId: string, statusId: string): Promise<void> {
  const card = (await page.locator(`[data-task-id="${taskId}"]`).boundingBox())!
  const column = (await page.locator(`[data-status-id="${statusId}"]`).boundingBox())!
  const [x, y] = [card.x + card.width / 2, card.y + card.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + 10, y + 5, { steps: 3 })
  await page.mouse.move(column.x + column.width / 2, column.y + 150, { steps: 8 })
  await page.waitForTimeout(120)
}

/** Keys that move a card to the next column and that take it oneself. */
export async function keys(page: Page) {
  const answers: { changed: number; painted: number; frames: number }[] = []
  for (let time = 0; time < MOVES; time++) {
    for (const key of [time % 2 === 0 ? 'Control+Shift+ArrowRight' : 'Control+Shift+ArrowLeft', 'i']) {
      if (time === 0 && key !== 'i') await page.locator('[data-card-link]').nth(3).focus()
      await page.waitForTimeout(400)
      await page.evaluate('void (window.answer = bench.answered())')
      await page.keyboard.press(key)
      answers.push(await page.evaluate('window.answer') as (typeof answers)[number])
    }
  }
  return {
    keyToChange: spread(answers.map(({ changed }) => changed)), keyToPaint: spread(answers.map(({ painted }) => painted)),
    /** Frames that began before the change was there: 0 is the next frame. */
    framesWaited: Math.max(...answers.map(({ frames }) => frames)),
  }
}
