// The screens of settings: projects with their workflow, labels and trash; members, tokens, bots, sessions, oneself; the end of a team.
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OwnData } from '../../shared/features/privacy.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aProgram, aTask, aTeam, PASSWORD, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, column, focusCard, toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aPageOf, openBoard, signIn } from './support/people.ts'

describe.skipIf(!hasChromium)('the screens of settings', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  const deskOf = (person: Person, address?: string) => aPageOf(browser(), world, person, address)
  const settingsOf = (person: Person) => deskOf(person, `/projects/${company.project.id}/settings`)
  const inSidebar = (page: Page, name: string) => page.getByRole('complementary').or(page.getByRole('navigation'))
    .getByRole('link', { name, exact: true }).first()
  const choose = async (page: Page, of: string, action: string) => {
    await page.getByRole('button', { name: `Actions for ${of}`, exact: true }).click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
  }

  describe('of a project', () => {
    it('is reached from the board, renames it, and the other browser shows the name in its sidebar', async () => {
      const mira = await deskOf(company.manager)
      const tove = await deskOf(company.employee)
      await inSidebar(tove, company.project.name).waitFor()
      await openBoard(mira, company.project.id)
      await choose(mira, company.project.name, 'Project settings')
      await mira.getByLabel('Name', { exact: true }).fill('')
      await mira.getByRole('button', { name: 'Save' }).click()
      await mira.getByText('Give the project a name.').first().waitFor()

      await mira.getByLabel('Name', { exact: true }).fill('Harbour lights')
      await mira.getByLabel('Description').fill('Lamps on **both** piers')
      await mira.getByRole('button', { name: 'Preview' }).click()
      await mira.locator('strong', { hasText: 'both' }).waitFor()
      await mira.getByLabel(/^Status/).click()
      await mira.getByRole('option', { name: 'On hold' }).click()
      await mira.getByRole('button', { name: 'Save' }).click()
      await toast(mira).getByText('Project saved').waitFor()
      await inSidebar(tove, 'Harbour lights').waitFor()
      const saved = await company.manager.do(endpoints.readProject, { params: { projectId: company.project.id } })
      expect(saved).toMatchObject({ name: 'Harbour lights', description: 'Lamps on **both** piers', status: 'on_hold' })
    })

    it('follows what another changes meanwhile, and keeps what one typed', async () => {
      const mira = await settingsOf(company.manager)
      await mira.getByLabel('Description').fill('Half a sentence')
      const params = { projectId: company.project.id }
      await company.admin.do(endpoints.updateProject, { params, body: { name: 'Renamed elsewhere', description: 'Other' } })
      await expect.poll(() => mira.getByLabel('Name', { exact: true }).inputValue(), { timeout: 15_000 })
        .toBe('Renamed elsewhere')
      expect(await mira.getByLabel('Description').inputValue()).toBe('Half a sentence')
    })

    it('adds, changes, moves, archives and deletes statuses, and the board elsewhere follows', async () => {
      await aTask(company.manager, company.project.id)
      const mira = await settingsOf(company.manager)
      const { page: tove } = await aDesk(browser(), world, company.employee)
      await openBoard(tove, company.project.id)
      const headings = () => tove.locator('[data-status-id] h2').evaluateAll((names) =>
        names.map((name) => name.getAttribute('aria-label')?.split(',')[0] ?? ''))

      await mira.getByRole('button', { name: 'Add status' }).click()
      await mira.getByRole('dialog').getByLabel('Name').fill('Blocked')
      await mira.getByRole('radio', { name: 'Berry' }).press('Space')
      await mira.getByRole('dialog').getByRole('button', { name: 'Add status' }).click()
      await tove.getByRole('heading', { name: /^Blocked/ }).waitFor()
      await choose(mira, 'Blocked', 'Move up')
      await expect.poll(headings, { timeout: 15_000 }).toEqual(
        ['Backlog', 'To do', 'In progress', 'In review', 'Blocked', 'Done'])
      await expect.poll(() => mira.evaluate('document.activeElement.getAttribute("aria-label")'))
        .toBe('Actions for Blocked')

      await choose(mira, 'Blocked', 'Edit')
      await mira.getByRole('dialog').getByLabel('Name').fill('Waiting')
      await mira.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      await tove.getByRole('heading', { name: /^Waiting/ }).waitFor()
      await choose(mira, 'Waiting', 'Archive')
      await tove.getByRole('heading', { name: /^Waiting/ }).waitFor({ state: 'detached' })
      await toast(mira).getByRole('button', { name: /^Undo/ }).click()
      await tove.getByRole('heading', { name: /^Waiting/ }).waitFor()

      await choose(mira, 'Waiting', 'Delete')
      await mira.getByRole('alertdialog').getByRole('button', { name: 'Delete status' }).click()
      await mira.getByText('Waiting', { exact: true }).waitFor({ state: 'detached' })
      await tove.getByRole('heading', { name: /^Waiting/ }).waitFor({ state: 'detached' })
    })

    it('says in words why a status stays whose tasks find no room', async () => {
      await aTask(company.manager, company.project.id)
      const [, todo] = company.statuses
      await company.manager.do(endpoints.updateStatus, { params: { statusId: todo!.id }, body: { limit: 1 } })
      const body = { projectId: company.project.id, title: 'Fills it', statusId: todo!.id }
      await company.manager.do(endpoints.createTask, { body })
      const mira = await settingsOf(company.manager)
      await choose(mira, 'Backlog', 'Delete')
      await mira.getByRole('alertdialog').getByRole('button', { name: 'Delete status' }).click()
      await mira.getByText('The limit of "To do" is 1, and 1 task stands there.').waitFor()
      await mira.getByRole('button', { name: 'Cancel' }).click()
      await mira.locator('[data-status-row]').filter({ hasText: 'Backlog' }).waitFor()
      const first = company.statuses[0]!
      const { page: tove } = await aDesk(browser(), world, company.employee)
      await openBoard(tove, company.project.id)
      await column(tove, first.id).waitFor()
    })

    it('lets an employee add a label and nothing else; a manager renames and deletes it', async () => {
      const tove = await settingsOf(company.employee)
      const mira = await settingsOf(company.manager)
      expect(await tove.getByRole('button', { name: /Save|Add status|Move to trash|^Actions for/ }).count()).toBe(0)
      await tove.getByRole('button', { name: 'Add label' }).click()
      await tove.getByRole('dialog').getByLabel('Name').fill('Paint')
      await tove.getByRole('dialog').getByRole('button', { name: 'Add label' }).click()
      await choose(mira, 'label Paint', 'Edit')
      await mira.getByRole('dialog').getByLabel('Name').fill('Varnish')
      await mira.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
      const labels = tove.getByRole('region', { name: 'Labels' })
      await labels.getByText('Varnish').waitFor()

      await mira.getByRole('button', { name: 'Add label' }).click()
      await mira.getByRole('dialog').getByLabel('Name').fill('Varnish')
      await mira.getByRole('dialog').getByRole('button', { name: 'Add label' }).click()
      await mira.getByRole('dialog').locator('[aria-invalid="true"]').waitFor()
      await mira.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
      await choose(mira, 'label Varnish', 'Delete')
      await mira.getByRole('alertdialog').getByRole('button', { name: 'Delete label' }).click()
      await labels.getByText('Varnish').waitFor({ state: 'detached' })
    })

    it('gives a task a label of the organization that an admin has just made, and loses it when the admin deletes it', async () => {
      const task = await aTask(company.manager, company.project.id)
      const ada = await deskOf(company.admin, '/settings/organization')
      const { page: mira } = await aDesk(browser(), world, company.manager)
      await openBoard(mira, company.project.id)
      await ada.getByRole('button', { name: 'Add label' }).click()
      await ada.getByRole('dialog').getByLabel('Name').fill('Legal')
      await ada.getByRole('dialog').getByRole('button', { name: 'Add label' }).click()
      await ada.getByRole('region', { name: 'Labels' }).getByText('Legal').waitFor()
      await focusCard(mira, task.id)
      await mira.keyboard.press('l')
      await mira.getByRole('option', { name: /^Legal/ }).click()
      await mira.keyboard.press('Escape')
      await card(mira, task.id).getByText('Legal', { exact: true }).waitFor()
      await choose(ada, 'label Legal', 'Delete')
      await ada.getByRole('alertdialog').getByRole('button', { name: 'Delete label' }).click()
      await card(mira, task.id).getByText('Legal', { exact: true }).waitFor({ state: 'detached' })
    })

    it('moves it to the trash, brings it back by undo, and by Restore on the page of its team', async () => {
      const { name, id } = company.project
      const mira = await settingsOf(company.manager)
      const tove = await deskOf(company.employee)
      await inSidebar(tove, name).waitFor()
      await mira.getByRole('button', { name: 'Move to trash' }).click()
      await inSidebar(tove, name).waitFor({ state: 'detached' })
      await toast(mira).getByRole('button', { name: /^Undo/ }).click()
      await inSidebar(tove, name).waitFor()
      await mira.waitForURL(`**/projects/${id}/settings`)
      await mira.getByRole('button', { name: 'Move to trash' }).click()

      await mira.waitForURL(`**/teams/${company.team.id}`)
      await mira.getByRole('region', { name: 'Trash' }).getByText(name).waitFor()
      await mira.reload()
      await mira.getByRole('button', { name: `Restore ${name}` }).click()
      await inSidebar(tove, name).waitFor()
      await mira.getByRole('region', { name: 'Trash' }).waitFor({ state: 'detached' })
    })
  })

  describe('of people and programs', () => {
    it('deactivates a member, who is signed out at once and comes back by undo', async () => {
      const leaving = await aMember(world, company.admin, 'employee', [company.team.id], 'Jonas Weir')
      const jonas = await deskOf(leaving)
      const ada = await deskOf(company.admin, '/settings/members')
      await choose(ada, 'Jonas Weir', 'Deactivate')
      await ada.getByRole('alertdialog').getByRole('button', { name: 'Deactivate' }).click()
      await jonas.getByRole('heading', { name: 'Sign in' }).waitFor()
      await signIn(jonas, leaving)
      await jonas.getByRole('alert').first().waitFor()
      expect(new URL(jonas.url()).pathname).toBe('/sign-in')
      await toast(ada).getByRole('button', { name: /^Undo/ }).click()
      await toast(ada).getByText('Jonas Weir reactivated').waitFor()
      await signIn(jonas, leaving)
      await jonas.getByRole('heading', { name: 'Home' }).waitFor()
    })

    it('revokes a token: the program is cut off', async () => {
      const program = await aProgram(world, company.admin, ['tasks:read', 'projects:read'])
      expect((await program.call(endpoints.listProjects)).status).toBe(200)
      const ada = await deskOf(company.admin, '/settings/tokens')
      await ada.getByRole('button', { name: 'Revoke' }).click()
      await ada.getByRole('alertdialog').getByRole('button', { name: 'Revoke token' }).click()
      await ada.getByRole('heading', { name: 'No tokens' }).waitFor()
      expect((await program.call(endpoints.listProjects)).status).toBe(401)
    })

    it('creates a bot, whose token is shown once and works', async () => {
      const ada = await deskOf(company.admin, '/settings/tokens')
      await ada.getByRole('button', { name: 'New bot' }).click()
      await ada.getByLabel('Name').fill('Harbour bot')
      await ada.getByRole('dialog').getByRole('button', { name: 'Create bot' }).click()
      const token = await ada.getByLabel('Token of Harbour bot').inputValue()
      const answer = await fetch(`${world.url}/api/members`, { headers: { Authorization: `Bearer ${token}` } })
      expect(answer.status).toBe(200)
      await ada.getByRole('button', { name: 'Done' }).click()
      await ada.getByRole('button', { name: 'Actions for Harbour bot' }).waitFor()
      expect(await ada.content()).not.toContain(token)
    })

    it('ends a session: the other browser is signed out', async () => {
      const there = await deskOf(company.employee)
      await there.getByRole('heading', { name: 'Home' }).waitFor()
      const here = await deskOf(company.employee, '/settings/sessions')
      const others = here.getByRole('button', { name: 'End session' })
      await expect.poll(() => others.count(), { timeout: 15_000 }).toBe(2)
      for (const left of [1, 0]) {
        await others.first().click()
        await expect.poll(() => others.count(), { timeout: 15_000 }).toBe(left)
      }
      await there.getByRole('heading', { name: 'Sign in' }).waitFor()
      await here.getByText('This one').waitFor()
    })
  })

  describe('of oneself', () => {
    it('changes the password: other sessions end, only the new one signs in', async () => {
      const here = await deskOf(company.employee, '/settings/profile')
      const there = await deskOf(company.employee)
      await here.getByRole('button', { name: 'Change password' }).click()
      await here.getByLabel('Present password', { exact: true }).fill('not my password')
      await here.getByLabel('New password', { exact: true }).fill('walnut ferry candle 9')
      await here.getByRole('button', { name: 'Change password' }).click()
      await here.locator('[aria-invalid="true"]').waitFor()
      await here.getByLabel('Present password', { exact: true }).fill(PASSWORD)
      await here.getByRole('button', { name: 'Change password' }).click()
      await toast(here).getByText('Password changed').waitFor()
      await there.getByRole('heading', { name: 'Sign in' }).waitFor()
      await signIn(there, company.employee)
      await there.getByRole('alert').first().waitFor()
      await there.getByLabel('Password', { exact: true }).fill('walnut ferry candle 9')
      await there.getByRole('button', { name: 'Sign in' }).click()
      await there.getByRole('heading', { name: 'Home' }).waitFor()
    })

    it('downloads one\'s own data, and says so where that fails', async () => {
      const tove = await deskOf(company.employee, '/settings/profile')
      const address = '**/api/auth/own-data'
      await tove.route(address, (route) => route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"code":"session_ended","status":401,"title":"","detail":"","traceId":"","type":""}' }), { times: 2 })
      await tove.getByRole('button', { name: 'Download my data' }).focus()
      await tove.keyboard.press('Enter')
      await tove.getByRole('alert').waitFor()
      await tove.unroute(address)
      const [download] = await Promise.all([tove.waitForEvent('download'), tove.keyboard.press('Enter')])
      expect(download.suggestedFilename()).toMatch(/^My data .*\.json$/)
      const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as OwnData
      expect([file.account.email, file.organizations[0]!.id]).toEqual([company.employee.email, company.employee.organization.id])
      await tove.getByText(/^My data [\d-]+\.json was saved/).waitFor()
    })

    it('saves the profile, and others see the new name at once', async () => {
      const tove = await deskOf(company.employee, '/settings/profile')
      const ada = await deskOf(company.admin, '/settings/members')
      await tove.getByLabel('Name', { exact: true }).fill('Tove Sandvik')
      await tove.getByLabel('Phone').fill('+47 555 0101')
      await tove.getByRole('button', { name: 'Save' }).click()
      await toast(tove).getByText('Profile saved').waitFor()
      await ada.getByRole('cell', { name: 'Tove Sandvik' }).first().waitFor()
      await tove.reload()
      await expect.poll(() => tove.getByLabel('Phone').inputValue(), { timeout: 15_000 }).toBe('+47 555 0101')
    })
  })

  it('deletes an empty team, and it leaves the sidebars; a team with projects stays', async () => {
    const empty = await aTeam(company.manager, [company.employee.membership.id])
    const tove = await deskOf(company.employee)
    await inSidebar(tove, empty.name).waitFor()
    const mira = await deskOf(company.manager, `/teams/${company.team.id}`)
    await mira.getByRole('tab', { name: 'Settings' }).click()
    await mira.getByText('A team can be deleted when it has no projects any more').waitFor()
    expect(await mira.getByRole('button', { name: 'Delete team' }).count()).toBe(0)

    await inSidebar(mira, empty.name).click()
    await mira.getByRole('tab', { name: 'Settings' }).click()
    await mira.getByRole('button', { name: 'Delete team' }).click()
    await mira.getByRole('alertdialog').getByRole('button', { name: 'Delete team' }).click()
    await mira.getByRole('heading', { name: 'Home' }).waitFor()
    await inSidebar(tove, empty.name).waitFor({ state: 'detached' })
    await inSidebar(tove, company.team.name).waitFor()
  })
})
