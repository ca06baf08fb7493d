// Workload: a manager sees who has too much in which week and takes the numbers along; others see their own (S83, S102, S104).
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, type Desk } from './support/people.ts'
import { showTheme } from './support/theme.ts'

describe.skipIf(!hasChromium)('the workload', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  beforeAll(async () => {
    company = await aCompany(world)
    const { manager, employee, project } = company
    const memberId = employee.membership.id
    await manager.do(endpoints.setProjectMember, { params: { projectId: project.id, memberId }, body: { hoursPerWeek: 45 } })
    const { id: taskId } = await aTask(manager, project.id)
    await manager.do(endpoints.updateTask, { params: { taskId }, body: { assigneeIds: [memberId] } })
    const lastWeek = new Date(Date.now() - 7 * 86_400_000).toISOString()
    await employee.do(endpoints.createTimeEntry, { params: { taskId }, body: { minutes: 600, startedAt: lastWeek } })
    mira = await aDesk(browser(), world, manager)
    tove = await aDesk(browser(), world, employee, { viewport: { width: 390, height: 844 } })
  })

  const row = ({ page }: Desk, table: string) => page.locator(`[data-report-table=${table}] [data-person="${company.employee.membership.id}"]`)

  it('S81 S102 S104 S135 is reached from the team\'s people, and says who has too much in words', async () => {
    const { page } = mira
    await page.goto(`/teams/${company.team.id}?tab=people`)
    await page.getByRole('link', { name: 'Workload', exact: true }).click()
    await page.getByText('Too much in the next 8 weeks: Tove').waitFor()
    const next = row(mira, 'coming').getByRole('cell').nth(1)
    await next.getByText('5 h over').waitFor()
    await next.getByText('45 h allocated').waitFor()
    await row(mira, 'coming').getByRole('rowheader', { name: new RegExp(`^Tove 40 h a week ${company.project.name} 45\\sh 1 open task without`) }).waitFor()
    await row(mira, 'past').getByRole('cell', { name: '25 % 10 h' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await showTheme(page, colorScheme)
      expect(await faultsOn(page)).toEqual([])
    }
  })

  it('is taken along as numbers, and the report is one step away', async () => {
    const { page } = mira
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download “Coming weeks” as CSV' }).click()])
    expect(await readFile(await file.path(), 'utf8')).toMatch(/\nTove,\d{4}-\d\d-\d\d,40,45,0,-5\r\n/)
    await page.getByRole('link', { name: 'Report', exact: true }).click()
    await page.locator('[data-figure=open]').getByText('1', { exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('of')).toBe(`team:${company.team.id}`)
  })

  it('S25 is one\'s own for an employee, on a phone too', async () => {
    const { page } = tove
    await page.goto('/reports/workload')
    await row(tove, 'coming').getByText('5 h over').first().waitFor()
    expect(await page.locator('[data-report-table=coming] [data-person]').count()).toBe(1)
    expect(await faultsOn(page)).toEqual([])
    await page.goto(`/reports/workload?of=team:${company.team.id}`)
    await page.getByText('This report is not for you').waitFor()
  })
})
