// Workflows with limits and ways: set in the settings, shown while carrying, held when dropped; the default of the organization (S124).
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, column, drag, focusCard, listen, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

const { createTask, updateStatus, readTask, readBoard } = endpoints

describe.skipIf(!hasChromium)('a workflow with rules', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [backlog, todo, doing, review] = ['', '', '', '']
  beforeEach(async () => {
    company = await aCompany(world)
    ;[backlog, todo, doing, review] = company.statuses.map(({ id }) => id) as [string, string, string, string]
  })

  const set = (statusId: string, body: object) => company.manager.do(updateStatus, { params: { statusId }, body })
  const aTaskIn = (statusId: string, title: string) =>
    company.manager.do(createTask, { body: { projectId: company.project.id, title, statusId } })
  const statusOf = async (taskId: string) => (await company.manager.do(readTask, { params: { taskId } })).statusId

  async function board(): Promise<Page> {
    const { page } = await aDesk(browser(), world, company.manager)
    await openBoard(page, company.project.id)
    return page
  }

  /** Takes a card into the hand and holds it over a column. */
  async function hold(page: Page, taskId: string, statusId: string): Promise<void> {
    const [from, to] = [await card(page, taskId).boundingBox(), await column(page, statusId).boundingBox()]
    await page.mouse.move(from!.x + 40, from!.y + 20)
    await page.mouse.down()
    await page.mouse.move(from!.x + 60, from!.y + 30, { steps: 3 })
    await page.mouse.move(to!.x + 100, to!.y + 120, { steps: 6 })
  }

  it('marks full and barred columns while a card is carried, and a drop there changes nothing', async () => {
    await set(doing, { limit: 1 })
    await set(backlog, { nextStatusIds: [todo, doing] })
    const task = await aTaskIn(backlog, 'Carried')
    await aTaskIn(doing, 'Fills it')
    const page = await board()
    await hold(page, task.id, doing)
    await column(page, doing).getByText('Limit 1 reached').waitFor()
    await column(page, review).getByText('Not from Backlog').waitFor()
    expect(await column(page, todo).getAttribute('data-barred')).toBeNull()
    expect(await column(page, doing).getAttribute('data-target')).toBeNull()
    expect(await page.evaluate(`getComputedStyle(document.querySelector('[data-status-id="${doing}"]')).cursor`)).toBe('not-allowed')
    await page.mouse.up()
    await cardIn(page, backlog, task.id).waitFor()
    expect(await page.locator('[data-barred]').count()).toBe(0)
    expect(await statusOf(task.id)).toBe(backlog)
    await drag(page, task.id, todo)
    await cardIn(page, todo, task.id).waitFor()
    await until(() => statusOf(task.id)).toBe(todo)
  })

  it('passes barred columns over in move mode, and says why', async () => {
    await set(todo, { nextStatusIds: [review] })
    const task = await aTaskIn(todo, 'By keys')
    const page = await board()
    const spoken = await listen(page)
    await focusCard(page, task.id)
    for (const key of ['Space', 'ArrowRight']) await page.keyboard.press(key)
    await until(spoken).toContainEqual(
      expect.stringMatching(/^From To do tasks go to In review only, not to In progress\. In review, position 1 of 1\.$/))
    await page.keyboard.press('Space')
    await cardIn(page, review, task.id).waitFor()
    await until(() => statusOf(task.id)).toBe(review)
  })

  it('gives the reason in the menu, at the direct keys, and when a new task finds no room', async () => {
    await set(todo, { limit: 1 })
    const task = await aTaskIn(backlog, 'Waits')
    await aTaskIn(todo, 'Fills it')
    const page = await board()
    await focusCard(page, task.id)
    await page.keyboard.press('Control+Shift+ArrowRight')
    await toast(page).getByText('To do takes no more: its limit of 1 is reached.').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('option', { name: /^To do/ }).waitFor()
    expect(await page.getByRole('option', { name: /^To do/ }).getAttribute('aria-disabled')).toBe('true')
    await page.keyboard.press('Escape')
    await column(page, todo).getByRole('button', { name: 'Add a task to To do' }).click()
    await page.getByLabel('New task in To do').fill('No room for me')
    await page.keyboard.press('Enter')
    await toast(page).getByText('To do takes no more').last().waitFor()
    expect(await page.getByLabel('New task in To do').inputValue()).toBe('No room for me')
  })

  it('is edited in the settings: limit, ways, order by dragging; the other board follows', async () => {
    await aTaskIn(backlog, 'So that there are columns')
    const mira = (await aDesk(browser(), world, company.manager)).page
    const { page: tove } = await aDesk(browser(), world, company.employee)
    await openBoard(tove, company.project.id)
    await mira.goto(`/projects/${company.project.id}/settings`)
    const row = (name: string) => mira.locator('[data-status-row]').filter({ hasText: name })
    await mira.getByRole('button', { name: 'Actions for In progress', exact: true }).click()
    await mira.getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = mira.getByRole('dialog')
    await dialog.getByLabel(/^Limit/).fill('2')
    await dialog.getByRole('switch', { name: 'Only to some statuses' }).click()
    for (const name of ['Backlog', 'Done']) await dialog.getByRole('checkbox', { name, exact: true }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await row('In progress').getByText('Limit 2').waitFor()
    await row('In progress').getByText('Only to To do or In review').waitFor()
    await tove.getByRole('heading', { name: 'In progress, 0 tasks, limit 2' }).waitFor()
    await mira.getByRole('switch', { name: 'Refuse tasks beyond a limit' }).click()
    await until(async () => (await company.manager.do(readBoard, { params: { projectId: company.project.id } })).project.limits).toBe('warn')

    const [from, to] = [await row('Done').getByRole('button', { name: 'Move Done' }).boundingBox(), await row('Backlog').boundingBox()]
    await mira.mouse.move(from!.x + 8, from!.y + 12)
    await mira.mouse.down()
    await mira.mouse.move(to!.x + 20, to!.y + 4, { steps: 8 })
    await mira.mouse.up()
    const headings = () => tove.locator('[data-status-id] h2').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')?.split(',')[0]))
    await until(headings).toEqual(['Done', 'Backlog', 'To do', 'In progress', 'In review'])
    await row('Done').getByRole('button', { name: 'Move Done' }).focus()
    for (const key of ['Space', 'ArrowDown', 'Space']) await mira.keyboard.press(key)
    await until(headings).toEqual(['Backlog', 'Done', 'To do', 'In progress', 'In review'])
    const focused = () => mira.evaluate('document.activeElement.getAttribute("aria-label")')
    await until(focused).toBe('Move Done')
    await mira.getByRole('button', { name: 'Actions for Done', exact: true }).focus()
    await mira.keyboard.press('Enter')
    await mira.getByRole('menuitem', { name: 'Move down' }).click()
    await until(headings).toEqual(['Backlog', 'To do', 'Done', 'In progress', 'In review'])
    await until(focused).toBe('Actions for Done')
  })

  it('asks where the tasks of a deleted status go, and the other board shows them there', async () => {
    const task = await aTask(company.manager, company.project.id, 'Goes along')
    const mira = (await aDesk(browser(), world, company.manager)).page
    const { page: tove } = await aDesk(browser(), world, company.employee)
    await openBoard(tove, company.project.id)
    await cardIn(tove, backlog, task.id).waitFor()
    await mira.goto(`/projects/${company.project.id}/settings`)
    await mira.getByRole('button', { name: 'Actions for Backlog', exact: true }).click()
    await mira.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = mira.getByRole('alertdialog')
    await dialog.getByText('1 task stands in it on the board.').waitFor()
    await dialog.getByLabel('Move its tasks to').click()
    await mira.getByRole('option', { name: 'In review' }).click()
    // What somebody else does meanwhile takes no choice back.
    await set(doing, { name: 'Renamed meanwhile' })
    await mira.locator('[data-status-row]').filter({ hasText: 'Renamed meanwhile' }).waitFor()
    await dialog.getByRole('button', { name: 'Delete status' }).click()
    await toast(mira).getByText('Status Backlog deleted').waitFor()
    await cardIn(tove, review, task.id).waitFor()
    await column(tove, backlog).waitFor({ state: 'detached' })
  })

  it('of new projects is the organization’s: an admin changes it, and the dialog for a new project shows it', async () => {
    const { page } = await aDesk(browser(), world, company.admin)
    await page.goto('/settings/organization')
    await page.getByRole('button', { name: 'Actions for In review', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete status' }).click()
    await page.getByRole('button', { name: 'Add status' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Shipped')
    await page.getByRole('dialog').getByRole('button', { name: 'Add status' }).click()
    await page.getByRole('button', { name: 'Actions for Shipped', exact: true }).waitFor()
    const { page: mira } = await aDesk(browser(), world, company.manager)
    await mira.goto(`/teams/${company.team.id}`)
    await mira.getByRole('button', { name: /^(New|Create) project/ }).first().click()
    await mira.getByRole('dialog').getByText('Shipped').waitFor()
    await mira.getByRole('dialog').getByLabel('Name').fill('With our workflow')
    await mira.getByRole('dialog').getByRole('button', { name: 'Create project' }).click()
    await mira.waitForURL(/\/projects\//)
    const made = await company.manager.do(readBoard, { params: { projectId: mira.url().split('/').at(-1)! } })
    expect(made.statuses.map(({ name }) => name)).toEqual(['Backlog', 'To do', 'In progress', 'Done', 'Shipped'])
    await page.getByRole('button', { name: 'Back to the usual one' }).click()
    await page.getByRole('button', { name: 'Actions for In review', exact: true }).waitFor()
  })
})
