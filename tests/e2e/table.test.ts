// The table of a project: edited like a spreadsheet, sorted, filtered by the filter language, live for two people (S111).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { cardNamed, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { focused } from './support/keyboard.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('the table of a project', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [mira, tove]: [Desk, Desk] = [null!, null!]
  let projectId = ''
  const make = (body: object) => company.manager.do(endpoints.createTask, { body: { projectId, title: 'A task', ...body } })
  const read = (taskId: string) => company.manager.do(endpoints.readTask, { params: { taskId } })
  const row = (taskId: string) => mira.page.locator(`[data-table] [data-task-id="${taskId}"]`)
  const cell = (taskId: string, column: string) => row(taskId).locator(`[data-column="${column}"]`)
  const titles = () => mira.page.locator('[data-table] [data-column="title"] .title').allInnerTexts()
  const open = async (search = '') => {
    await mira.page.goto(`/projects/${projectId}?view=table${search}`)
    await isLive(mira.page)
    await mira.page.locator('[data-table] [data-task-id]').first().waitFor()
  }

  beforeAll(async () => {
    company = await aCompany(world)
    projectId = (await aProject(company.manager, company.team.id, 'Tabled')).id
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
  })

  it('is chosen in the head of the board, stands in the address, and draws what others do', async () => {
    const task = await make({ title: 'First of all' })
    await openBoard(mira.page, projectId)
    await mira.page.getByRole('button', { name: 'Table', exact: true }).click()
    await row(task.id).waitFor()
    expect(new URL(mira.page.url()).searchParams.get('view')).toBe('table')
    await openBoard(tove.page, projectId)
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Renamed elsewhere' } })
    await until(() => cell(task.id, 'title').innerText()).toContain('Renamed elsewhere')
    await mira.page.goBack()
    await cardNamed(mira.page, 'Renamed elsewhere').waitFor()
  })

  it('is edited like a spreadsheet, and others see it on their board', async () => {
    const task = await make({ title: 'Old words', priority: 'low' })
    const other = await make({ title: 'Below it' })
    await openBoard(tove.page, projectId)
    await open()
    const { keyboard } = mira.page
    await cell(task.id, 'title').click()
    await keyboard.type('New words')
    await keyboard.press('Enter')
    await cardNamed(tove.page, 'New words').waitFor()
    await until(() => row(other.id).locator('[data-column="title"]:focus').count()).toBe(1)
    await keyboard.press('F2')
    await keyboard.type(' and more')
    await keyboard.press('Escape')
    expect(await cell(other.id, 'title').innerText()).toBe('Below it')
    await keyboard.press('ArrowUp')
    await keyboard.press('End')
    await keyboard.type('40')
    await keyboard.press('Tab')
    await until(async () => (await read(task.id)).progress).toBe(40)
    await keyboard.type('many')
    await keyboard.press('Enter')
    await toast(mira.page).getByText('“many” does not fit into Progress.').waitFor()
    await keyboard.press('Escape')
    await cell(task.id, 'status').click()
    await keyboard.press('Enter')
    await mira.page.getByRole('option', { name: 'Done' }).click()
    await until(async () => (await read(task.id)).statusId).not.toBe(task.statusId)
    await cell(task.id, 'priority').click()
    await keyboard.press('Delete')
    await until(async () => (await read(task.id)).priority).toBe('none')
    await until(() => row(task.id).locator('[data-column="priority"]:focus').count()).toBe(1)
    await keyboard.press('Control+Enter')
    await panel(mira.page).waitFor()
    await keyboard.press('Escape')
  })

  it('copies and pastes cells, and changes all selected rows at once with one undo', async () => {
    await mira.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const [one, two, three] = [await make({ title: 'One', priority: 'high' }), await make({ title: 'Two' }), await make({ title: 'Three' })]
    await open('&sort=number')
    const { keyboard } = mira.page
    await cell(one.id, 'priority').click()
    await keyboard.press('Control+c')
    await cell(two.id, 'priority').click()
    await keyboard.press('Space')
    await keyboard.press('Shift+ArrowDown')
    await mira.page.locator('[data-selection-bar]').getByText('2 selected').waitFor()
    await keyboard.press('Control+v')
    const levels = () => Promise.all([two, three].map(async ({ id }) => (await read(id)).priority))
    await until(levels).toEqual(['high', 'high'])
    await toast(mira.page).getByRole('button', { name: 'Undo' }).click()
    await until(levels).toEqual(['none', 'none'])
    await keyboard.press('Escape')
  })

  it('is sorted by the names of its columns, and says so', async () => {
    await make({ title: 'Sort me B', dueAt: '2026-12-01T10:00:00Z' })
    await make({ title: 'Sort me A' })
    await make({ title: 'Sort me C', dueAt: '2026-11-01T10:00:00Z' })
    await open('&filter=title~"sort me"')
    await until(titles).toEqual(['Sort me B', 'Sort me A', 'Sort me C'])
    const due = mira.page.getByRole('columnheader', { name: 'Due' })
    await due.click()
    await until(titles).toEqual(['Sort me C', 'Sort me B', 'Sort me A'])
    expect(await due.getAttribute('aria-sort')).toBe('ascending')
    await due.click()
    await until(titles).toEqual(['Sort me B', 'Sort me C', 'Sort me A'])
    expect(new URL(mira.page.url()).searchParams.get('sort')).toBe('-dueAt')
    await mira.page.getByRole('columnheader', { name: 'Title' }).focus()
    await mira.page.keyboard.press('Alt+ArrowLeft')
    await until(() => mira.page.getByRole('columnheader').nth(1).innerText()).toBe('Title')
    expect(new URL(mira.page.url()).searchParams.get('columns')).toMatch(/^title,key/)
  })

  it('filters by a query with suggestions, marks what is wrong, and shows the same after a reload', async () => {
    await make({ title: 'Mine and urgent', priority: 'urgent', assigneeIds: [company.manager.membership.id] })
    await open()
    const { page } = mira
    await page.getByRole('button', { name: 'Filter by a query' }).click()
    const field = page.getByRole('combobox', { name: 'Filter by a query' })
    await field.pressSequentially('assi')
    await page.getByRole('option', { name: 'assignee' }).click()
    await field.pressSequentially('=')
    await page.getByRole('option', { name: 'me', exact: true }).click()
    await field.pressSequentially('and priority>=hgh')
    await page.getByRole('alert').getByText('“hgh” is not a value of priority.').waitFor()
    for (let count = 0; count < 3; count += 1) await field.press('Backspace')
    await field.pressSequentially('high')
    await until(titles).toEqual(['Mine and urgent'])
    expect(new URL(page.url()).searchParams.get('filter')).toBe('assignee=me and priority>=high')
    await page.reload()
    await until(titles).toEqual(['Mine and urgent'])
    await page.getByRole('button', { name: 'Board', exact: true }).click()
    await cardNamed(page, 'Mine and urgent').waitFor()
    expect(await page.locator('[data-task-id]').count()).toBe(1)
    await page.getByRole('button', { name: 'Close and take the query away' }).click()
    await until(() => page.locator('[data-task-id]').count()).toBeGreaterThan(1)
  })

  it('shows on a row who has its task open and who changed it a moment ago, and moves nothing for that', async () => {
    const task = await make({ title: 'Looked at', assigneeIds: [company.employee.membership.id] })
    await open('&filter=title~"looked at"')
    const [box, mark] = [await row(task.id).boundingBox(), row(task.id).locator('[data-row-mark]')]
    await openBoard(tove.page, projectId, task.key)
    await row(task.id).getByRole('img', { name: 'Viewing: Tove' }).waitFor()
    await company.employee.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'high' } })
    await until(() => mark.innerText()).toBe('Tove')
    expect(await row(task.id).boundingBox()).toEqual(box)
    await until(() => mira.page.evaluate(`getComputedStyle(document.querySelector('[data-row-mark]')).opacity`)).toBe('0')
    await openBoard(tove.page, projectId)
    await until(() => row(task.id).getByRole('img', { name: /Viewing/ }).count()).toBe(0)
  })

  it('marks a row whose change waits without a network, one whose change was refused, and one that another changed too', async () => {
    const assigneeIds = [company.employee.membership.id]
    const [waiting, refused, both] = [await make({ title: 'Hers to wait', assigneeIds }), await make({ title: 'Hers no more', assigneeIds }), await make({ title: 'Of two', assigneeIds })]
    const title = async (taskId: string) => (await read(taskId)).title
    const { page, context } = tove
    const theirs = (taskId: string) => page.locator(`[data-table] [data-task-id="${taskId}"]`)
    await page.goto(`/projects/${projectId}?view=table&columns=title,status`)
    await isLive(page)
    await context.setOffline(true)
    await page.locator('[data-connection="offline"]').first().waitFor()
    for (const { id } of [waiting, refused, both]) {
      await theirs(id).locator('[data-column="title"]').click()
      await page.keyboard.type('Words of a tunnel')
      await page.keyboard.press('Enter')
      await theirs(id).getByRole('img', { name: 'Waiting to send' }).waitFor()
    }
    await company.manager.do(endpoints.updateTask, { params: { taskId: refused.id }, body: { assigneeIds: [] } })
    await company.manager.do(endpoints.updateTask, { params: { taskId: both.id }, body: { title: 'Words of an office' } })
    const marked = page.locator(`[data-task-id="${refused.id}"][data-refused]`).waitFor()
    await context.setOffline(false)
    await marked
    await until(() => title(waiting.id)).toBe('Words of a tunnel')
    await until(() => page.locator('[data-pending]').count()).toBe(0)
    await until(() => theirs(refused.id).innerText()).toContain('Hers no more')
    await theirs(both.id).getByRole('button', { name: 'Changed by Mira too' }).click()
    const entry = page.locator('[data-conflict]').filter({ hasText: 'Words of an office' })
    await entry.getByRole('button', { name: 'Use mine' }).click()
    await until(() => title(both.id)).toBe('Words of a tunnel')
    await page.keyboard.press('Escape')
  })

  it('shows to whoever may not change a task why, and changes nothing', async () => {
    const task = await make({ title: 'Not for Tove' })
    await tove.page.goto(`/projects/${projectId}?view=table`)
    const theirs = tove.page.locator(`[data-task-id="${task.id}"] [data-column="title"]`)
    await theirs.click()
    await tove.page.keyboard.type('x')
    await toast(tove.page).getByText(`may change ${task.key}`).waitFor()
    expect(await theirs.getAttribute('aria-readonly')).toBe('true')
  })

  it('draws few of many rows, keeps the focus far away, and has no serious fault', async () => {
    const many = (await aProject(company.manager, company.team.id, 'Long')).id
    const operations = Array.from({ length: 3000 }, (_, index) => ({ op: 'create' as const, projectId: many, title: `Row ${index}` }))
    await company.manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    await mira.page.goto(`/projects/${many}?view=table`)
    await mira.page.locator('[data-table] [data-task-id]').first().waitFor()
    const count = () => mira.page.locator('[data-line]').count()
    expect(await count()).toBeLessThan(60)
    await mira.page.locator('[data-table] [data-column="title"]').nth(1).click()
    await mira.page.keyboard.press('Control+End')
    await mira.page.getByText('Row 2999', { exact: true }).waitFor()
    expect(await mira.page.locator('[data-line]:focus-within').innerText()).toContain('Row 2999')
    expect(await count()).toBeLessThan(60)
    for (const search of ['?view=table', '?view=table&group=priority']) {
      await mira.page.goto(`/projects/${projectId}${search}`)
      await mira.page.locator('[data-table] [data-task-id]').first().waitFor()
      expect(await faultsOn(mira.page)).toEqual([])
    }
    expect(mira.evidence.errors).toEqual([])
    expect(mira.evidence.violations).toEqual([])
  })

  it('is a list on a phone, whose rows open their task', async () => {
    const phone = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await phone.page.goto(`/projects/${projectId}?view=table`)
    await phone.page.locator('[data-table] [data-task-id]').filter({ hasText: 'Renamed elsewhere' }).getByRole('link').tap()
    await panel(phone.page).waitFor()
    expect(await faultsOn(phone.page)).toEqual([])
    await phone.context.close()
  })

  it('marks rows on a phone as well: a face, a name for a moment, and what waits', async () => {
    const task = await make({ title: 'In a pocket' })
    const { page, context } = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    const theirs = page.locator(`[data-task-id="${task.id}"]`)
    await page.goto(`/projects/${projectId}?view=table&filter=title~"in a pocket"`)
    await isLive(page)
    await theirs.waitFor()
    const box = await theirs.boundingBox()
    await openBoard(tove.page, projectId, task.key)
    await theirs.getByRole('img', { name: 'Viewing: Tove' }).waitFor()
    await company.admin.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'high' } })
    await until(() => theirs.locator('[data-row-mark]').innerText()).toBe('Ada')
    expect(await theirs.boundingBox()).toEqual(box)
    await context.setOffline(true)
    await page.locator('[data-connection="offline"]').first().waitFor()
    await theirs.locator('[data-card-link]').focus()
    await page.keyboard.press('i')
    await theirs.getByRole('img', { name: 'Waiting to send' }).waitFor()
    expect(await theirs.boundingBox()).toEqual(box)
    await context.close()
  })

  it('keeps the focus on a phone, where the pressed way to see the tasks gives its place to the other', async () => {
    const { page, context } = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openBoard(page, projectId)
    for (const [pressed, next] of [['Table', 'Board'], ['Board', 'Table']] as const) {
      await page.getByRole('button', { name: pressed, exact: true }).press('Enter')
      await until(() => focused(page)).toBe(next)
    }
    await context.close()
  })
})
