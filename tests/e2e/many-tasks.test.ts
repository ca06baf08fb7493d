// Many tasks at once: selecting, moving by mouse and keys, one undo, and what another person sees of it.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, column, drag, focusCard, listen, titlesIn, toast, until } from './support/board.ts'
import { touchOn } from './support/touch.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('many tasks at once', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  let projectId: string
  let [todo, active] = ['', '']
  let tasks: string[] = []

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
  })

  // One column of five, and one with two.
  beforeEach(async () => {
    const project = await aProject(company.manager, company.team.id, 'Many')
    projectId = project.id
    const board = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    todo = board.statuses.find(({ category }) => category === 'todo')!.id
    active = board.statuses.find(({ category }) => category === 'active')!.id
    const make = async (title: string, statusId: string) =>
      (await company.manager.do(endpoints.createTask, { body: { projectId, title, statusId } })).id
    tasks = []
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) tasks.push(await make(title, todo))
    for (const title of ['First', 'Second']) await make(title, active)
    await Promise.all([mira, tove].map(({ page }) => openBoard(page, projectId)))
  })

  const bar = () => mira.page.locator('[data-selection-bar]')
  const both = async (statusId: string, titles: string[]) => {
    for (const { page } of [mira, tove]) await until(() => titlesIn(page, statusId)).toEqual(titles)
  }
  const click = (title: number, modifiers: ('Control' | 'Shift')[]) =>
    card(mira.page, tasks[title]!).locator('[data-card-link]').click({ modifiers })
  const archiveInDialog = () => mira.page.getByRole('dialog').getByRole('button', { name: /^Archive/ }).click()
  /** The bulk requests from now on. */
  const bulks = () => {
    const sent: string[] = []
    mira.page.on('request', (request) => request.method() !== 'GET' && sent.push(new URL(request.url()).pathname))
    return sent
  }

  it('selects by touch, and drags all selected cards by a long press onto the tab of another column', async () => {
    const { page, context } = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openBoard(page, projectId)
    const touch = await touchOn(page)
    // A phone shows one column, the first one to begin with.
    await page.locator(`[data-column-tab="${todo}"]`).tap()
    await until(async () => Math.round((await column(page, todo).boundingBox())!.x)).toBe(0)
    await touch.press(card(page, tasks[0]!))
    await touch.release()
    await page.getByRole('menuitem', { name: 'Select' }).first().tap()
    await card(page, tasks[2]!).tap()
    await until(() => page.locator('[data-selection-bar]').innerText()).toContain('2 selected')
    expect(new URL(page.url()).search).toBe('')
    const sent: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && sent.push(new URL(request.url()).pathname))
    await touch.press(card(page, tasks[2]!))
    await touch.moveTo(page.locator(`[data-column-tab="${active}"]`))
    await touch.release()
    await both(active, ['One', 'Three', 'First', 'Second'])
    expect(sent).toEqual(['/api/tasks/bulk'])
    await toast(page).getByRole('button', { name: 'Undo' }).tap()
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    // Who scrolls does not drag.
    await touch.swipe(card(page, tasks[2]!), -160)
    await page.waitForTimeout(500)
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    await context.close()
  })

  it('drags all selected cards in their order, as one change with one undo', async () => {
    await click(0, ['Control'])
    await click(3, ['Control'])
    await click(1, ['Control'])
    await until(() => bar().innerText()).toContain('3 selected')
    expect(new URL(mira.page.url()).search).toBe('')
    const sent = bulks()
    await drag(mira.page, tasks[3]!, active)
    expect(await titlesIn(mira.page, active)).toEqual(expect.arrayContaining(['One', 'Two', 'Four']))
    await both(todo, ['Three', 'Five'])
    const [first, ...rest] = (await titlesIn(mira.page, active)).filter((title) => !['First', 'Second'].includes(title))
    expect([first, ...rest]).toEqual(['One', 'Two', 'Four'])
    await until(() => toast(mira.page).innerText()).toContain('Moved 3 tasks to')
    await toast(mira.page).getByRole('button', { name: /^Undo/ }).click()
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    await both(active, ['First', 'Second'])
    expect(sent.filter((path) => path.startsWith('/api/tasks'))).toEqual(['/api/tasks/bulk', '/api/tasks/bulk'])
  })

  it('selects by keys, moves in move mode, and says how many', async () => {
    await focusCard(mira.page, tasks[1]!)
    const spoken = await listen(mira.page)
    for (const key of ['x', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp']) await mira.page.keyboard.press(key)
    await until(() => bar().innerText()).toContain('2 selected')
    await mira.page.keyboard.press('Space')
    await until(spoken).toContainEqual(expect.stringContaining('Picked up 2 tasks, position'))
    const columns = await mira.page.locator('[data-status-id]').count()
    for (let step = 0; step < columns; step += 1) await mira.page.keyboard.press('ArrowRight')
    const last = mira.page.locator('[data-status-id]').last()
    await mira.page.keyboard.press('Home')
    await mira.page.keyboard.press('Space')
    const statusId = (await last.getAttribute('data-status-id'))!
    await until(async () => (await titlesIn(tove.page, statusId)).slice(0, 2)).toEqual(['Two', 'Three'])
    await until(spoken).toContainEqual(expect.stringMatching(/^Moved 2 tasks to .*, position 1 of/))
    expect(await mira.page.locator('[data-card-link]:focus').count()).toBe(1)
    await mira.page.keyboard.press('Escape')
    await until(() => bar().count()).toBe(0)
  })

  it('changes priority and trash of all, and takes the trash back', async () => {
    await focusCard(mira.page, tasks[0]!)
    await mira.page.keyboard.press('Control+a')
    await until(() => bar().innerText()).toContain('5 selected')
    await mira.page.keyboard.press('p')
    await mira.page.getByRole('option', { name: 'High' }).click()
    const priorities = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks
      .filter(({ statusId }) => statusId === todo).map(({ priority }) => priority)
    await until(priorities).toEqual(Array(5).fill('high'))
    await focusCard(mira.page, tasks[0]!)
    await mira.page.keyboard.press('Backspace')
    await mira.page.getByRole('dialog').getByText('5 tasks go to the trash.').waitFor()
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    await mira.page.keyboard.press('Enter')
    await both(todo, [])
    await until(() => toast(mira.page).innerText()).toContain('Moved 5 tasks to the trash')
    await mira.page.keyboard.press('Control+z')
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
  })

  it('counts only the tasks that change, and says so when none does', async () => {
    const { page } = mira
    for (const taskId of tasks.slice(0, 3)) await company.manager.do(endpoints.updateTask, { params: { taskId }, body: { priority: 'urgent' } })
    for (const taskId of tasks.slice(0, 3)) await card(page, taskId).getByText('Urgent').first().waitFor({ state: 'attached' })
    const assign = async () => {
      await page.keyboard.press('p')
      await page.getByRole('option', { name: 'Urgent' }).click()
    }
    await focusCard(page, tasks[0]!)
    await page.keyboard.press('Control+a')
    await until(() => bar().innerText()).toContain('5 selected')
    await assign()
    await until(() => toast(page).innerText()).toMatch(/Changed 2 tasks/)
    await until(async () => (await company.manager.do(endpoints.readTask, { params: { taskId: tasks[4]! } })).priority).toBe('urgent')
    await focusCard(page, tasks[0]!)
    await assign()
    await until(() => toast(page).innerText()).toContain('The 5 tasks are like that already')
    await page.keyboard.press('Control+z')
    await until(async () => (await company.manager.do(endpoints.readTask, { params: { taskId: tasks[4]! } })).priority).toBe('none')
    expect((await company.manager.do(endpoints.readTask, { params: { taskId: tasks[0]! } })).priority).toBe('urgent')
  })

  it('does again what was taken back, and moves no focus that was elsewhere', async () => {
    await click(0, ['Control'])
    await click(1, ['Control'])
    await focusCard(mira.page, tasks[3]!)
    const focused = () => mira.page.evaluate('document.activeElement?.closest("[data-task-id]")?.dataset.taskId')
    await bar().getByRole('button', { name: /Archive/ }).click()
    await archiveInDialog()
    await both(todo, ['Three', 'Four', 'Five'])
    await until(focused).toBe(tasks[3])
    await mira.page.keyboard.press('Control+z')
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    expect(await focused()).toBe(tasks[3])
    await mira.page.keyboard.press('Control+Shift+z')
    await both(todo, ['Three', 'Four', 'Five'])
    await mira.page.keyboard.press('Control+z')
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
  })

  it('goes and carries to the side that an arrow shows, also from right to left', async () => {
    await mira.page.evaluate("document.documentElement.dir = 'rtl'")
    const focused = () => mira.page.evaluate('document.activeElement.textContent.trim()')
    await focusCard(mira.page, tasks[0]!)
    await mira.page.keyboard.press('ArrowLeft')
    await until(focused).toContain('First')
    await mira.page.keyboard.press('ArrowRight')
    await until(focused).toContain('One')
    for (const key of ['Space', 'ArrowLeft', 'Home', 'Space']) await mira.page.keyboard.press(key)
    await both(active, ['One', 'First', 'Second'])
    await mira.page.keyboard.press('Control+Shift+ArrowRight')
    await until(async () => (await titlesIn(tove.page, todo)).includes('One')).toBe(true)
  })

  it('takes a range with Shift and acts from the menu on all of it', async () => {
    await click(1, ['Control'])
    await click(3, ['Shift'])
    await until(() => bar().innerText()).toContain('3 selected')
    await card(mira.page, tasks[2]!).click({ button: 'right' })
    await mira.page.getByRole('menuitem', { name: 'Archive' }).click()
    await archiveInDialog()
    await both(todo, ['One', 'Five'])
  })

  it('tells how many may not be changed, and changes the others', async () => {
    const own = await company.employee.do(endpoints.createTask, { body: { projectId, title: 'Mine', statusId: todo } })
    await card(tove.page, own.id).waitFor()
    await focusCard(tove.page, own.id)
    await tove.page.keyboard.press('x')
    await card(tove.page, tasks[4]!).locator('[data-card-link]').click({ modifiers: ['Control'] })
    await drag(tove.page, own.id, active)
    await until(() => toast(tove.page).innerText()).toContain('Moved 1 of 2 tasks to')
    await until(async () => (await titlesIn(mira.page, active)).includes('Mine')).toBe(true)
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
  })

  it('shows what becomes of many before they are put away: what is open, has subtasks and blocks others', async () => {
    const [blocker, parent, mine] = tasks as [string, string, string]
    const make = (title: string, body: object = {}) => company.manager.do(endpoints.createTask, { body: { projectId, title, statusId: active, ...body } })
    await make('A part', { parentId: parent })
    const waiting = await make('Waiting')
    await company.manager.do(endpoints.createTaskLink, { params: { taskId: blocker }, body: { kind: 'blocks', otherTaskId: waiting.id } })
    for (const title of [0, 1, 2]) await click(title, ['Control'])
    await bar().getByRole('button', { name: 'Archive' }).click()
    const dialog = mira.page.getByRole('dialog')
    await until(() => dialog.innerText()).toContain('1 of them blocks open tasks, which go on waiting for it.')
    const said = await dialog.innerText()
    for (const text of ['Archive 3 tasks', '3 tasks go to the archive.', '3 of them are still open.', '1 subtask of theirs stays where it is.', 'blocks 1', 'One', 'Two', 'Three']) expect(said).toContain(text)
    expect(await faultsOn(mira.page)).toEqual([])
    await mira.page.keyboard.press('Escape')
    await until(() => dialog.count()).toBe(0)
    await both(todo, ['One', 'Two', 'Three', 'Four', 'Five'])
    expect(await bar().innerText()).toContain('3 selected')
    // What somebody else deletes meanwhile is not among them.
    await company.manager.do(endpoints.deleteTask, { params: { taskId: mine } })
    await until(() => bar().innerText()).toContain('2 selected')
    await bar().getByRole('button', { name: 'Archive' }).click()
    await archiveInDialog()
    await both(todo, ['Four', 'Five'])
    await toast(mira.page).getByRole('button', { name: /^Undo/ }).click()
    await both(todo, ['One', 'Two', 'Four', 'Five'])
  })

  it('has no faults with a selection, in both themes', async () => {
    await click(0, ['Control'])
    await click(1, ['Control'])
    await bar().waitFor()
    for (const theme of ['light', 'dark']) {
      await mira.page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
      expect(await faultsOn(mira.page)).toEqual([])
    }
    expect(await column(mira.page, todo).locator('[data-selected]').count()).toBe(2)
  })
})
