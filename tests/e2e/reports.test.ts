// Reports: a manager reads how their team does over days of their choice and takes a table along; others read what is their own.
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { goByKeys } from './support/keyboard.ts'
import { aDesk, type Desk } from './support/people.ts'
import { showTheme } from './support/theme.ts'

describe.skipIf(!hasChromium)('reports', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk

  const finish = async (title: string) => {
    const { manager, employee, project, statuses } = company
    const { id: taskId } = await aTask(manager, project.id, title)
    const statusId = statuses.find(({ category }) => category === 'done')!.id
    await manager.do(endpoints.updateTask, { params: { taskId }, body: { statusId, assigneeIds: [employee.membership.id] } })
    return taskId
  }

  beforeAll(async () => {
    company = await aCompany(world)
    const taskId = await finish('Paint the fence')
    await aTask(company.manager, company.project.id, 'Mow the lawn')
    await company.employee.do(endpoints.createTimeEntry, { params: { taskId }, body: { minutes: 90 } })
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
  })

  const figure = ({ page }: Desk, name: string) => page.locator(`[data-figure=${name}]`)
  const table = ({ page }: Desk, name: string) => page.locator(`[data-report-table=${name}]`)

  it('S19 S21 S98 S99 are reached by keyboard, tell a team in figures, a chart and tables, and are kept in the address', async () => {
    const { page } = mira
    await page.goto('/')
    await page.getByRole('link', { name: 'Reports' }).first().waitFor()
    await goByKeys(page, 'r', '/reports')
    await figure(mira, 'finished').getByText('1', { exact: true }).waitFor()
    await figure(mira, 'created').getByText('2', { exact: true }).waitFor()
    await page.getByRole('img', { name: /^1 task finished and 2 created over 12 weeks/ }).waitFor()
    await table(mira, 'people').getByRole('row', { name: /^Tove 0 0 1/ }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await showTheme(page, 'dark')
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('combobox', { name: /^Period/ }).click()
    await page.getByRole('option', { name: 'Last 4 weeks' }).click()
    await until(() => table(mira, 'weeks').getByRole('row').count()).toBe(5)
    await page.reload()
    await until(() => table(mira, 'weeks').getByRole('row').count()).toBe(5)
    expect(new URL(page.url()).searchParams.get('weeks')).toBe('4')
  })

  it('S103 a table is taken along, and what happened since is read again', async () => {
    const { page } = mira
    const [file] = await Promise.all([page.waitForEvent('download'), table(mira, 'people').getByRole('button', { name: /as CSV$/ }).click()])
    expect(await readFile(await file.path(), 'utf8')).toContain('Tove,0,0,1,0,1.5')
    await finish('Sweep the yard')
    await page.getByRole('button', { name: 'Read again' }).click()
    await figure(mira, 'finished').getByText('2', { exact: true }).waitFor()
  })

  it('S25 S98 an employee reads their own, and is told that a team\'s is not for them', async () => {
    const { page } = tove
    await page.goto('/reports')
    await figure(tove, 'finished').getByText('2', { exact: true }).waitFor()
    expect(await table(tove, 'people').count()).toBe(0)
    await page.goto(`/reports?of=team:${company.team.id}`)
    await page.getByText('This report is not for you').waitFor()
    await page.getByRole('button', { name: 'Show another' }).click()
    await figure(tove, 'finished').waitFor()
  })
})
