// What others bring into a part of a column that its reader does not see is told where it came, and nothing is moved away under them.
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { cardIn, column, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('new tasks out of view', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let tove: Desk
  let [todo, active] = ['', '']

  const bulk = (count: number, name: string, statusId: string) => company.manager.do(endpoints.bulkTasks, {
    body: {
      mode: 'atomic',
      operations: Array.from({ length: count }, (_, index) => ({ op: 'create' as const, projectId: company.project.id, title: `${name} ${index}`, statusId })),
    },
  })
  const create = (title: string, afterTaskId?: null) =>
    company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title, statusId: todo, ...(afterTaskId === null && { afterTaskId }) } })
  const list = (page: Page) => column(page, todo).locator('[data-card-list]')
  const scrolled = (page: Page) => list(page).evaluate((element) => element.scrollTop)

  beforeAll(async () => {
    company = await aCompany(world)
    todo = company.statuses.find(({ category }) => category === 'todo')!.id
    active = company.statuses.find(({ category }) => category === 'active')!.id
    await bulk(40, 'Old', todo)
    tove = await aDesk(browser(), world, company.employee)
    await openBoard(tove.page, company.project.id)
  })

  it('are counted above the view, and a press leads to them', async () => {
    const { page } = tove
    await list(page).evaluate((element) => element.scrollTo(0, 1_500))
    await until(() => scrolled(page)).toBeGreaterThan(1_000)
    await create('First at the top', null)
    const second = await create('Second at the top', null)
    const chip = page.getByRole('button', { name: '2 new above' })
    await chip.waitFor()
    expect(await scrolled(page)).toBeGreaterThan(1_000)
    await chip.click()
    await cardIn(page, todo, second.id).waitFor()
    await list(page).evaluate((element) => element.scrollTo(0, 0))
    await until(() => page.locator('[data-new-cards]').count()).toBe(0)
  })

  it('are counted below the view, and not where they are seen at once', async () => {
    const { page } = tove
    await list(page).evaluate((element) => element.scrollTo(0, 0))
    await create('In view at once', null)
    await create('At the foot')
    await page.getByRole('button', { name: '1 new below' }).waitFor()
    expect(await page.locator('[data-new-cards="above"]').count()).toBe(0)
  })

  it('are a number in the column\'s head when many come at once, for a moment', async () => {
    const { page } = tove
    await bulk(12, 'Together', active)
    const came = column(page, active).locator('[data-came]')
    await until(() => came.allInnerTexts()).toEqual(['+12'])
    await until(() => came.count()).toBe(0)
  })

  it('are told of a board in lanes too, above the lane and below the card that one looks at', async () => {
    const { page } = tove
    await page.goto(`/projects/${company.project.id}?lanes=priority`)
    await isLive(page)
    await page.locator('[data-lane] [data-task-id]').first().waitFor()
    const board = page.locator('[data-board]')
    const top = () => board.evaluate((element) => element.scrollTop)
    await board.evaluate((element) => element.scrollTo(0, 2_000))
    await until(top).toBeGreaterThan(1_500)
    const make = (title: string, priority: 'urgent' | 'none') => company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title, statusId: todo, priority } })
    const urgent = await make('Burning', 'urgent')
    const above = page.getByRole('button', { name: '1 new above' })
    await above.waitFor()
    expect(await faultsOn(page)).toEqual([])
    expect(await top()).toBeGreaterThan(1_500)
    await above.click()
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('Burning')
    await until(() => page.locator('[data-new-cards]').count()).toBe(0)
    await page.locator(`[data-task-id="${urgent.id}"]`).waitFor()
    await make('Far below', 'none')
    const below = page.getByRole('button', { name: '1 new below' })
    await below.press('Enter')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('Far below')
    await until(() => page.locator('[data-new-cards]').count()).toBe(0)
  })
})
