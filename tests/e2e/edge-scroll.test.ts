// A card that is held still while the board or a long column scrolls beneath it: it lands where it is let go.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, column, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'
import { touchOn } from './support/touch.ts'

const BOARD = `document.querySelector('[data-board]')`

describe.skipIf(!hasChromium)('a card that is held while something scrolls', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let wide = ''
  let statuses: string[] = []
  const make = (projectId: string, statusId: string, title = 'Held') =>
    company.manager.do(endpoints.createTask, { body: { projectId, statusId, title } })
  const statusOf = async (taskId: string) => (await company.manager.do(endpoints.readTask, { params: { taskId } })).statusId
  const statusIdsOf = async (projectId: string) =>
    (await company.manager.do(endpoints.readBoard, { params: { projectId } })).statuses.map(({ id }) => id)

  beforeAll(async () => {
    company = await aCompany(world)
    wide = (await aProject(company.manager, company.team.id, 'Wide')).id
    for (let step = 6; step <= 12; step += 1) {
      await company.manager.do(endpoints.createStatus, { params: { projectId: wide }, body: { name: `Step ${step}`, category: 'active' } })
    }
    statuses = await statusIdsOf(wide)
    mira = await aDesk(browser(), world, company.manager)
  })

  const board = (page: Page) => page.locator('[data-board]')
  const leftOf = (page: Page) => page.evaluate(`Math.round(${BOARD}.scrollLeft)`) as Promise<number>
  const farthest = (page: Page) => page.evaluate(`${BOARD}.scrollWidth - ${BOARD}.clientWidth`) as Promise<number>
  const under = (page: Page, { x, y }: { x: number; y: number }) =>
    page.evaluate(`document.elementFromPoint(${x}, ${y}).closest('[data-status-id]').dataset.statusId`) as Promise<string>
  /** The column that is marked as the one where the card would land. */
  const marked = (page: Page) => page.locator('[data-status-id][data-target]').getAttribute('data-status-id')

  async function lift(page: Page, taskId: string): Promise<void> {
    const { x, y } = (await card(page, taskId).boundingBox())!
    await page.mouse.move(x + 60, y + 20)
    await page.mouse.down()
    await page.mouse.move(x + 80, y + 26, { steps: 3 })
  }

  it('lands in the column that the board brought under it, at the right end and back at the left one', async () => {
    const { page } = mira
    const task = await make(wide, statuses[0]!)
    await openBoard(page, wide)
    await cardIn(page, statuses[0]!, task.id).waitFor()
    const { x, y, width } = (await board(page).boundingBox())!
    const ends = [{ at: { x: x + width - 20, y: y + 200 }, left: await farthest(page), status: statuses.at(-1)! },
      { at: { x: x + 20, y: y + 200 }, left: 0, status: statuses[0]! }]
    expect(ends[0]!.left).toBeGreaterThan(width)
    for (const { at, left, status } of ends) {
      await lift(page, task.id)
      await page.mouse.move(at.x, at.y, { steps: 8 })
      await until(() => leftOf(page)).toBe(left)
      expect(await under(page, at)).toBe(status)
      await until(() => marked(page)).toBe(status)
      await page.mouse.up()
      await cardIn(page, status, task.id).waitFor()
      await until(() => statusOf(task.id)).toBe(status)
    }
  })

  it('lands in the column that a wheel brought under it', async () => {
    const { page } = mira
    const task = await make(wide, statuses[0]!, 'Wheeled')
    await openBoard(page, wide)
    await cardIn(page, statuses[0]!, task.id).waitFor()
    const { x, y, width } = (await board(page).boundingBox())!
    const at = { x: x + width / 2, y: y + 200 }
    await lift(page, task.id)
    await page.mouse.move(at.x, at.y, { steps: 8 })
    const before = await marked(page)
    await page.mouse.wheel(900, 0)
    await until(() => leftOf(page)).toBe(900)
    const status = await under(page, at)
    expect(status).not.toBe(before)
    await until(() => marked(page)).toBe(status)
    await page.mouse.up()
    await until(() => statusOf(task.id)).toBe(status)
  })

  it('lands at the foot of a long column that scrolled up beneath it', async () => {
    const { page } = mira
    const { id: projectId } = await aProject(company.manager, company.team.id, 'Long column')
    const todo = (await statusIdsOf(projectId))[1]!
    const operations = Array.from({ length: 60 }, (_, index) => ({ op: 'create' as const, projectId, statusId: todo, title: `Task ${index}` }))
    await company.manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    const order = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ id }) => id)
    const [first] = await order()
    await openBoard(page, projectId)
    const list = column(page, todo).locator('[data-card-list]')
    await card(page, first!).waitFor()
    const { x, y, height } = (await list.boundingBox())!
    await lift(page, first!)
    await page.mouse.move(x + 120, y + height - 12, { steps: 8 })
    await until(() => page.evaluate(`[document.querySelector('[data-card-list="${todo}"]')].every(({ scrollTop, clientHeight, scrollHeight }) => scrollTop + clientHeight >= scrollHeight - 1)`)).toBe(true)
    await page.mouse.up()
    await until(async () => (await order()).at(-1)).toBe(first)
    await until(() => list.locator('[data-task-id]').last().getAttribute('data-task-id')).toBe(first)
  })

  it('lands in the column that came into view under a finger', async () => {
    const { page, context } = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const ids = company.statuses.map(({ id }) => id)
    const task = await make(company.project.id, ids[0]!, 'Under a finger')
    await openBoard(page, company.project.id)
    const touch = await touchOn(page)
    await touch.press(card(page, task.id))
    await touch.moveTo({ x: 380, y: 500 })
    await until(() => leftOf(page)).toBe(390 * (ids.length - 1))
    await until(() => marked(page)).toBe(ids.at(-1))
    await touch.release()
    await cardIn(page, ids.at(-1)!, task.id).waitFor()
    await until(() => statusOf(task.id)).toBe(ids.at(-1))
    await context.close()
  })
})
