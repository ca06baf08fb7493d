// Subtasks, estimates and links of an open task: made by one, seen at once by the other, on cards and in the panel.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardIn, cardNamed, column, drag, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a task that consists of others and waits for others', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [mira, tove]: [Desk, Desk] = [] as never
  let [fence, paint]: [Awaited<ReturnType<typeof aTask>>, Awaited<ReturnType<typeof aTask>>] = [] as never
  let doneId: string

  beforeAll(async () => {
    company = await aCompany(world)
    doneId = company.statuses.find(({ category }) => category === 'done')!.id
    fence = await aTask(company.manager, company.project.id, 'Build the fence')
    paint = await aTask(company.manager, company.project.id, 'Buy paint')
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await openBoard(tove.page, company.project.id)
    await openBoard(mira.page, company.project.id, fence.key)
  })

  const stored = () => company.manager.do(endpoints.readTask, { params: { taskId: fence.id } })
  const subtasks = () => panel(mira.page).getByRole('region', { name: 'Subtasks' })

  it('gets subtasks line by line; they are finished in place, and the other\'s card tells how many', async () => {
    await panel(mira.page).getByRole('button', { name: 'Add subtasks' }).click()
    for (const title of ['Set the posts', 'Nail the boards']) {
      await mira.page.keyboard.type(title)
      await mira.page.keyboard.press('Enter')
    }
    await mira.page.keyboard.press('Escape')
    await cardNamed(tove.page, 'Nail the boards').waitFor()
    await card(tove.page, fence.id).getByText('0/2').waitFor()
    await subtasks().getByRole('button', { name: /^Status of .*Backlog$/ }).first().click()
    await mira.page.getByRole('option', { name: 'Done' }).click()
    await subtasks().getByText('1 of 2').waitFor()
    await card(tove.page, fence.id).getByText('1/2').waitFor()
  })

  it('takes in a task that there is, lets it go, and a subtask says what it is a part of', async () => {
    await panel(mira.page).getByRole('button', { name: 'Attach a task' }).click()
    await mira.page.getByRole('combobox', { name: 'Attach a task' }).fill('paint')
    await mira.page.keyboard.press('Enter')
    await subtasks().getByText('1 of 3').waitFor()
    await subtasks().getByRole('link', { name: /Buy paint/ }).click()
    await panel(mira.page).locator('[data-parent]').getByRole('link', { name: /Build the fence/ }).waitFor()
    await panel(mira.page).getByRole('button', { name: `Take ${paint.key} out of its parent task` }).click()
    await card(tove.page, fence.id).getByText('1/2').waitFor()
    await toast(mira.page).getByRole('button', { name: 'Undo' }).click()
    await card(tove.page, fence.id).getByText('1/3').waitFor()
    await panel(mira.page).locator('[data-parent]').getByRole('link', { name: /Build the fence/ }).click()
    await panel(mira.page).getByLabel('Title').and(mira.page.locator('textarea')).waitFor()
  })

  it('is estimated in words and points, which the column adds up', async () => {
    for (const [property, typed] of [['Points', '5'], ['Estimate', '2h 30m']] as const) {
      await panel(mira.page).getByRole('button', { name: 'Add property' }).click()
      await mira.page.getByRole('menuitem', { name: property, exact: true }).click()
      await panel(mira.page).getByLabel(property, { exact: true }).fill(typed)
      await mira.page.keyboard.press('Enter')
    }
    await until(async () => [(await stored()).estimatePoints, (await stored()).estimateMinutes]).toEqual([5, 150])
    await card(tove.page, fence.id).locator('[data-points]').getByText('5').waitFor()
    await column(tove.page, fence.statusId).locator('[data-column-points]').getByText('5 pts').waitFor()
    await panel(mira.page).getByLabel('Estimate', { exact: true }).fill('a while')
    await mira.page.keyboard.press('Tab')
    await panel(mira.page).getByRole('alert').getByText('Write hours and minutes').waitFor()
    expect((await stored()).estimateMinutes).toBe(150)
  })

  it('is blocked by another one: its card says so, and it is not done before, unless the manager says so', async () => {
    const { keyboard } = mira.page
    const boards = await company.manager.do(endpoints.readBoard, { params: { projectId: company.project.id } })
    const posts = boards.tasks.find(({ title }) => title === 'Nail the boards')!
    await panel(mira.page).getByRole('button', { name: 'Link a task' }).click()
    // The field for the task has the focus, though the kind of link stands above it.
    await mira.page.getByRole('combobox', { name: /^Blocked by/ }).and(mira.page.locator(':focus')).waitFor()
    await keyboard.type('nail')
    await keyboard.press('Enter')
    await panel(mira.page).getByRole('region', { name: 'Links to other tasks' }).getByRole('link', { name: /Nail the boards/ }).waitFor()
    await card(tove.page, fence.id).locator('[data-blocked]').getByText('Blocked by 1').waitFor()
    expect(await faultsOn(mira.page)).toEqual([])
    await keyboard.press('Escape')
    await panel(mira.page).waitFor({ state: 'detached' })
    await mira.page.setViewportSize({ width: 1800, height: 900 })
    await drag(mira.page, fence.id, doneId)
    await toast(mira.page).getByText(`is blocked by ${posts.key}`).waitFor()
    await cardIn(mira.page, fence.statusId, fence.id).waitFor()
    await company.manager.do(endpoints.moveTask, { params: { taskId: posts.id }, body: { statusId: doneId, afterTaskId: null } })
    await card(tove.page, fence.id).locator('[data-blocked]').waitFor({ state: 'detached' })
    await company.manager.do(endpoints.moveTask, { params: { taskId: posts.id }, body: { statusId: fence.statusId, afterTaskId: null } })
    await card(tove.page, fence.id).locator('[data-blocked]').waitFor()
    await toast(mira.page).getByRole('button', { name: 'Move anyway' }).click()
    await cardIn(tove.page, doneId, fence.id).waitFor()
  })

  it('fits a phone', async () => {
    const phone = await aDesk(browser(), world, company.manager, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openBoard(phone.page, company.project.id, fence.key)
    await panel(phone.page).getByRole('region', { name: 'Subtasks' }).waitFor()
    expect(await phone.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(await faultsOn(phone.page)).toEqual([])
  })
})
