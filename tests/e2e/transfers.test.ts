// Tasks that go elsewhere: to another project (preview, what others see at that moment, the old link, Undo, what waited offline), and into another task.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aProject, aTask, aTeam } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, focusCard, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('tasks go elsewhere', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let far: Awaited<ReturnType<typeof aProject>>
  beforeAll(async () => {
    company = await aCompany(world)
    far = await aProject(company.admin, (await aTeam(company.admin)).id)
  })

  it('to another project by the palette, with a preview; whoever looks on sees it go, the old link leads there, and Undo brings it back', async () => {
    const { admin, manager, employee, project } = company
    const label = await manager.do(endpoints.createLabel, { params: { projectId: project.id }, body: { name: 'Only here' } })
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Crossing', labelIds: [label.id] } })
    const { page } = await aDesk(browser(), world, admin)
    const { page: tove } = await aDesk(browser(), world, employee)
    await openBoard(page, project.id)
    await openBoard(tove, project.id, task.key)
    await panel(tove).getByRole('button', { name: 'Copy link' }).waitFor()

    await focusCard(page, task.id)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('move to project')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Choose where they go').waitFor()
    await dialog.getByRole('button', { name: /^Project/ }).click()
    await page.getByRole('option', { name: new RegExp(far.name) }).click()
    await dialog.getByText('Labels that are not there: Only here').waitFor()
    await dialog.getByRole('combobox', { name: /^Status there/ }).click()
    await page.getByRole('option', { name: 'In review' }).click()
    await dialog.getByRole('status').getByText('1 task moves').waitFor()
    await dialog.getByText('In review').nth(1).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Move 1 task' }).click()
    await card(page, task.id).waitFor({ state: 'detached' })
    await card(tove, task.id).waitFor({ state: 'detached' })
    await panel(tove).getByText(`${task.key} is not here`).waitFor()
    const moved = await admin.do(endpoints.readTask, { params: { taskId: task.id } })
    const { items: statuses } = await admin.do(endpoints.listStatuses, { params: { projectId: far.id } })
    expect(statuses.find(({ id }) => id === moved.statusId)?.name).toBe('In review')
    await toast(page).getByText(`Moved ${moved.key} to ${far.name}.`).waitFor()

    const { page: other } = await aDesk(browser(), world, admin)
    await other.goto(`/projects/${project.id}?task=${task.key}`)
    await until(() => other.url()).toContain(`/projects/${far.id}?task=${moved.key}`)
    await panel(other).getByText('Crossing').first().waitFor()

    await page.keyboard.press('Control+z')
    await card(page, task.id).waitFor()
    await card(tove, task.id).waitFor()
  })

  it('a whole project to another team, from its menu: said before who loses what; who looks on loses it at once', async () => {
    const { admin, manager, employee, team } = company
    const gaining = await aMember(world, admin, 'manager', [], 'Gaia')
    const to = await aTeam(gaining)
    const project = await aProject(manager, team.id, 'Ferries')
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Timetable', assigneeIds: [employee.membership.id] } })
    const [{ page }, { page: losing }] = [await aDesk(browser(), world, admin), await aDesk(browser(), world, employee)]
    await openBoard(page, project.id)
    await openBoard(losing, project.id)
    await card(losing, task.id).waitFor()
    await page.getByRole('button', { name: 'Actions for Ferries' }).first().click()
    await page.getByRole('menuitem', { name: 'Move to another team…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Choose a team, and see here').waitFor()
    await dialog.getByRole('button', { name: /^Team/ }).click()
    await page.getByRole('option', { name: to.name }).click()
    await dialog.getByText(`Taken off 1 task: ${employee.membership.name}`).waitFor()
    await dialog.getByText('Will see it from then on: Gaia').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Move project' }).click()
    await toast(page).getByText(`Ferries moved to ${to.name}.`).waitFor()
    await card(losing, task.id).waitFor({ state: 'detached' })
    expect((await gaining.do(endpoints.readTask, { params: { taskId: task.id } })).assigneeIds).toEqual([])
  })

  it('while a change of it waits offline: that is refused with its reason and kept, and the board goes on', async () => {
    const { admin, manager, employee, project } = company
    const task = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Waits', assigneeIds: [employee.membership.id] } })
    const stays = await aTask(employee, project.id, 'Stays')
    const { page, context } = await aDesk(browser(), world, employee)
    await openBoard(page, project.id)
    await card(page, task.id).waitFor()
    await context.setOffline(true)
    await focusCard(page, task.id)
    await page.keyboard.press('e')
    await page.keyboard.type('Named on the train')
    await page.keyboard.press('Enter')
    await admin.do(endpoints.transferTasks, { body: { taskIds: [task.id], projectId: far.id } })
    await context.setOffline(false)
    await card(page, task.id).waitFor({ state: 'detached', timeout: 30_000 })
    await toast(page).getByRole('alert').getByRole('button', { name: 'Decide' }).click()
    await until(() => page.locator('[data-conflict]').innerText()).toContain('Named on the train')
    expect(await card(page, stays.id).count()).toBe(1)
    expect((await admin.do(endpoints.readTask, { params: { taskId: task.id } })).title).toBe('Waits')
  })
  it('into the task that they are duplicates of: by the keyboard, with a preview; its comment is there for whoever looks on, its link leads there, Undo', async () => {
    const { manager, employee, project } = company
    const [kept, twice] = [await aTask(manager, project.id, 'Prints twice'), await aTask(manager, project.id, 'Two prints')]
    await employee.do(endpoints.createComment, { params: { taskId: twice.id }, body: { body: 'Seen on both printers' } })
    const { page } = await aDesk(browser(), world, manager)
    const { page: tove } = await aDesk(browser(), world, employee)
    await openBoard(page, project.id)
    await openBoard(tove, project.id, kept.key)
    await panel(tove).getByRole('button', { name: 'Copy link' }).waitFor()
    await focusCard(page, twice.id)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('merge into')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox').fill('prints twice')
    await page.keyboard.press('Enter')
    await dialog.getByText('Goes over: 1 comment').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Merge 1 task' }).click()
    await card(page, twice.id).waitFor({ state: 'detached' })
    await panel(tove).getByText('Seen on both printers').waitFor()
    await page.goto(`/projects/${project.id}?task=${twice.key}`)
    await panel(page).getByText('Duplicate of', { exact: true }).first().waitFor()
    await panel(page).locator('[data-merged] a').click()
    await until(() => page.url()).toContain(`task=${kept.key}`)
    const activity = panel(page).getByText(`You merged ${twice.key} into this`)
    await activity.waitFor()
    await panel(page).getByRole('button', { name: /^Undo: You merged/ }).click()
    await card(page, twice.id).waitFor()
  })
})
