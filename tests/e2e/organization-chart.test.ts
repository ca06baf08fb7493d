// The organization's chart in two browsers: departments are made, carried, headed and deleted, and who heads one runs its teams at once.
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk } from './support/people.ts'

describe.skipIf(!hasChromium)('the organization chart (S7, S8, S12, S17)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let head: Person
  beforeEach(async () => {
    company = await aCompany(world)
    head = await aMember(world, company.admin, 'manager', [], 'Hedda')
  })

  const chartOf = async (person: Person, options = {}) => {
    const { page } = await aDesk(browser(), world, person, options)
    await page.goto('/organization')
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  const department = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name: new RegExp(`^${name}`) }).first()
  const choose = async (page: Page, of: string, action: string) => {
    await page.getByRole('button', { name: `Actions for ${of}`, exact: true }).click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }
  async function make(page: Page, name: string) {
    await page.getByRole('button', { name: 'Create department' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByRole('button', { name: 'Create department' }).click()
    await dialog.waitFor({ state: 'detached' })
    await department(page, name).waitFor()
  }

  it('gives whoever is made head the teams at once, and takes them away again', async () => {
    const ada = await chartOf(company.admin)
    const hedda = await chartOf(head)
    await hedda.getByText('An admin creates them').waitFor()
    await make(ada, 'Sales')
    await department(hedda, 'Sales').waitFor()
    expect(await hedda.getByRole('link', { name: company.team.name }).count()).toBe(0)

    await ada.getByText(company.team.name).last().dragTo(department(ada, 'Sales'))
    await toast(ada).getByText(`${company.team.name} moved to Sales`).waitFor()
    await choose(ada, 'Sales', 'Edit')
    const dialog = ada.getByRole('dialog', { name: 'Edit Sales' })
    await dialog.getByLabel(/^Head/).click()
    await ada.getByRole('option', { name: /^Hedda/ }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await hedda.getByRole('main').getByRole('link', { name: company.team.name }).waitFor()
    await hedda.getByRole('complementary').getByRole('link', { name: company.project.name }).waitFor()
    await hedda.getByText('2 people report to them').or(hedda.getByText('1 person reports to them')).waitFor()

    await hedda.getByRole('main').getByRole('link', { name: company.team.name }).click()
    await hedda.getByRole('tab', { name: 'Settings' }).waitFor()
    await hedda.goBack()
    await choose(ada, 'Sales', 'Delete department')
    const question = ada.getByRole('alertdialog')
    await question.getByText('1 team is without a department then').waitFor()
    await question.getByRole('button', { name: 'Delete department' }).click()
    await hedda.getByRole('link', { name: company.team.name }).first().waitFor({ state: 'detached' })
    expect((await head.call(endpoints.readTeam, { params: { teamId: company.team.id } })).status).toBe(404)
  })

  it('carries a department out of another and in again', async () => {
    const sales = await company.admin.do(endpoints.createDepartment, { body: { name: 'Sales' } })
    await company.admin.do(endpoints.createDepartment, { body: { name: 'North', parentId: sales.id } })
    const ada = await chartOf(company.admin)
    await ada.getByText('North', { exact: true }).first().hover()
    await ada.mouse.down()
    const top = ada.getByRole('main').getByText('At the top', { exact: true })
    await department(ada, 'Sales').hover()
    await top.hover()
    await ada.mouse.up()
    await toast(ada).getByText('North moved out of its department').waitFor()
    await department(ada, 'North').dragTo(department(ada, 'Sales'))
    await toast(ada).getByText('North moved to Sales').waitFor()
  })

  it('keeps where a team was moved meanwhile when its settings are saved', async () => {
    const sales = await company.admin.do(endpoints.createDepartment, { body: { name: 'Sales', headId: head.membership.id } })
    const { page } = await aDesk(browser(), world, company.manager)
    await page.goto(`/teams/${company.team.id}`)
    await page.getByRole('tab', { name: 'Settings' }).click()
    const settings = page.getByRole('tabpanel')
    await settings.getByLabel('Name').fill('Renamed')
    const at = { params: { teamId: company.team.id } }
    await company.admin.do(endpoints.updateTeam, { ...at, body: { departmentId: sales.id, description: 'Of Ada' } })
    await page.getByRole('complementary').getByRole('link', { name: 'Sales' }).waitFor()
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'Renamed' }).waitFor()
    expect(await company.admin.do(endpoints.readTeam, at)).toMatchObject({ name: 'Renamed', description: 'Of Ada', departmentId: sales.id })
  })

  it('is walked and changed by keyboard alone', async () => {
    const [sales] = [await company.admin.do(endpoints.createDepartment, { body: { name: 'Sales' } })]
    await company.admin.do(endpoints.createDepartment, { body: { name: 'North', parentId: sales.id } })
    const ada = await chartOf(company.admin)
    await department(ada, 'Sales').focus()
    const focused = () => ada.evaluate(`document.activeElement.textContent.trim()`)
    await ada.keyboard.press('ArrowDown')
    await until(focused).toContain('North')
    await ada.keyboard.press('ArrowLeft')
    await until(focused).toContain('Sales')
    await ada.keyboard.press('ArrowLeft')
    await department(ada, 'North').waitFor({ state: 'detached' })
    await ada.keyboard.press('ArrowRight')
    await department(ada, 'North').waitFor()
    await ada.keyboard.press('End')
    await until(focused).toContain(company.team.name)

    // Its manager, then what may be done with it.
    await ada.keyboard.press('Tab')
    await until(focused).toContain('run by')
    await ada.keyboard.press('Tab')
    await ada.keyboard.press('Enter')
    await ada.getByRole('menuitem', { name: 'Move to a department' }).waitFor()
    await ada.keyboard.press('ArrowDown')
    await ada.keyboard.press('Enter')
    const dialog = ada.getByRole('dialog')
    await dialog.getByLabel(/^Department/).focus()
    await ada.keyboard.press('Enter')
    await ada.getByRole('option', { name: 'Sales / North' }).waitFor()
    await ada.keyboard.press('End')
    await ada.keyboard.press('Enter')
    await dialog.getByRole('button', { name: 'Move team' }).press('Enter')
    await toast(ada).getByText(`${company.team.name} moved to North`).waitFor()
    await ada.getByRole('complementary').getByRole('link', { name: 'North' }).waitFor()
    await toast(ada).getByRole('button', { name: /^Undo/ }).click()
    await ada.getByText('Teams without a department').waitFor()
  })

  it('S95 a deleted department comes back from the toast with what was in it, and a renamed one from the activity', async () => {
    const sales = await company.admin.do(endpoints.createDepartment, { body: { name: 'Sales', headId: head.membership.id } })
    await company.admin.do(endpoints.createDepartment, { body: { name: 'North', parentId: sales.id } })
    await company.admin.do(endpoints.updateTeam, { params: { teamId: company.team.id }, body: { departmentId: sales.id } })
    const ada = await chartOf(company.admin)
    await ada.getByRole('button', { name: 'Actions for Sales', exact: true }).click()
    await ada.getByRole('menuitem', { name: 'Delete department' }).click()
    await ada.getByRole('button', { name: 'Delete department' }).click()
    await department(ada, 'Sales').waitFor({ state: 'detached' })
    await toast(ada).getByRole('button', { name: /^Undo/ }).click()
    await department(ada, 'Sales').waitFor()
    expect(await company.admin.do(endpoints.readTeam, { params: { teamId: company.team.id } })).toMatchObject({ departmentId: sales.id })
    await company.admin.do(endpoints.updateDepartment, { params: { departmentId: sales.id }, body: { name: 'Trade' } })
    await department(ada, 'Trade').waitFor()
    await ada.goto(`${new URL(ada.url()).origin}/settings/activity`)
    await ada.getByRole('listitem').filter({ hasText: 'renamed the department Sales to Trade' }).getByRole('button', { name: /^Undo/ }).click()
    await until(async () => (await company.admin.do(endpoints.readDepartment, { params: { departmentId: sales.id } })).name).toBe('Sales')
  })

  it('can be read and changed on a phone, and says why one may not', async () => {
    const sales = await company.admin.do(endpoints.createDepartment, { body: { name: 'Sales', headId: head.membership.id } })
    await company.admin.do(endpoints.updateTeam, { params: { teamId: company.team.id }, body: { departmentId: sales.id } })
    const tove = await chartOf(company.employee, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await department(tove, 'Sales').waitFor()
    expect(await tove.getByRole('button', { name: 'Actions for Sales', exact: true }).count()).toBe(0)
    await tove.getByRole('button', { name: `Actions for ${company.team.name}`, exact: true }).tap()
    await tove.getByRole('menuitem', { name: /Only heads of its department and admins move it/ }).waitFor()
    await tove.keyboard.press('Escape')
    await tove.getByText('manages').or(tove.getByText('heads Sales')).first().waitFor()
  })
})
