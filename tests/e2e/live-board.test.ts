// One board in two real browsers: what one does, the other sees without loading anything again (S106, S107, RT21, X24).
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, cardNamed, clocked, column, drag, focusCard, listen, titlesIn, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a board in two browsers (S106, S107)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  let [todo, active] = ['', '']

  beforeAll(async () => {
    company = await aCompany(world)
    todo = company.statuses.find(({ category }) => category === 'todo')!.id
    active = company.statuses.find(({ category }) => category === 'active')!.id
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await Promise.all([mira, tove].map(({ page }) => openBoard(page, company.project.id)))
    await Promise.all([mira, tove].map(({ page }) => page.evaluate('window.neverLoadedAgain = true')))
  })

  const aTodo = (title: string) =>
    company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title, statusId: todo } })

  it('moves a card on the other screen when it is dragged with the mouse (S106)', async () => {
    const task = await aTodo('Dragged by Mira')
    for (const { page } of [mira, tove]) await cardIn(page, todo, task.id).waitFor()
    const delays: number[] = []
    for (const to of [active, todo, active, todo, active]) {
      const delay = await clocked(mira.page, tove.page, { statusId: to, taskId: task.id })
      await drag(mira.page, task.id, to)
      await cardIn(tove.page, to, task.id).waitFor()
      delays.push(await delay())
    }
    console.log(`from the drop to the other screen: ${delays.join(', ')} ms`)
    expect(await column(mira.page, todo).locator(card(mira.page, task.id)).count()).toBe(0)
    expect((await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).statusId).toBe(active)
  })

  it('moves a card by Space, arrows and Space, and says each step and the end (S106)', async () => {
    const task = await aTodo('Moved by keys')
    await cardIn(mira.page, todo, task.id).waitFor()
    const spoken = await listen(mira.page)
    await focusCard(mira.page, task.id)
    for (const key of ['Space', 'ArrowRight', 'Space']) await mira.page.keyboard.press(key)
    await cardIn(tove.page, active, task.id).waitFor()
    const heard = await spoken()
    expect(heard.find((text) => text.startsWith(`Picked up ${task.key}`))).toBeDefined()
    expect(heard.find((text) => /, position \d+ of \d+/.test(text) && !text.includes(task.key))).toBeDefined()
    expect(heard.find((text) => text.startsWith(`Moved ${task.key} to `))).toBeDefined()
    await until(() => card(mira.page, task.id).locator('[data-card-link]:focus').count()).toBe(1)
  })

  it('puts a card back with Escape and sends nothing', async () => {
    const task = await aTodo('Held and let go')
    await cardIn(mira.page, todo, task.id).waitFor()
    const writes: string[] = []
    mira.page.on('request', (request) => request.method() !== 'GET' && writes.push(request.url()))
    const spoken = await listen(mira.page)
    await focusCard(mira.page, task.id)
    for (const key of ['Space', 'ArrowRight', 'Escape']) await mira.page.keyboard.press(key)
    await until(spoken).toContainEqual(expect.stringMatching(/^Cancelled\./))
    await cardIn(mira.page, todo, task.id).waitFor()
    expect(writes.filter((url) => url.includes('/position'))).toEqual([])
  })

  it("tells a person aloud that another moved their task", async () => {
    const task = await aTodo('Assigned to Tove')
    await company.manager.do(endpoints.updateTask, {
      params: { taskId: task.id }, body: { assigneeIds: [company.employee.membership.id] },
    })
    await card(tove.page, task.id).waitFor()
    const spoken = await listen(tove.page)
    await cardIn(mira.page, todo, task.id).waitFor()
    await drag(mira.page, task.id, active)
    await until(spoken).toContainEqual(expect.stringContaining(`Mira moved your task ${task.key} to`))
  })

  it('shows a task that was quickly added on the other screen with its key', async () => {
    await focusFirst(mira)
    await mira.page.keyboard.press('c')
    await mira.page.keyboard.type('Quickly added')
    await mira.page.keyboard.press('Enter')
    await cardNamed(tove.page, 'Quickly added').waitFor()
    await until(() => cardNamed(mira.page, 'Quickly added').innerText()).toMatch(/[A-Z]+\d*-\d+/)
    await mira.page.keyboard.press('Escape')
    expect(await cardNamed(tove.page, 'Quickly added').count()).toBe(1)
  })

  it('shows a title that was changed on the card', async () => {
    const task = await aTodo('Befor')
    await focusWhenThere(mira, task.id)
    await mira.page.keyboard.press('e')
    await mira.page.locator('[data-rename]').fill('Before')
    await mira.page.keyboard.press('Enter')
    await until(() => card(tove.page, task.id).locator('[data-card-link]').innerText()).toBe('Before')
  })

  it('shows 200 changes of a REST client on both screens (S106, S114)', async () => {
    const { id: projectId } = await aProject(company.manager, company.team.id, 'Nightly sync')
    await Promise.all([mira, tove].map((desk) => follow(desk, 'Nightly sync', projectId)))
    const operations = Array.from({ length: 200 }, (_, index) => ({
      op: 'create' as const, projectId, title: `Synced ${index + 1}`,
    }))
    const answer = await company.manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    expect(answer.succeeded).toBe(200)
    for (const { page } of [mira, tove]) {
      await until(() => page.getByRole('heading', { name: /, 200 tasks$/ }).count()).toBe(1)
    }
    const board = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    const [from, to] = [board.tasks[0]!.statusId, board.statuses.find(({ category }) => category === 'done')!.id]
    const moves = board.tasks.map(({ id }) => ({ op: 'move' as const, taskId: id, statusId: to, afterTaskId: null }))
    await company.manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: moves } })
    for (const { page } of [mira, tove]) {
      await until(() => column(page, to).getByRole('heading').getAttribute('aria-label')).toMatch(/, 200 tasks$/)
      await until(() => column(page, from).locator('[data-task-id]').count()).toBe(0)
      await until(() => column(page, to).locator('[data-task-id]').count()).toBeGreaterThan(5)
    }
  })

  it('opens an imported Trello board with its cards, for others at once (S114)', async () => {
    const { id: teamId } = company.team
    const sample = new URL('../features/imports/samples/modern.json', import.meta.url)
    const { projectId } = await company.manager.do(endpoints.importTrello, {
      query: { teamId }, raw: readFileSync(sample, 'utf8'),
    })
    await follow(tove, 'Garden club', projectId)
    const board = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    expect(board.tasks.length).toBeGreaterThan(2)
    for (const { id, name, archived } of board.statuses) {
      if (archived) continue
      const expected = board.tasks.filter(({ statusId }) => statusId === id).map(({ title }) => title).sort()
      await until(async () => (await titlesIn(tove.page, id)).sort(), 5_000).toEqual(expected)
      expect(await column(tove.page, id).getByRole('heading').innerText()).toContain(name)
    }
  })

  it('loaded no page again for any of this', async () => {
    for (const { page } of [mira, tove]) expect(await page.evaluate('window.neverLoadedAgain')).toBe(true)
  })

  it('logged no error, asked no other host, broke no rule of the security policy', () => {
    for (const { evidence } of [mira, tove]) {
      expect(evidence.errors).toEqual([])
      expect(evidence.violations).toEqual([])
      expect([...evidence.hosts]).toEqual([new URL(world.url).host])
    }
  })

  it('never leaves the focus on nothing when another takes away the card that had it, the last that a filter shows and the last of all', async () => {
    const { page } = mira
    const { manager, admin, team } = company
    const project = await aProject(manager, team.id, 'Nearly done')
    const { statuses: [first, second] } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const make = (title: string, statusId: string) => manager.do(endpoints.createTask, { body: { projectId: project.id, title, statusId } })
    const takeAway = (taskId: string) => admin.do(endpoints.archiveTask, { params: { taskId }, body: { archived: true } })
    const [shown, hidden] = [await make('Shown', second!.id), await make('Other', first!.id)]
    await openBoard(page, project.id)
    await page.locator('[data-filter-field]').fill('Shown')
    await until(() => page.locator('[data-card-link]').count()).toBe(1)
    await focusWhenThere(mira, shown.id)
    await takeAway(shown.id)
    await until(() => column(page, second!.id).locator('[data-column-add]:focus').count()).toBe(1)
    await page.locator('[data-filter-field]').fill('')
    await focusWhenThere(mira, hidden.id)
    await takeAway(hidden.id)
    await until(() => page.locator('main h1:focus').count()).toBe(1)
  })

  async function follow({ page }: Desk, name: string, projectId: string): Promise<void> {
    await page.getByRole('link', { name }).first().click()
    await page.waitForURL(`**/projects/${projectId}`)
    await isLive(page)
  }

  async function focusWhenThere({ page }: Desk, taskId: string): Promise<void> {
    await card(page, taskId).waitFor()
    await focusCard(page, taskId)
  }

  const focusFirst = ({ page }: Desk) => page.locator('[data-card-link]').first().focus()
})
