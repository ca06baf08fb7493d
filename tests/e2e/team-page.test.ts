// A team's page in two browsers: what one writes, sets and says the other sees at once (S59, S60, S62, S63, S65).
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { tooWide } from './support/fit.ts'
import { aDesk } from './support/people.ts'

describe.skipIf(!hasChromium)('a team\'s page', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  const pageOf = async (person: Person, tab: string, options = {}) => {
    const { page } = await aDesk(browser(), world, person, options)
    await page.goto(`/teams/${company.team.id}?tab=${tab}`)
    await page.getByRole('tab', { selected: true }).waitFor()
    return page
  }

  it('carries posts and comments to the others, and what is edited and deleted', async () => {
    const mira = await pageOf(company.manager, 'posts')
    const tove = await pageOf(company.employee, 'posts', { viewport: { width: 390, height: 844 } })
    await tove.getByText('No updates yet').waitFor()
    await mira.getByLabel('Write to the team').fill('We ship on **Friday**')
    await mira.reload()
    expect(await mira.getByLabel('Write to the team').inputValue()).toBe('We ship on **Friday**')
    await mira.getByLabel('Write to the team').press('Control+Enter')
    await tove.locator('strong', { hasText: 'Friday' }).waitFor()
    await tove.getByRole('button', { name: 'Comment' }).click()
    await tove.getByLabel('Comment', { exact: true }).fill('At noon?')
    await tove.getByLabel('Comment', { exact: true }).press('Control+Enter')
    await mira.getByText('At noon?').waitFor()
    expect(await tove.getByRole('button', { name: 'Actions for what Mira wrote' }).count()).toBe(0)
    await mira.getByRole('button', { name: 'Actions for what Mira wrote' }).click()
    await mira.getByRole('menuitem', { name: 'Edit' }).click()
    await mira.getByLabel('Your text').fill('We ship on Monday')
    await mira.getByLabel('Your text').press('Control+Enter')
    await tove.getByText('We ship on Monday').waitFor()
    await tove.getByText('edited').waitFor()
    await mira.getByRole('button', { name: 'Actions for what Mira wrote' }).click()
    await mira.getByRole('menuitem', { name: 'Delete' }).click()
    await tove.getByText('No updates yet').waitFor()
  })

  it('sets a goal, and every member says how far it is', async () => {
    const mira = await pageOf(company.manager, 'goals')
    const tove = await pageOf(company.employee, 'goals')
    await tove.getByText('The team\'s manager sets them').waitFor()
    await mira.getByRole('button', { name: 'Set a goal' }).click()
    const dialog = mira.getByRole('dialog')
    await dialog.getByLabel('Title').fill('Reply within a day')
    await dialog.getByLabel('Begins at').fill('30')
    await dialog.getByLabel('Target').fill('30')
    await dialog.getByRole('button', { name: 'Set a goal' }).click()
    await dialog.getByText('The target must differ').first().waitFor()
    await dialog.getByLabel('Target').fill('24')
    await dialog.getByRole('button', { name: 'Set a goal' }).click()
    await tove.getByRole('heading', { name: 'Reply within a day' }).waitFor()
    await tove.getByRole('button', { name: 'Update progress' }).click()
    await tove.getByLabel('Now').fill('25,5')
    await tove.getByRole('dialog').getByRole('button', { name: 'Update progress' }).click()
    await mira.getByText('25.5').waitFor()
    await mira.getByRole('progressbar').and(mira.locator('[aria-valuenow="75"]')).waitFor()
    await toast(tove).getByRole('button', { name: /^Undo/ }).click()
    await mira.locator('[aria-valuenow="0"]').waitFor()
  })

  it('fits 320 pixels with words that are 40 % longer, and so do pages of somebody who comes from a letter', async () => {
    const { context, page } = await aDesk(browser(), world, company.manager)
    await context.addInitScript("localStorage.setItem('lockstep.language', 'en-XA')")
    for (const path of [`/teams/${company.team.id}`, '/unsubscribe/x', '/register']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await tooWide(page, [{ width: 320, height: 640 }]), path).toEqual([])
    }
  })

  it('says what a member does', async () => {
    const mira = await pageOf(company.manager, 'people')
    const tove = await pageOf(company.employee, 'people')
    await mira.getByRole('button', { name: 'Actions for Tove' }).click()
    await mira.getByRole('menuitem', { name: 'Title and responsibilities' }).click()
    await mira.getByRole('dialog').getByLabel('Title').fill('Test lead')
    await mira.getByRole('dialog').getByLabel('Responsible for').fill('All that **breaks**')
    await mira.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await tove.getByText('Test lead').waitFor()
    await tove.locator('strong', { hasText: 'breaks' }).waitFor()
    const { items } = await company.employee.do(endpoints.listTeamMembers, { params: { teamId: company.team.id } })
    expect(items.find(({ memberId }) => memberId === company.employee.membership.id)).toMatchObject({ title: 'Test lead' })
  })
})
