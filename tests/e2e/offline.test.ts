// Without a network: changes survive a closed tab, arrive once; refusals and conflicts are told (S106, F10, F28, F30).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import type { Task } from '../../shared/features/tasks.ts'
import { aCompany } from '../support/factories.ts'
import { eventsAfter } from '../support/verify-action.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, cardNamed, drag, focusCard, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a browser without a network (F10, F28, F30)', () => {
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
  })

  async function aTodo(title: string): Promise<Task> {
    const assigneeIds = [company.employee.membership.id]
    const body = { projectId: company.project.id, title, statusId: todo, assigneeIds }
    const task = await company.manager.do(endpoints.createTask, { body })
    await Promise.all([mira, tove].map(({ page }) => card(page, task.id).waitFor()))
    return task
  }

  const state = ({ page }: Desk, wanted: string) => page.locator(`[data-connection="${wanted}"]`).first().waitFor()

  /** Once the parts that come after the page are there: without them a new task's field stays what it is at first. */
  async function goOffline(desk: Desk): Promise<void> {
    await until(() => desk.page.evaluate(LATE_PARTS)).toBe(true)
    await desk.context.setOffline(true)
    await state(desk, 'offline')
  }

  /** What happened before, while the board was closed, is told when it is opened from its copy. */
  async function dismissEarlier({ page }: Desk): Promise<void> {
    const dismiss = page.getByRole('button', { name: 'Dismiss', exact: true })
    while (await dismiss.count() > 0) await dismiss.first().click()
  }

  async function rename({ page }: Desk, taskId: string, title: string): Promise<void> {
    await focusCard(page, taskId)
    await page.keyboard.press('e')
    await page.locator('[data-rename]').fill(title)
    await page.keyboard.press('Enter')
  }

  it('keeps three changes through a closed tab and sends each once (F30)', async () => {
    const [moved, renamed] = [await aTodo('To be moved'), await aTodo('To be renamed')]
    const { offset } = await company.manager.do(endpoints.readBoard, { params: { projectId: company.project.id } })
    await goOffline(mira)
    await drag(mira.page, moved.id, active)
    await rename(mira, renamed.id, 'Renamed in a tunnel')
    // The focus comes back to the card in a later frame, and would leave the new task's field.
    await until(() => mira.page.evaluate('document.activeElement.matches("[data-card-link]")')).toBe(true)
    await mira.page.keyboard.press('c')
    await until(() => mira.page.evaluate('document.activeElement.matches("textarea, input")')).toBe(true)
    await mira.page.keyboard.type('Made in a tunnel')
    await mira.page.keyboard.press('Enter')
    await cardIn(mira.page, active, moved.id).waitFor()
    await mira.page.getByRole('button', { name: 'Connection: Offline, 3 changes wait' }).waitFor()
    await until(() => mira.page.evaluate(KEPT)).toBe(3)

    await mira.page.close()
    await mira.context.setOffline(false)
    mira.page = await mira.context.newPage()
    await openBoard(mira.page, company.project.id)
    for (const { page } of [mira, tove]) {
      await cardIn(page, active, moved.id).waitFor()
      await until(() => card(page, renamed.id).innerText()).toContain('Renamed in a tunnel')
      await until(() => cardNamed(page, 'Made in a tunnel').count()).toBe(1)
    }
    const events = await eventsAfter(company.manager, `team:${company.team.id}`, offset)
    expect(events.map(({ type }) => type)).toEqual(['task.moved', 'task.updated', 'task.created'])
    await until(() => mira.page.evaluate(KEPT)).toBe(0)
    await mira.page.getByRole('button', { name: 'Connection: Live' }).waitFor()
  })

  it('keeps what an open task got through a closed tab and sends each once: a task that blocks it, time, a reminder, who watches (F30)', async () => {
    const [blocked, blocker] = [await aTodo('Waits for the other'), await aTodo('Holds it up')]
    await openIn(tove, blocked)
    await goOffline(tove)
    const { page } = tove
    await panel(page).getByRole('button', { name: 'Link a task' }).click()
    await page.getByRole('combobox', { name: /^Blocked by/ }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Holds it')
    await page.getByRole('option', { name: /Holds it up/ }).waitFor()
    await page.keyboard.press('Enter')
    const link = panel(page).getByRole('region', { name: 'Links to other tasks' }).getByRole('listitem').filter({ hasText: 'Holds it up' })
    await link.waitFor()
    // It has no id on the server yet, so it cannot be taken off there.
    expect(await link.getByRole('button').count()).toBe(0)
    await card(page, blocked.id).locator('[data-blocked]').getByText('Blocked by 1').waitFor()
    await panel(page).locator('[data-log-time]').click()
    await page.keyboard.type('1:30')
    await panel(page).getByLabel('Note').fill('In a tunnel')
    await page.keyboard.press('Enter')
    await panel(page).getByText('1 h 30 min spent').waitFor()
    await panel(page).getByRole('button', { name: 'Remind me' }).click()
    await page.getByRole('menuitem', { name: 'Tomorrow at 9:00' }).click()
    await panel(page).locator('[data-task-reminders]').getByRole('listitem').waitFor()
    await panel(page).locator('[data-watch]').click()
    await panel(page).locator('[data-watch]').getByText('Watch', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Connection: Offline, 4 changes wait' }).waitFor()
    await until(() => page.evaluate(KEPT)).toBe(4)

    await page.close()
    await tove.context.setOffline(false)
    tove.page = await tove.context.newPage()
    await openBoard(tove.page, company.project.id)
    await until(() => tove.page.evaluate(KEPT)).toBe(0)
    await card(mira.page, blocked.id).locator('[data-blocked]').waitFor()
    const { links, time, watchers } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: blocked.id } })
    expect(links).toMatchObject([{ kind: 'blocks', fromTaskId: blocker.id, toTaskId: blocked.id }])
    const memberId = company.employee.membership.id
    expect(time).toMatchObject([{ minutes: 90, note: 'In a tunnel', memberId }])
    expect(watchers).toEqual([{ memberId, watching: false }])
    expect((await company.employee.do(endpoints.listReminders, { query: { taskId: blocked.id } })).items).toHaveLength(1)
    await isLive(tove.page)
  })

  it('says at once what needs the network, and keeps what was typed for it', async () => {
    const task = await aTodo('Cannot wait')
    await openIn(tove, task)
    await goOffline(tove)
    await panel(tove.page).getByRole('button', { name: 'Start timer' }).click()
    await toast(tove.page).getByText('This needs the network').waitFor()
    await tove.context.setOffline(false)
    await isLive(tove.page)
    await panel(tove.page).getByRole('button', { name: 'Start timer' }).click()
    await panel(tove.page).getByRole('button', { name: 'Stop timer' }).click()
    await panel(tove.page).getByRole('button', { name: 'Start timer' }).waitFor()

    const { page } = mira
    await focusCard(page, task.id)
    await page.keyboard.press('l')
    const field = page.getByRole('combobox', { name: 'Labels' })
    await field.waitFor()
    await goOffline(mira)
    await field.fill('Tunnel')
    await page.keyboard.press('Enter')
    await toast(page).getByText('The label “Tunnel” was not created. This needs the network').waitFor()
    expect(await field.inputValue()).toBe('Tunnel')
    await mira.context.setOffline(false)
    await isLive(page)
    await field.press('Enter')
    await until(() => card(page, task.id).innerText()).toContain('Tunnel')
    await page.keyboard.press('Escape')
    for (const desk of [mira, tove]) await openBoard(desk.page, company.project.id)
  })

  it('catches up with what others did, says how much, and goes on (F10)', async () => {
    const task = await aTodo('Seen late')
    await dismissEarlier(tove)
    await goOffline(tove)
    await drag(mira.page, task.id, active)
    await cardIn(mira.page, active, task.id).waitFor()
    await rename(mira, task.id, 'Seen late, renamed')
    const read = () => company.manager.do(endpoints.readTask, { params: { taskId: task.id } })
    await until(async () => (await read()).title).toBe('Seen late, renamed')
    expect(await cardIn(tove.page, todo, task.id).innerText()).toContain('Seen late')
    await tove.context.setOffline(false)
    await cardIn(tove.page, active, task.id).waitFor()
    await until(() => card(tove.page, task.id).innerText()).toContain('Seen late, renamed')
    await tove.page.getByText('2 changes while you were away.').waitFor()
    await tove.page.getByRole('button', { name: 'Show' }).click()
    const activity = tove.page.locator('[data-project-activity]')
    await until(() => activity.innerText()).toContain('Mira')
    expect(await activity.innerText()).toContain(task.key)
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'urgent' } })
    await until(() => activity.innerText()).toMatch(/priority|more/)
    await tove.page.keyboard.press('Escape')
    await isLive(tove.page)
  })

  it('shows what goes before many are archived, keeps that through a closed tab, and does it when it is back', async () => {
    const tasks = [await aTodo('Goes in a tunnel'), await aTodo('Goes with it')]
    const dialog = () => mira.page.getByRole('dialog')
    const selectBoth = async () => {
      for (const { id } of tasks) {
        await focusCard(mira.page, id)
        await mira.page.keyboard.press('x')
      }
      await mira.page.locator('[data-selection-bar]').getByRole('button', { name: 'Archive' }).click()
      await dialog().getByText('2 tasks go to the archive.').waitFor()
    }
    await goOffline(mira)
    await selectBoth()
    const said = await dialog().innerText()
    for (const text of ['You are offline. This waits', '2 of them are still open.', 'Goes in a tunnel', 'Goes with it']) expect(said).toContain(text)
    await until(() => mira.page.evaluate('document.activeElement.textContent')).toContain('Archive 2 tasks')
    await mira.page.keyboard.press('Enter')
    for (const { id } of tasks) await card(mira.page, id).waitFor({ state: 'detached' })
    await until(() => mira.page.evaluate('document.activeElement !== document.body')).toBe(true)
    await mira.page.getByRole('button', { name: 'Connection: Offline, 1 change waits' }).waitFor()
    await until(() => mira.page.evaluate(KEPT)).toBe(1)
    expect(await cardIn(tove.page, todo, tasks[0]!.id).count()).toBe(1)

    await mira.page.close()
    await mira.context.setOffline(false)
    mira.page = await mira.context.newPage()
    await openBoard(mira.page, company.project.id)
    for (const { page } of [mira, tove]) for (const { id } of tasks) await card(page, id).waitFor({ state: 'detached' })
    const read = async () => Promise.all(tasks.map(async ({ id: taskId }) => (await company.manager.do(endpoints.readTask, { params: { taskId } })).archivedAt !== null))
    await until(read).toEqual([true, true])
    await until(() => mira.page.evaluate(KEPT)).toBe(0)
  })

  it('asks the server what stands against it as soon as it is back, while that is still shown', async () => {
    const tasks = [await aTodo('Stays after all'), await aTodo('Stays with it')]
    await until(() => mira.page.evaluate(LATE_PARTS)).toBe(true)
    for (const { id } of tasks) {
      await focusCard(mira.page, id)
      await mira.page.keyboard.press('x')
    }
    await goOffline(mira)
    await mira.page.locator('[data-selection-bar]').getByRole('button', { name: 'Archive' }).click()
    const dialog = mira.page.getByRole('dialog')
    await dialog.getByText('You are offline. This waits').waitFor()
    const asked = mira.page.waitForRequest((request) => request.url().endsWith('/api/tasks/bulk') && (request.postDataJSON() as { dryRun?: boolean }).dryRun === true)
    await mira.context.setOffline(false)
    await asked
    await dialog.getByText('You are offline').waitFor({ state: 'detached' })
    await dialog.getByText('2 tasks go to the archive.').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    for (const { id } of tasks) expect(await card(mira.page, id).count()).toBe(1)
    await mira.page.keyboard.press('Escape')
    await isLive(mira.page)
  })

  it('puts a refused change back and says why', async () => {
    const task = await aTodo('Was hers')
    await goOffline(tove)
    await rename(tove, task.id, 'Is it still hers')
    await until(() => card(tove.page, task.id).innerText()).toContain('Is it still hers')
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [] } })
    await tove.context.setOffline(false)
    const words = toast(tove.page).getByRole('alert')
    await words.waitFor()
    expect(await words.innerText()).toMatch(new RegExp(`^${task.key} was not changed\\. .*may`))
    await until(() => card(tove.page, task.id).locator('[data-card-link]').innerText()).toBe('Was hers')
    await until(() => tove.page.evaluate(KEPT)).toBe(0)
    await words.getByRole('button', { name: 'Decide' }).click()
    const entry = tove.page.locator('[data-conflict]')
    await until(() => entry.innerText()).toContain('Is it still hers')
    await entry.getByRole('button', { name: 'Discard' }).click()
    await tove.page.getByText('Nothing to decide').waitFor()
    await tove.page.keyboard.press('Escape')
    await tove.page.getByRole('button', { name: 'Connection: Live' }).waitFor()
  })

  it('offers both titles when another saved theirs while one was typing (F28)', async () => {
    const task = await aTodo('First words')
    await openIn(mira, task)
    const field = panel(mira.page).getByLabel('Title')
    await field.fill('Words of Mira')
    await rename(tove, task.id, 'Words of Tove')
    await until(() => card(mira.page, task.id).innerText()).toContain('Words of Tove')
    await field.press('Enter')
    const choice = mira.page.getByRole('alertdialog', { name: `Two titles for ${task.key}` })
    await choice.waitFor()
    expect(await choice.innerText()).toMatch(/Words of Tove[^]*Words of\s+(Tove)?\s*Mira/)
    await choice.getByRole('button', { name: 'Keep Tove’s' }).click()
    await until(() => field.inputValue()).toBe('Words of Tove')
    expect((await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).title).toBe('Words of Tove')
  })

  it('offers both titles when both were saved without knowing of each other (F28)', async () => {
    const task = await aTodo('Second words')
    await openIn(mira, task)
    await goOffline(mira)
    await panel(mira.page).getByLabel('Title').fill('Typed in a tunnel')
    await mira.page.keyboard.press('Enter')
    await panel(mira.page).getByText('Waiting to send').waitFor()
    await rename(tove, task.id, 'Typed in the office')
    await until(async () => (await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).title)
      .toBe('Typed in the office')
    await mira.context.setOffline(false)
    const choice = mira.page.getByRole('alertdialog', { name: `Two titles for ${task.key}` })
    await choice.waitFor()
    expect(await choice.innerText()).toContain('Typed in the office')
    await choice.getByRole('button', { name: 'Use mine' }).click()
    for (const { page } of [mira, tove]) await until(() => card(page,
      task.id).innerText()).toContain('Typed in a tunnel')
    await panel(mira.page).getByText('Saved', { exact: true }).waitFor()
  })

  it('keeps a clash of the same field for a decision, also through a reload, with both sides and who it was', async () => {
    const task = await aTodo('Third words')
    await goOffline(tove)
    await rename(tove, task.id, 'Words from the tunnel')
    await rename(mira, task.id, 'Words from the office')
    const title = async () => (await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).title
    await until(title).toBe('Words from the office')
    await tove.context.setOffline(false)
    await tove.page.getByRole('button', { name: /1 change not applied/ }).waitFor()
    await until(() => card(tove.page, task.id).innerText()).toContain('Words from the office')
    expect(await title()).toBe('Words from the office')
    await tove.page.reload()
    await isLive(tove.page)
    await tove.page.getByRole('button', { name: /1 change not applied/ }).waitFor()
    const band = card(tove.page, task.id).locator('[data-clash]')
    await until(() => band.innerText()).toContain('Changed by Mira too')
    await band.click()
    const entry = tove.page.locator('[data-conflict]')
    await entry.waitFor()
    expect(await entry.innerText()).toContain(`Change ${task.key}`)
    await until(() => entry.innerText()).toContain('It is now, by Mira')
    expect(await entry.innerText()).toContain('tunnel')
    expect(await entry.innerText()).toContain('Words from the office')
    await entry.getByRole('button', { name: 'Use mine' }).click()
    await until(title).toBe('Words from the tunnel')
    await tove.page.getByText('Nothing to decide').waitFor()
    await tove.page.keyboard.press('Escape')
    await tove.page.getByRole('button', { name: 'Connection: Live' }).waitFor()
    await until(() => card(tove.page, task.id).locator('[data-card-link]:focus').count()).toBe(1)
    expect(await band.count()).toBe(0)
  })

  it('merges in silence when others changed something else meanwhile', async () => {
    const task = await aTodo('Fourth words')
    await goOffline(tove)
    await rename(tove, task.id, 'Fourth words, renamed')
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'high' } })
    await tove.context.setOffline(false)
    await until(async () => {
      const { title, priority } = await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })
      return [title, priority]
    }).toEqual(['Fourth words, renamed', 'high'])
    await tove.page.getByRole('button', { name: 'Connection: Live' }).waitFor()
    expect(await tove.page.getByRole('button', { name: /not applied/ }).count()).toBe(0)
  })

  async function openIn({ page }: Desk, task: Task): Promise<void> {
    await card(page, task.id).locator('[data-card-link]').click()
    await page.locator(`[data-task-panel="${task.key}"]`).waitFor()
    await panel(page).getByRole('button', { name: 'Add a checklist' }).waitFor()
  }
})

/** Whether the parts that come after the page are there. */
const LATE_PARTS = `['QuickAdd-', 'board-commands-', 'PutAway-'].every((part) => performance.getEntriesByType('resource').some(({ name, responseEnd }) => responseEnd > 0 && name.includes(part)))`

/** How many changes wait in IndexedDB. */
const KEPT = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('lockstep')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const counting = opening.result.transaction('changes').objectStore('changes').count()
    counting.onsuccess = () => { opening.result.close(); resolve(counting.result) }
  }
})`
