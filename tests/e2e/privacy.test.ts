// The ends of an account, of a member and of an organization, in browsers: asked for twice, by keys, and seen by others at once.
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aTask, PASSWORD, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aPageOf, openBoard, signIn } from './support/people.ts'

describe.skipIf(!hasChromium)('what cannot be taken back', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  const deskOf = (person: Person, address?: string) => aPageOf(browser(), world, person, address)

  it('an admin erases a member: the list, and the board of others, say so at once, and they are signed out', async () => {
    const leaving = await aMember(world, company.admin, 'employee', [company.team.id], 'Jonas Weir')
    const task = await aTask(leaving, company.project.id)
    await company.admin.do(endpoints.updateTask, { params: { taskId: task.id }, body: { assigneeIds: [leaving.membership.id] } })
    const [jonas, ada] = [await deskOf(leaving), await deskOf(company.admin, '/settings/members')]
    const { page: mira } = await aDesk(browser(), world, company.manager)
    await openBoard(mira, company.project.id, task.key)
    await mira.getByText('Jonas Weir').first().waitFor()
    await ada.getByRole('button', { name: 'Actions for Jonas Weir' }).click()
    await ada.getByRole('menuitem', { name: 'Erase' }).click()
    const dialog = ada.getByRole('alertdialog')
    await dialog.getByRole('button', { name: 'Erase for good' }).click()
    await dialog.locator('[aria-invalid="true"]').waitFor()
    await dialog.getByRole('textbox').fill('Jonas Weir')
    await ada.keyboard.press('Enter')
    await toast(ada).getByText('Jonas Weir was erased').waitFor()
    await ada.getByRole('cell', { name: 'Jonas Weir' }).waitFor({ state: 'detached' })
    await mira.getByText('Former member').first().waitFor()
    expect(await mira.getByText('Jonas Weir').count()).toBe(0)
    await jonas.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(jonas, leaving)
    await jonas.getByRole('alert').first().waitFor()
  })

  it('a person deletes their account by keys, after what is wrong was said; every tab of theirs is signed out', async () => {
    const [tove, elsewhere] = [await deskOf(company.employee, '/settings/profile'), await deskOf(company.employee)]
    await tove.getByRole('button', { name: 'Delete my account…' }).focus()
    await tove.keyboard.press('Enter')
    await tove.keyboard.press('Enter')
    await tove.locator('[aria-invalid="true"]').first().waitFor()
    expect(await faultsOn(tove)).toEqual([])
    await tove.getByLabel(`Type “${company.employee.email}”`).fill(company.employee.email)
    await tove.getByLabel('Your password').fill('not my password')
    await tove.keyboard.press('Enter')
    await tove.locator('[aria-invalid="true"]').first().waitFor()
    await tove.locator('input[name=password]:focus').waitFor()
    await tove.getByLabel('Your password').fill(PASSWORD)
    await tove.keyboard.press('Enter')
    await tove.getByRole('heading', { name: 'Sign in' }).waitFor()
    await elsewhere.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(tove, company.employee)
    await tove.getByRole('alert').first().waitFor()
  })

  it('the last admin is told what to do first, and goes back to the button without a trace', async () => {
    const ada = await deskOf(company.admin, '/settings/profile')
    await ada.getByRole('button', { name: 'Delete my account…' }).click()
    await ada.getByLabel(`Type “${company.admin.email}”`).fill(company.admin.email)
    await ada.getByLabel('Your password').fill(PASSWORD)
    await ada.getByRole('button', { name: 'Delete my account for good' }).click()
    await ada.getByRole('alert').getByText(company.admin.organization.name).waitFor()
    await ada.getByRole('button', { name: 'Cancel' }).click()
    await ada.locator('button:focus', { hasText: 'Delete my account…' }).waitFor()
  })

  it('an admin deletes the organization, its archive first: everybody is signed out', async () => {
    const { admin } = company
    const [ada, tove] = [await deskOf(admin, '/settings/organization'), await deskOf(company.employee)]
    await ada.getByRole('button', { name: 'Delete the organization…' }).click()
    const section = ada.getByRole('region', { name: 'Delete the organization' })
    const [download] = await Promise.all([ada.waitForEvent('download'), section.getByRole('button', { name: 'Export everything' }).click()])
    expect(download.suggestedFilename()).toContain(admin.organization.name)
    await section.getByLabel(`Type “${admin.organization.name}”`).fill(admin.organization.name)
    await section.getByLabel('Your password').fill(PASSWORD)
    expect(await faultsOn(ada)).toEqual([])
    await section.getByRole('button', { name: 'Delete everything for good' }).click()
    await ada.getByRole('heading', { name: 'Sign in' }).waitFor()
    await tove.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  it('employees are not offered to delete the organization', async () => {
    const tove = await deskOf(company.employee, '/settings/organization')
    await tove.getByText('Admins change these.').waitFor()
    expect(await tove.getByRole('button', { name: 'Delete the organization…' }).count()).toBe(0)
  })
})
