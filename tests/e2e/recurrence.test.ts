// A task that repeats: set in the open task, finished on the board, and the next one is there for everybody; Undo in the activity aside.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { faultsOn } from './support/accessibility.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a task that repeats', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [mira, tove]: [Desk, Desk] = [] as never
  let report: { id: string; key: string }

  beforeAll(async () => {
    company = await aCompany(world)
    report = await company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Weekly report', dueAt: '2030-03-25T22:59:00.000Z' } })
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await openBoard(tove.page, company.project.id)
    await openBoard(mira.page, company.project.id, report.key)
  })

  it('is set by the keyboard, with the next days told, and says so on its card', async () => {
    const { page } = mira
    await panel(page).locator('[data-property="due"]').waitFor()
    await page.keyboard.press('r')
    const dialog = page.getByRole('dialog', { name: 'Repeat' })
    await dialog.locator('[data-next-dates]').getByText(/2030/).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Save' }).click()
    await panel(page).locator('[data-property="recurrence"]').getByText('Every week on Monday').waitFor()
    await card(tove.page, report.id).getByText(/repeats/).waitFor({ state: 'attached' })
  })

  it('comes again when it is finished, and leads to the next one', async () => {
    const { page } = mira
    await panel(page).locator('[data-property="status"]').click()
    await page.getByRole('option', { name: 'Done' }).click()
    await panel(page).locator('[data-series]').getByRole('link', { name: /Weekly report/ }).click()
    await panel(page).locator('[data-property="recurrence"]').waitFor()
    const { items } = await company.manager.do(endpoints.listTasks, { query: { projectId: company.project.id } })
    const next = items.find(({ previousId }) => previousId === report.id)!
    expect(next.dueAt).toMatch(/^2030-04-01/)
    await card(tove.page, next.id).waitFor()
  })

  it('stops', async () => {
    const { page } = mira
    await panel(page).locator('[data-property="recurrence"]').click()
    await page.getByRole('dialog', { name: 'Repeat' }).getByRole('button', { name: 'Stop repeating' }).click()
    await panel(page).locator('[data-property="recurrence"]').waitFor({ state: 'detached' })
    await until(async () => (await company.manager.do(endpoints.listTasks, { query: { projectId: company.project.id } })).items.filter(({ recurrence }) => recurrence).length).toBe(0)
  })

  it('goes with the next one when the finishing is taken back by Ctrl Z, and stays where somebody worked on it', async () => {
    const { manager, project, statuses } = company
    const done = statuses.find(({ category }) => category === 'done')!
    const { id } = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Water plants', recurrence: { rule: 'FREQ=DAILY', mode: 'afterDone' } } })
    const followers = async () => (await manager.do(endpoints.listTasks, { query: { projectId: project.id } })).items.filter(({ previousId }) => previousId === id)
    const { page } = mira
    await openBoard(page, project.id)
    const finish = async () => {
      await card(page, id).locator('[data-card-link]').focus()
      await page.keyboard.press('Control+Shift+ArrowRight')
    }
    const inStatus = async () => (await manager.do(endpoints.readTask, { params: { taskId: id } })).statusId
    for (const status of statuses.slice(1, statuses.indexOf(done) + 1)) {
      await finish()
      await until(inStatus).toBe(status.id)
    }
    await until(async () => (await followers()).length).toBe(1)
    await page.keyboard.press('Control+z')
    await until(async () => (await followers()).length).toBe(0)
    await finish()
    await until(async () => (await followers()).length).toBe(1)
    await manager.do(endpoints.updateTask, { params: { taskId: (await followers())[0]!.id }, body: { title: 'Water the plants' } })
    await page.keyboard.press('Control+z')
    await page.getByText('The next task stays').waitFor()
    expect(await followers()).toHaveLength(1)
  })
})
