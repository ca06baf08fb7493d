// A person's page, what happened in a team and the organization, and the tasks that one watches, in two browsers (S34, S56, S93, S97, S108).
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, aTask, aTeam, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk } from './support/people.ts'

describe.skipIf(!hasChromium)('a person\'s page', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  const at = async (person: Person, address: string, options = {}) => {
    const { page } = await aDesk(browser(), world, person, options)
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  const part = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })

  it('S56 S108 shows what somebody is responsible for, works on and did, as the reader may see it, live', async () => {
    const { admin, manager, employee, team, project, statuses } = company
    const task = await aTask(manager, project.id, 'Paint the door')
    const assign = (taskId: string, by: Person) => by.do(endpoints.updateTask, { params: { taskId }, body: { assigneeIds: [employee.membership.id] } })
    await assign(task.id, manager)
    const secretTeam = await aTeam(admin, [employee.membership.id])
    const secret = await aTask(admin, (await aProject(admin, secretTeam.id, 'Hidden plans')).id, 'Nobody sees this')
    await assign(secret.id, admin)

    const mira = await at(manager, `/members/${employee.membership.id}`)
    await mira.getByRole('heading', { level: 1, name: 'Tove' }).waitFor()
    await part(mira, 'Open tasks').getByRole('link', { name: /Paint the door/ }).waitFor()
    await part(mira, 'Teams').getByRole('link', { name: team.name }).waitFor()
    await part(mira, 'This week').getByText('No time logged').waitFor()

    const duties = { title: 'Painter', responsibilities: 'All **doors**' }
    await manager.do(endpoints.updateTeamMember, { params: { teamId: team.id, memberId: employee.membership.id }, body: duties })
    await part(mira, 'Teams').getByText('Painter').waitFor()
    await part(mira, 'Teams').locator('strong', { hasText: 'doors' }).waitFor()
    await employee.do(endpoints.createTimeEntry, { params: { taskId: task.id }, body: { minutes: 90 } })
    await part(mira, 'This week').getByText('1 h 30 min').waitFor()
    await employee.do(endpoints.moveTask, { params: { taskId: task.id }, body: { statusId: statuses[1]!.id, afterTaskId: null } })
    await part(mira, 'Activity').getByText(`moved ${task.key} from ${statuses[0]!.name} to ${statuses[1]!.name}`).waitFor()
    await part(mira, 'Activity').getByRole('link', { name: project.name }).first().waitFor()
    expect(await mira.getByText(/Hidden plans|Nobody sees this/).count()).toBe(0)
    expect(await mira.getByText(secretTeam.name).count()).toBe(0)
    expect(await mira.getByRole('button', { name: 'Actions for Tove' }).count()).toBe(0)

    // What was estimated and finished, for whoever runs the team and oneself, and for no colleague.
    const finish = await aTask(manager, project.id, 'Prime the door')
    await manager.do(endpoints.updateTask, { params: { taskId: finish.id }, body: { assigneeIds: [employee.membership.id], estimateMinutes: 120 } })
    await employee.do(endpoints.createTimeEntry, { params: { taskId: finish.id }, body: { minutes: 150 } })
    await manager.do(endpoints.moveTask, { params: { taskId: finish.id }, body: { statusId: statuses.at(-1)!.id, afterTaskId: null } })
    await mira.reload()
    await part(mira, 'Estimates').getByText('2 h 30 min spent of 2 h estimated').waitFor()
    const tove = await at(employee, `/members/${employee.membership.id}`)
    await part(tove, 'Estimates').getByText('Your part and your own time').waitFor()
    await tove.goto(`/members/${manager.membership.id}`)
    await part(tove, 'This week').getByText('No time logged').waitFor()
    expect(await part(tove, 'Estimates').count()).toBe(0)

    const ada = await at(admin, `/members/${employee.membership.id}`)
    await part(ada, 'Open tasks').getByRole('link', { name: /Nobody sees this/ }).waitFor()
    await ada.getByRole('button', { name: 'Actions for Tove' }).click()
    await ada.getByRole('menuitemradio', { name: 'Manager' }).or(ada.getByRole('menuitemcheckbox', { name: 'Manager' })).click()
    await toast(ada).getByText('Tove is manager now').waitFor()
    await mira.getByRole('main').getByText('Manager', { exact: true }).waitFor()
  })

  it('S97 is reached from names and the palette; who is not here is not told apart', async () => {
    const { admin, manager, employee, team } = company
    const page = await at(manager, `/teams/${team.id}?tab=people`)
    await page.getByRole('link', { name: 'Tove' }).click()
    await page.waitForURL(`**/members/${employee.membership.id}`)
    await page.getByRole('heading', { level: 1, name: 'Tove' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('mira')
    await page.getByRole('option', { name: /Mira.*Person/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/members/${manager.membership.id}`)
    await page.getByRole('link', { name: 'Edit profile' }).click()
    await page.waitForURL('**/settings/profile')
    await page.goto('/settings/members')
    await page.getByRole('link', { name: admin.membership.name }).click()
    await page.waitForURL(`**/members/${admin.membership.id}`)
    const foreign = (await aCompany(world)).admin
    for (const id of [foreign.membership.id, crypto.randomUUID(), 'nobody']) {
      await page.goto(`/members/${id}`)
      await page.getByText('There is nobody here with this address.').waitFor()
    }
  })

  it('S34 a team tells what happened to it, of all and of one, live', async () => {
    const { manager, employee, team, project } = company
    const page = await at(manager, `/teams/${team.id}?tab=activity`, { viewport: { width: 390, height: 844 } })
    const list = page.locator('[data-place-activity]')
    await list.getByText('created the team').waitFor()
    await employee.do(endpoints.createPost, { params: { teamId: team.id }, body: { body: 'Hello' } })
    await list.getByText('Tove wrote').or(list.getByText(/Tove .*(post|update|wrote)/)).first().waitFor()
    await manager.do(endpoints.archiveProject, { params: { projectId: project.id }, body: { archived: true } })
    await list.getByRole('listitem').filter({ hasText: 'archived the project' }).getByText(project.name).waitFor()
    await page.getByRole('button', { name: /^By/ }).click()
    await page.getByRole('option', { name: /^Tove/ }).click()
    await page.waitForURL(`**/teams/${team.id}?tab=activity&by=${employee.membership.id}`)
    await until(async () => (await list.getByText('archived the project').count()) === 0)
    const told = await list.getByRole('listitem').allInnerTexts()
    expect(told.map((text) => text.replace(/\s+/g, ' '))).toEqual([expect.stringMatching(/^(?:TO )?Tove wrote to the team/), expect.stringMatching(/^(?:TO )?Tove added Tove to the team/)])
    await page.reload()
    await list.getByRole('link', { name: 'Tove' }).first().click()
    await page.waitForURL(`**/members/${employee.membership.id}`)
  })

  it('S34 admins read what happened to the organization, and nobody else does', async () => {
    const { admin, manager, employee } = company
    const ada = await at(admin, '/settings/activity')
    const list = ada.locator('[data-place-activity]')
    await list.getByText('Tove joined').waitFor()
    await admin.do(endpoints.updateMember, { params: { memberId: employee.membership.id }, body: { role: 'manager' } })
    await list.getByText('changed the role of Tove from employee to manager').waitFor()
    const mira = await at(manager, '/settings/members')
    expect(await mira.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Activity' }).count()).toBe(0)
    await mira.goto('/settings/activity')
    await mira.getByText('Only admins see this').waitFor()
  })

  it('S93 my work lists the tasks that I watch, as long as I do', async () => {
    const { manager, employee, project } = company
    const task = await aTask(manager, project.id, 'Paint the gate')
    const page = await at(employee, '/my-work')
    await page.getByText('Nothing is assigned to you').waitFor()
    await page.getByRole('tab', { name: 'Watched' }).click()
    await page.waitForURL('**/my-work?tab=watched')
    await page.getByText('You watch no open task').waitFor()
    await employee.do(endpoints.watchTask, { params: { taskId: task.id } })
    await page.getByRole('link', { name: /Paint the gate/ }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: /Paint the gate/ }).waitFor()
    await employee.do(endpoints.unwatchTask, { params: { taskId: task.id } })
    await page.getByText('You watch no open task').waitFor()
  })
})
