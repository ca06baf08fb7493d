// Who works on a project: listed by its manager with the keyboard, followed by everybody, and marked where a week does not suffice (S18, S80, S102).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('the people of a project', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let tove: Desk
  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee, { viewport: { width: 390, height: 844 } })
    for (const { page } of [mira, tove]) await page.goto(`/projects/${company.project.id}/overview`)
  })

  const people = ({ page }: Desk) => page.locator('[data-project-people]')
  const row = (desk: Desk) => people(desk).locator(`[data-person="${company.employee.membership.id}"]`)

  it('are added by keyboard with a share of the week, and the other screen follows', async () => {
    const { page } = mira
    await people(tove).getByText('Nobody is listed yet.').waitFor()
    await people(mira).getByRole('button', { name: 'Add a person' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Add a person to the project' })
    await until(() => page.evaluate('document.activeElement?.getAttribute("aria-label")')).toMatch(/^Person/)
    await page.keyboard.press('Enter')
    await page.keyboard.type('Tove')
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Role').fill('Design')
    await dialog.getByLabel('Hours a week').fill('much')
    await page.keyboard.press('Enter')
    await dialog.getByText('Type hours from 0 to 168').first().waitFor()
    await dialog.getByLabel('Hours a week').fill('75 %')
    await dialog.getByRole('textbox', { name: /^From/ }).fill('2026-11-02')
    await dialog.getByRole('textbox', { name: /^Until/ }).fill('2199-12-31')
    await dialog.getByLabel('Hours a week').focus()
    await page.keyboard.press('Enter')
    await toast(page).getByText('Tove added to the project').waitFor()
    await row(tove).getByText('30 h a week').waitFor()
    await row(tove).getByText(/^75 % · \d{1,2} Nov.* – 31 Dec 2199$/).waitFor()
    await row(tove).getByText('Design').waitFor()
    expect(await people(tove).getByRole('button', { name: 'Add a person' }).count()).toBe(0)
  })

  it('S102 are marked in words where a week does not suffice, also by another project and fewer hours', async () => {
    const { manager, employee, team } = company
    const beside = await aProject(manager, team.id)
    await manager.do(endpoints.setProjectMember, { params: { projectId: beside.id, memberId: employee.membership.id }, body: { hoursPerWeek: 10 } })
    await row(tove).getByText('10 h elsewhere').waitFor()
    await row(tove).getByRole('button', { name: 'Actions for Tove' }).click()
    await tove.page.getByRole('menuitem', { name: 'Working hours…' }).click()
    await tove.page.getByLabel('Hours in a usual week').fill('32')
    await tove.page.getByRole('button', { name: 'Save' }).click()
    for (const desk of [mira, tove]) await row(desk).getByText('Over-allocated: 40 of 32 h a week').waitFor()
    for (const { page } of [mira, tove]) expect(await faultsOn(page)).toEqual([])
    await manager.do(endpoints.updateProjectStatus, { params: { projectId: beside.id }, body: { status: 'completed' } })
    for (const desk of [mira, tove]) await until(() => row(desk).locator('[data-over]').count()).toBe(0)
  })

  it('are taken off, which can be taken back', async () => {
    const { page } = mira
    await row(mira).getByRole('button', { name: 'Actions for Tove' }).click()
    await page.getByRole('menuitem', { name: 'Remove from the project' }).click()
    await until(() => row(tove).count()).toBe(0)
    await until(() => page.evaluate('document.activeElement?.textContent?.trim()')).toBe('Add a person')
    await toast(page).getByRole('button', { name: 'Undo' }).click()
    await row(tove).getByText('30 h a week').waitFor()
    await row(tove).getByText('Design').waitFor()
    expect(mira.evidence.errors).toEqual([])
  })
})
