// Columns that are collapsed: by button and by keys, remembered, still a place to put tasks.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardIn, column, drag, focusCard, listen, titlesIn, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('collapsed columns', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let projectId: string
  let [todo, active, done] = ['', '', '']
  let tasks: string[] = []

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager)
  })

  beforeEach(async () => {
    projectId = (await aProject(company.manager, company.team.id, 'Narrow')).id
    const { statuses } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    const first = (wanted: string) => statuses.find(({ category }) => category === wanted)!.id
    ;[todo, active, done] = [first('todo'), first('active'), first('done')]
    const make = async (title: string, statusId: string) =>
      (await company.manager.do(endpoints.createTask, { body: { projectId, title, statusId } })).id
    tasks = [await make('One', todo), await make('Two', todo), await make('Started', active), await make('Over', done)]
    await openBoard(mira.page, projectId)
  })

  const expand = (statusId: string) => column(mira.page, statusId).locator('[data-expand]')
  const widthOf = async (statusId: string) => (await column(mira.page, statusId).boundingBox())!.width
  const statusOf = async (taskId: string) => (await company.manager.do(endpoints.readTask, { params: { taskId } })).statusId

  async function collapse(statusId: string): Promise<void> {
    await column(mira.page, statusId).locator('[data-collapse]').press('Enter')
    await until(() => expand(statusId).and(mira.page.locator(':focus')).count()).toBe(1)
  }

  it('collapses by button, is still so after loading again, and opens by keyboard on its first card', async () => {
    const { page } = mira
    await collapse(active)
    expect(await widthOf(active)).toBe(44)
    await openBoard(page, projectId)
    await expand(active).waitFor()
    expect(await expand(active).getAttribute('aria-expanded')).toBe('false')
    await focusCard(page, tasks[0]!)
    await page.keyboard.press('ArrowRight')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('Over')
    expect(await faultsOn(page)).toEqual([])
    await expand(active).press('Enter')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('Started')
    await openBoard(page, projectId)
    await cardIn(page, active, tasks[2]!).waitFor()
  })

  it('takes a card that is dropped on it, and opens for one that is held over it', async () => {
    const { page } = mira
    await collapse(active)
    await drag(page, tasks[0]!, active)
    await until(() => statusOf(tasks[0]!)).toBe(active)
    await until(() => expand(active).innerText()).toMatch(/2/)
    const from = (await card(page, tasks[1]!).boundingBox())!
    const to = (await column(page, active).boundingBox())!
    await page.mouse.move(from.x + 60, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 80, from.y + 26, { steps: 3 })
    await page.mouse.move(to.x + 22, to.y + 120, { steps: 8 })
    await until(() => widthOf(active)).toBeGreaterThan(200)
    await page.mouse.move(to.x + 40, to.y + 500, { steps: 4 })
    await page.mouse.up()
    await until(() => titlesIn(page, active)).toEqual(['One', 'Started', 'Two'])
    await until(() => statusOf(tasks[1]!)).toBe(active)
  })

  it('takes a task that is carried by keys, says that it is collapsed, and keeps the focus', async () => {
    const { page } = mira
    await focusCard(page, tasks[2]!)
    await page.keyboard.press('Shift+C')
    await expand(active).waitFor()
    const spoken = await listen(page)
    await focusCard(page, tasks[0]!)
    for (const key of ['Space', 'ArrowRight']) await page.keyboard.press(key)
    await until(spoken).toContainEqual(expect.stringMatching(/, collapsed, position 1 of 2\.$/))
    await page.keyboard.press('Space')
    await until(() => statusOf(tasks[0]!)).toBe(active)
    await until(() => expand(active).and(page.locator(':focus')).count()).toBe(1)
    await page.keyboard.press('Shift+E')
    await until(() => titlesIn(page, active)).toEqual(['One', 'Started'])
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('One')
  })

  it('is not collapsed on a phone, and works when the board is grouped', async () => {
    const { page } = mira
    await collapse(active)
    await page.setViewportSize({ width: 390, height: 844 })
    await until(() => expand(active).count()).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
    await expand(active).waitFor()
    await page.goto(`/projects/${projectId}?group=priority`)
    const high = page.locator('[data-column-id="priority-high"]')
    await high.locator('[data-collapse]').press('Enter')
    await high.locator('[data-expand]').waitFor()
    await page.goto(`/projects/${projectId}?group=status`)
    await expand(active).waitFor()
    expect(mira.evidence.errors).toEqual([])
    expect(mira.evidence.violations).toEqual([])
  })
})
