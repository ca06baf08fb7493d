// The overview of a project: health, aims, time, milestones and figures, live for who reads it beside (S73, S77, S78, S79).
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('the overview of a project', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  it('is reached from the board, is filled by the manager, and the other screen follows', async () => {
    const task = await aTask(company.manager, company.project.id, 'Counted')
    const { page: mira } = await aDesk(browser(), world, company.manager)
    const { page: tove } = await aDesk(browser(), world, company.employee, { viewport: { width: 390, height: 844 } })
    await openBoard(mira, company.project.id)
    await mira.getByRole('button', { name: `Actions for ${company.project.name}`, exact: true }).click()
    await mira.getByRole('menuitem', { name: 'Project overview' }).click()
    await tove.goto(`/projects/${company.project.id}/overview`)
    await tove.locator('[data-figure="open"]').getByText('1').waitFor()

    await mira.getByRole('button', { name: 'Say how it goes' }).click()
    const dialog = mira.getByRole('dialog')
    await dialog.getByLabel('Health').click()
    await mira.getByRole('option', { name: 'At risk' }).click()
    await dialog.getByLabel('Why').fill('Two people are ill')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await tove.locator('[data-health="at_risk"]').getByText('Two people are ill').waitFor()

    await tove.getByRole('button', { name: 'History' }).click()
    const history = tove.locator('[data-project-history] li')
    await history.filter({ hasText: 'Two people are ill' }).locator('[data-history="health"]').getByText('At risk').waitFor()
    expect(await history.count()).toBe(2)
    await company.manager.do(endpoints.updateProjectStatus, { params: { projectId: company.project.id }, body: { status: 'on_hold' } })
    await history.first().locator('[data-history="status"]').getByText('On hold').waitFor()

    await mira.getByRole('button', { name: 'Edit', exact: true }).click()
    await dialog.getByLabel('Manager').click()
    await mira.getByRole('option', { name: company.employee.membership.name }).click()
    await dialog.getByRole('textbox', { name: /^Start/ }).fill('2026-11-01')
    await dialog.getByRole('textbox', { name: /^Due/ }).fill('2027-03-31')
    await dialog.getByLabel(/^Objectives/).fill('Half the **waiting**')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await toast(mira).getByText('Project saved').waitFor()
    await tove.locator('strong', { hasText: 'waiting' }).waitFor()
    await tove.getByRole('region', { name: 'Timeline' }).waitFor()

    await mira.getByRole('button', { name: 'Add milestone' }).click()
    await dialog.getByLabel('Name').fill('First version')
    await dialog.getByRole('button', { name: 'Add milestone' }).click()
    await mira.getByRole('checkbox', { name: 'First version' }).click()
    await until(() => tove.getByRole('checkbox', { name: 'First version' }).getAttribute('aria-checked')).toBe('true')
    expect(await tove.getByRole('button', { name: /^(Edit|Add milestone|Update|Actions for milestone)/ }).count()).toBe(0)

    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { statusId: company.statuses.at(-1)!.id } })
    await tove.locator('[data-figure="done"]').getByText('1').waitFor()
    await tove.locator('[data-figure="open"]').getByText('0').waitFor()
  })
})
