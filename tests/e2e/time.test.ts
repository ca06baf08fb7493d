// Time on a task: a timer that runs on every page, an entry by hand, approval, and the week of one's own.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('time on a task', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  let task: Awaited<ReturnType<typeof aTask>>

  beforeAll(async () => {
    company = await aCompany(world)
    task = await aTask(company.employee, company.project.id, 'Paint the fence')
    await company.employee.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [company.employee.membership.id] } })
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    for (const { page } of [mira, tove]) await openBoard(page, company.project.id, task.key)
  })
  const section = ({ page }: Desk) => panel(page).locator('[data-task-time]')
  const timer = ({ page }: Desk) => page.locator('[data-running-timer]').filter({ visible: true })

  it('S89 a timer is started, seen on every page and after a reload, and stopped there; the other sees its entry', async () => {
    await section(tove).getByRole('button', { name: 'Start timer' }).click()
    await timer(tove).waitFor()
    await tove.page.goto('/my-work')
    await timer(tove).getByRole('link', { name: /Your timer runs on .*Paint the fence/ }).waitFor()
    await timer(tove).getByRole('button', { name: 'Stop timer' }).click()
    await timer(tove).waitFor({ state: 'detached' })
    await section(mira).getByText('1 min spent').waitFor()
  })

  it('S26 time is logged by hand, and approved by the manager', async () => {
    await openBoard(tove.page, company.project.id, task.key)
    await section(tove).getByRole('button', { name: 'Log time' }).click()
    await tove.page.keyboard.type('1:30')
    await section(tove).getByLabel('Note').fill('Sanding')
    await tove.page.keyboard.press('Enter')
    await section(mira).getByText('1 h 31 min spent').waitFor()
    // Of one's own too the face is the person's, not that of the word "You".
    await section(tove).getByRole('listitem').filter({ hasText: 'Sanding' }).locator('[data-initials="TO"]').waitFor({ state: 'attached' })
    const row = section(mira).getByRole('listitem').filter({ hasText: 'Sanding' })
    await row.getByRole('button', { name: /^Approve Tove, 1 h 30 min/ }).click()
    await section(tove).getByText('Approved by Mira').first().waitFor()
    expect(await section(tove).getByRole('button', { name: /^Delete Tove, 1 h 30 min/ }).count()).toBe(0)
    expect(await faultsOn(tove.page)).toEqual([])
  })

  it('S103 the week of one\'s own is typed into', async () => {
    const { page } = tove
    await page.goto('/my-time')
    const table = page.locator('[data-my-time]')
    await table.getByRole('link', { name: 'Paint the fence' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Week before' }).click()
    await page.getByText('No time in this week yet').waitFor()
    await page.getByRole('button', { name: /^Add a task/ }).click()
    await page.getByRole('option', { name: /Paint the fence/ }).click()
    const cell = table.getByRole('textbox').first()
    await cell.fill('2h')
    await page.keyboard.press('Tab')
    await until(() => cell.inputValue()).toBe('2:00')
    await section(mira).getByText('3 h 31 min spent').waitFor()
    await cell.fill('')
    await page.keyboard.press('Tab')
    await section(mira).getByText('1 h 31 min spent').waitFor()
  })

  it('S103 a task is found by its words; one that is not one\'s own to log on says so in its empty cells', async () => {
    const { manager, employee, project } = company
    const params = { taskId: (await aTask(manager, project.id, 'Water the roses')).id }
    await manager.do(endpoints.updateTask, { params, body: { assigneeIds: [employee.membership.id] } })
    await employee.do(endpoints.createTimeEntry, { params, body: { minutes: 30 } })
    await manager.do(endpoints.updateTask, { params, body: { assigneeIds: [] } })
    const { page } = tove
    await page.goto('/my-time')
    const cells = page.locator('[data-my-time] tr').filter({ hasText: 'Water the roses' }).getByRole('textbox')
    await until(() => cells.and(page.locator('[readonly]')).count()).toBe(6)
    await cells.and(page.locator('[readonly]')).first().focus()
    await page.getByText('Only those who work on this task log time on it').first().waitFor()
    // Archived, it still takes the time of those who work on it; the page hears that one does again.
    await manager.do(endpoints.archiveTask, { params, body: { archived: true } })
    await manager.do(endpoints.updateTask, { params, body: { assigneeIds: [employee.membership.id] } })
    await until(() => cells.and(page.locator('[readonly]')).count()).toBe(0)
    await page.getByRole('button', { name: 'Week before' }).click()
    await page.getByRole('button', { name: /^Add a task/ }).click()
    await page.getByRole('combobox', { name: 'Add a task' }).fill('fence')
    await page.getByRole('option', { name: /Paint the fence/ }).waitFor()
    expect(await page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Escape')
  })

  it('S26 a project says what was spent by whom; who approves time looks at a week and approves it at once', async () => {
    const { page } = mira
    await page.goto(`/projects/${company.project.id}/overview`)
    const time = page.locator('[data-project-time]')
    await time.getByText('2 h 1 min spent').waitFor()
    // What is finished and archived counts on both sides, and the figure follows an estimate that changes.
    const { manager, employee, project } = company
    const params = { taskId: (await aTask(manager, project.id, 'Primed fence')).id }
    await manager.do(endpoints.updateTask, { params, body: { assigneeIds: [employee.membership.id], estimateMinutes: 240 } })
    await employee.do(endpoints.createTimeEntry, { params, body: { minutes: 60 } })
    await manager.do(endpoints.archiveTask, { params, body: { archived: true } })
    await time.getByText('3 h 1 min of 4 h estimated').waitFor()
    await manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { estimateMinutes: 60 } })
    await time.getByText('3 h 1 min of 5 h estimated').waitFor()
    await page.reload()
    await time.getByText('3 h 1 min of 5 h estimated').waitFor()
    await page.locator('[data-project-time]').getByRole('link', { name: 'Tove' }).click()
    await page.getByRole('heading', { name: 'Time of Tove' }).waitFor()
    expect(await page.locator('[data-my-time] input:not([readonly])').count()).toBe(0)
    await page.getByRole('button', { name: /^Approve / }).click()
    await page.getByText('The week of Tove is approved').waitFor()
    await page.getByRole('button', { name: /^Approve / }).waitFor({ state: 'detached' })
    expect(await faultsOn(page)).toEqual([])
  })

  it('S22 an archived task is found in the settings of its project and taken back', async () => {
    const { page } = mira
    const { id: taskId, key } = await aTask(company.manager, company.project.id, 'Old fence')
    await company.manager.do(endpoints.archiveTask, { params: { taskId }, body: { archived: true } })
    await openBoard(page, company.project.id)
    await page.getByRole('button', { name: /^Actions for / }).first().click()
    await page.getByRole('menuitem', { name: 'Activity' }).click()
    await page.locator('[data-project-activity]').getByText(`archived ${key}`).first().waitFor()
    await page.goto(`/projects/${company.project.id}?filter=archived%3Dtrue`)
    await page.locator('[data-query]').getByRole('link', { name: 'Archived tasks' }).click()
    const archived = page.locator('[data-archived-tasks]')
    await archived.getByPlaceholder('Find an archived task').fill('fence')
    await archived.getByRole('button', { name: `Restore ${key} Old fence` }).click()
    await page.getByText(`${key} is on the board again`).waitFor()
    expect(await faultsOn(page)).toEqual([])
  })
})
