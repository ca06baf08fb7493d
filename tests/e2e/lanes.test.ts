// A board in lanes: chosen by menu, in the address and in saved views; tasks go across lanes by mouse and keys, and others see it at once.
import type { Locator, Page } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, listen, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a board in lanes', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  let projectId = ''
  let [todo, active, next, done] = ['', '', '', '']
  let hers = ''
  let mine = ''

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    hers = `person-${company.employee.membership.id}`
    mine = `person-${company.manager.membership.id}`
  })

  beforeEach(async () => {
    projectId = (await aProject(company.manager, company.team.id, 'Lanes')).id
    const { statuses } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    const first = (wanted: string) => statuses.find(({ category }) => category === wanted)!.id
    ;[todo, active, done] = [first('todo'), first('active'), first('done')]
    next = statuses[statuses.findIndex(({ id }) => id === active) + 1]!.id
  })

  const cell = (page: Page, lane: string, statusId: string): Locator => page.locator(`[data-column-id="${statusId}.${lane}"]`)
  const inCell = (page: Page, lane: string, statusId: string, taskId: string) => cell(page, lane, statusId).locator(card(page, taskId))
  const toggle = (page: Page, lane: string) => page.locator(`[data-lane="${lane}"] [data-lane-toggle]`)
  const read = (taskId: string) => company.manager.do(endpoints.readTask, { params: { taskId } })
  const make = (title: string, body: object = {}) => company.manager.do(endpoints.createTask, { body: { projectId, title, statusId: todo, ...body } })
  const ofTove = () => ({ assigneeIds: [company.employee.membership.id] })
  const facts = async (taskId: string) => {
    const { statusId, assigneeIds } = await read(taskId)
    return [statusId, ...assigneeIds]
  }

  async function openLanes(page: Page, by = 'person'): Promise<void> {
    await page.goto(`/projects/${projectId}?lanes=${by}`)
    await isLive(page)
    await page.locator('[data-lane] [data-task-id]').first().waitFor()
  }

  async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
    // What was put down before may still be on its way, and move what stands below it.
    await from.hover({ position: { x: 60, y: 20 } })
    const start = (await from.boundingBox())!
    const end = (await to.boundingBox())!
    await page.mouse.down()
    await page.mouse.move(start.x + 80, start.y + 26, { steps: 3 })
    await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height - 4, 30), { steps: 8 })
    await page.mouse.up()
  }

  it('is chosen in the Display menu, stands in the address, and is remembered', async () => {
    const { page } = mira
    const task = await make('Of Tove', ofTove())
    await openBoard(page, projectId)
    await card(page, task.id).waitFor()
    await page.getByRole('button', { name: 'Display' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Lanes by' }).press('ArrowRight')
    await page.getByRole('menuitemcheckbox', { name: 'Parent task' }).waitFor()
    await page.getByRole('menuitemcheckbox', { name: 'Person' }).last().press('Enter')
    await inCell(page, hers, todo, task.id).waitFor()
    expect(new URL(page.url()).searchParams.get('lanes')).toBe('person')
    await openBoard(page, projectId)
    await inCell(page, hers, todo, task.id).waitFor()
    expect(await page.locator(`#column-${todo}`).getAttribute('aria-label')).toBe('To do, 1 task')
    expect(await toggle(page, hers).getAttribute('aria-label')).toBe('Tove, 1 task')
    expect(await toggle(page, mine).getAttribute('aria-label')).toBe('Mira (you), 0 tasks')
  })

  it('moves a task across lanes and columns by mouse as one change, seen at once by others, and taken back at once', async () => {
    const task = await make('From hand to hand', ofTove())
    await Promise.all([openLanes(mira.page), openLanes(tove.page)])
    const sent: string[] = []
    mira.page.on('request', (request) => request.method() !== 'GET' && request.url().includes('/tasks') && sent.push(new URL(request.url()).pathname))
    await dragTo(mira.page, inCell(mira.page, hers, todo, task.id), cell(mira.page, mine, active))
    for (const { page } of [mira, tove]) await inCell(page, mine, active, task.id).waitFor()
    await until(() => facts(task.id)).toEqual([active, company.manager.membership.id])
    expect(sent).toEqual(['/api/tasks/bulk'])
    await toast(mira.page).getByRole('button', { name: 'Undo' }).click()
    for (const { page } of [mira, tove]) await inCell(page, hers, todo, task.id).waitFor()
    await until(() => facts(task.id)).toEqual([todo, company.employee.membership.id])
    expect(sent).toEqual(['/api/tasks/bulk', '/api/tasks/bulk'])
  })

  it('goes and carries by keys across lanes, names lane and column, and keeps the focus', async () => {
    const { page } = mira
    const upper = await make('Nobody has it')
    const lower = await make('Tove has it', ofTove())
    await openLanes(page)
    await inCell(page, 'person-none', todo, upper.id).locator('[data-card-link]').focus()
    await page.keyboard.press('ArrowDown')
    await until(() => inCell(page, hers, todo, lower.id).locator('[data-card-link]:focus').count()).toBe(1)
    const spoken = await listen(page)
    for (const key of ['Space', 'ArrowUp', 'ArrowRight', 'Space']) await page.keyboard.press(key)
    await inCell(page, mine, active, lower.id).waitFor()
    await until(() => facts(lower.id)).toEqual([active, company.manager.membership.id])
    await until(() => inCell(page, mine, active, lower.id).locator('[data-card-link]:focus').count()).toBe(1)
    const heard = await spoken()
    expect(heard).toContainEqual(`Picked up ${lower.key}, position 1 of 1 in To do, lane Tove.`)
    expect(heard).toContainEqual('To do, lane Mira (you), position 1 of 1.')
    expect(heard).toContainEqual(`Moved ${lower.key} to In progress, lane Mira (you), position 1 of 1.`)
    for (const key of ['Space', 'ArrowDown', 'Escape']) await page.keyboard.press(key)
    await until(spoken).toContainEqual(`Cancelled. ${lower.key} is back in In progress, lane Mira (you), position 1 of 1.`)
    expect(await facts(lower.id)).toEqual([active, company.manager.membership.id])
  })

  it('keeps the order that is made by hand within a lane, whatever stands between in other lanes', async () => {
    const { page } = mira
    const tasks = [await make('One', ofTove()), await make('Between'), await make('Two', ofTove()), await make('Three', ofTove())]
    await openLanes(page)
    await inCell(page, hers, todo, tasks[3]!.id).locator('[data-card-link]').focus()
    for (const key of ['Space', 'ArrowUp', 'ArrowUp', 'Space']) await page.keyboard.press(key)
    const order = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks
      .toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ title }) => title)
    await until(order).toEqual(['Three', 'One', 'Between', 'Two'])
    expect(await facts(tasks[3]!.id)).toEqual([todo, company.employee.membership.id])
  })

  it('carries several across lanes by keys as one change, in their order, also where one of them stands there already', async () => {
    const { page } = mira
    const [first, second, third] = [await make('First', ofTove()), await make('Second'), await make('Third')]
    await openLanes(page)
    const titles = (lane: string, statusId: string) => cell(page, lane, statusId).locator('[data-card-link]').allInnerTexts()
    for (const [lane, { id }] of [[hers, first], ['person-none', second]] as const) {
      await inCell(page, lane, todo, id).locator('[data-card-link]').focus()
      await page.keyboard.press('x')
    }
    for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key)
    await until(() => titles(hers, todo)).toEqual(['Second', 'First'])
    await toast(page).getByText('Moved 2 tasks to To do, lane Tove').waitFor()
    await until(() => facts(second.id)).toEqual([todo, company.employee.membership.id])
    for (const key of ['Space', 'ArrowUp', 'ArrowRight', 'Space']) await page.keyboard.press(key)
    for (const { id } of [first, second]) await until(() => facts(id)).toEqual([active, company.manager.membership.id])
    expect(await titles(mine, active)).toEqual(['Second', 'First'])
    await until(() => inCell(page, mine, active, second.id).locator('[data-card-link]:focus').count()).toBe(1)
    await page.keyboard.press('Control+z')
    for (const { id } of [first, second]) await until(() => facts(id)).toEqual([todo, company.employee.membership.id])
    expect(await facts(third.id)).toEqual([todo])
  })

  it('opens a narrow column and a closed lane for what is held over them, and keeps open where it is let go', async () => {
    const { page } = mira
    const task = await make('Held', ofTove())
    await openLanes(page)
    await page.locator(`[data-column-id="${active}"] [data-collapse]`).press('Enter')
    await toggle(page, mine).click()
    const from = (await inCell(page, hers, todo, task.id).boundingBox())!
    const over = async (lane: string) => {
      const { x, y } = (await cell(page, lane, active).boundingBox())!
      await page.mouse.move(x + 20, y + 12, { steps: 8 })
    }
    const width = async () => (await cell(page, hers, active).boundingBox())!.width
    await page.mouse.move(from.x + 60, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 80, from.y + 26, { steps: 3 })
    await over(hers)
    await until(width).toBeGreaterThan(200)
    expect(await toggle(page, mine).getAttribute('aria-expanded')).toBe('false')
    await over(mine)
    await until(() => toggle(page, mine).getAttribute('aria-expanded')).toBe('true')
    await page.mouse.up()
    await until(() => facts(task.id)).toEqual([active, company.manager.membership.id])
    await openLanes(page)
    await inCell(page, mine, active, task.id).waitFor()
  })

  it('closes and opens lanes by mouse and keys, remembers it, and takes what is dropped on a closed one', async () => {
    const { page } = mira
    const task = await make('Of Tove', ofTove())
    const free = await make('Of nobody')
    await openLanes(page)
    await toggle(page, hers).click()
    await until(() => card(page, task.id).count()).toBe(0)
    await openLanes(page)
    await until(() => toggle(page, hers).getAttribute('aria-expanded')).toBe('false')
    await dragTo(page, inCell(page, 'person-none', todo, free.id), cell(page, hers, active))
    await until(() => facts(free.id)).toEqual([active, company.employee.membership.id])
    await toggle(page, hers).press('Enter')
    await inCell(page, hers, active, free.id).waitFor()
    await inCell(page, hers, todo, task.id).locator('[data-card-link]').focus()
    await page.keyboard.press('Shift+L')
    await until(() => toggle(page, hers).and(page.locator(':focus')).count()).toBe(1)
    expect(await toggle(page, hers).getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('Shift+L')
    await inCell(page, hers, todo, task.id).waitFor()
  })

  it('gives a new task the status of its column and what its lane stands for', async () => {
    const { page } = mira
    await make('Low', { priority: 'low' })
    await openLanes(page, 'priority')
    await cell(page, 'priority-urgent', active).hover()
    await cell(page, 'priority-urgent', active).getByRole('button', { name: 'Add a task to In progress, lane Urgent' }).click()
    await page.keyboard.type('Burning')
    await page.keyboard.press('Enter')
    await cell(page, 'priority-urgent', active).locator('[data-task-id]').filter({ hasText: 'Burning' }).waitFor()
    const made = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks.find(({ title }) => title === 'Burning')
    await until(async () => [(await made())?.priority, (await made())?.statusId]).toEqual(['urgent', active])
    await page.keyboard.press('Escape')
  })

  it('begins a new task in the lane of none where nothing has the focus, and below no parent', async () => {
    const { page } = mira
    const parent = await make('The whole')
    await make('A part', { parentId: parent.id })
    await openLanes(page, 'parent')
    await page.keyboard.press('c')
    await cell(page, 'parent-none', todo).getByRole('textbox').waitFor()
    await page.keyboard.type('Alone')
    await page.keyboard.press('Enter')
    await cell(page, 'parent-none', todo).locator('[data-task-id]').filter({ hasText: 'Alone' }).waitFor()
    expect(await page.locator('[data-lane]').count()).toBe(2)
    await page.keyboard.press('Escape')
    await openLanes(page, 'priority')
    await page.locator(`[data-column-id="${active}"]`).getByRole('button', { name: 'Add a task to In progress' }).click()
    await cell(page, 'priority-none', active).getByRole('textbox').waitFor()
  })

  it('has a lane for each parent task, into which subtasks are put, but never a task into its own', async () => {
    const { page } = mira
    const parent = await make('The whole')
    const part = await make('A part', { parentId: parent.id })
    const other = await make('Another part')
    await openLanes(page, 'parent')
    await inCell(page, `parent-${parent.id}`, todo, part.id).waitFor()
    await dragTo(page, inCell(page, 'parent-none', todo, other.id), cell(page, `parent-${parent.id}`, todo))
    await until(async () => (await read(other.id)).parentId).toBe(parent.id)
    await dragTo(page, inCell(page, 'parent-none', todo, parent.id), cell(page, `parent-${parent.id}`, active))
    await toast(page).getByText(`${parent.key} cannot be its own parent task.`).waitFor()
    expect((await read(parent.id)).statusId).toBe(todo)
  })

  it('says who may not, and lets a limit and a way of the workflow hold', async () => {
    const task = await make('Not for Tove')
    await company.manager.do(endpoints.updateStatus, { params: { statusId: active }, body: { limit: 1 } })
    await make('Full', { statusId: active })
    await openLanes(tove.page)
    await inCell(tove.page, 'person-none', todo, task.id).locator('[data-card-link]').focus()
    await tove.page.keyboard.press('Space')
    await toast(tove.page).getByText(`may move ${task.key}`).waitFor()
    await openLanes(mira.page)
    await inCell(mira.page, 'person-none', todo, task.id).locator('[data-card-link]').focus()
    const spoken = await listen(mira.page)
    for (const key of ['Space', 'ArrowDown', 'ArrowRight', 'Space']) await mira.page.keyboard.press(key)
    await until(() => facts(task.id)).toEqual([next, company.manager.membership.id])
    expect((await spoken()).some((text) => text.includes('limit of 1'))).toBe(true)
  })

  it('is kept by a saved view, and hides lanes without tasks when asked', async () => {
    const { page } = mira
    await make('Urgent', { priority: 'urgent' })
    await make('Of nobody')
    await openLanes(page, 'priority')
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('In lanes')
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
    await until(async () => (await company.manager.do(endpoints.listViews, { query: { projectId } })).items.map(({ lanes }) => lanes)).toEqual(['priority'])
    await page.goto(`/projects/${projectId}?group=label`)
    await isLive(page)
    await page.getByRole('link', { name: 'In lanes' }).click()
    await page.locator('[data-lane="priority-urgent"]').waitFor()
    expect(await page.locator('[data-lane]').count()).toBe(5)
    await page.getByRole('button', { name: 'Lanes: Priority' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Lanes by' }).press('ArrowRight')
    await page.getByRole('menuitemcheckbox', { name: 'Hide empty lanes' }).press('Enter')
    await until(() => page.locator('[data-lane]').count()).toBe(2)
    await page.evaluate(`localStorage.removeItem('lockstep.lanes.empty')`)
  })

  it('draws no more of a thousand tasks than is in view, and goes to the last by keys', async () => {
    const operations = Array.from({ length: 1_000 }, (_, index) => ({
      op: 'create' as const, projectId, title: `Task ${index}`, statusId: [todo, active, done][index % 3]!,
      ...(index % 2 ? ofTove() : {}), priority: (['none', 'low', 'high'] as const)[index % 3]!,
    }))
    await company.manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    const { page } = mira
    await openLanes(page)
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(2_500)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Control+End')
    await until(() => page.locator('[data-card-link]:focus').count()).toBe(1)
    await page.keyboard.press('End')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toMatch(/^Task 99/)
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(2_500)
  })

  it('has no serious fault in either theme', async () => {
    const { page } = mira
    await make('Of Tove', { ...ofTove(), priority: 'high' })
    await make('Of nobody')
    const found: string[] = []
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme })
      await openLanes(page)
      await toggle(page, mine).click()
      found.push(...await faultsOn(page))
      await toggle(page, mine).click()
    }
    expect(found).toEqual([])
    for (const { evidence } of [mira, tove]) expect([evidence.errors, evidence.violations]).toEqual([[], []])
  })
})
