// The list of all work of a team as a place to work in: new tasks in the project that one chooses, and a status for tasks of several projects.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { focused, tabTo } from './support/keyboard.ts'
import { aDesk, isLive, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('the list of a team', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let [shop, depot] = ['', '']
  const rows = () => mira.page.locator('[data-table] [data-task-id]')
  const row = (title: string) => rows().filter({ hasText: title })
  const field = () => mira.page.getByRole('textbox', { name: /^New task in/ })
  const boardOf = (projectId: string) => company.manager.do(endpoints.readBoard, { params: { projectId } })
  const titlesOf = async (projectId: string) => (await boardOf(projectId)).tasks.map(({ title }) => title)
  const statusOf = async (projectId: string, title: string) => {
    const { tasks, statuses } = await boardOf(projectId)
    return statuses.find(({ id }) => id === tasks.find((task) => task.title === title)?.statusId)?.name
  }
  const openList = async (search = '') => {
    await mira.page.goto(`/teams/${company.team.id}/work${search}`)
    await isLive(mira.page)
    await rows().first().waitFor()
  }

  beforeAll(async () => {
    company = await aCompany(world)
    const { manager, team } = company
    shop = (await aProject(manager, team.id, 'Shop')).id
    depot = (await aProject(manager, team.id, 'Depot')).id
    await manager.do(endpoints.createStatus, { params: { projectId: depot }, body: { name: 'Waiting', category: 'active' } })
    await manager.do(endpoints.createLabel, { params: { projectId: depot }, body: { name: 'forklift' } })
    for (const [projectId, title] of [[shop, 'Paint'], [shop, 'Sweep'], [depot, 'Stack'], [depot, 'Count']] as const) await manager.do(endpoints.createTask, { body: { projectId, title } })
    mira = await aDesk(browser(), world, manager)
  })

  it('takes a new task at C into the project that one chooses by keyboard, and remembers it', async () => {
    const { page } = mira
    await openList()
    await page.keyboard.press('c')
    await field().waitFor()
    await page.keyboard.type('Oil the truck #forklift !high')
    await tabTo(page, /^in /)
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Depot' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    const isThere = async () => (await page.getByRole('option', { name: 'Depot' }).getAttribute('data-highlighted')) !== null
    for (let presses = 0; presses < 3 && !(await isThere()); presses += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await until(() => focused(page)).toContain('New task in Depot')
    await page.keyboard.press('Enter')
    await row('Oil the truck').getByText('Depot').waitFor()
    await row('Oil the truck').getByText('forklift').waitFor()
    await until(() => statusOf(depot, 'Oil the truck')).toBe('To do')
    // The field goes on for the next, and after a reload in the same project.
    await page.keyboard.type('And the crane')
    await page.keyboard.press('Enter')
    await until(() => titlesOf(depot)).toContain('And the crane')
    // Out of the field it is the last thing that one did.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await row('And the crane').waitFor({ state: 'detached' })
    await until(() => titlesOf(depot)).not.toContain('And the crane')
    expect(await row('Oil the truck').count()).toBe(1)
    await page.keyboard.press('Control+Shift+Z')
    await row('And the crane').waitFor()
    await until(() => titlesOf(depot)).toContain('And the crane')
    await page.keyboard.press('Control+z')
    await row('And the crane').waitFor({ state: 'detached' })
    await page.reload()
    await isLive(page)
    await rows().first().waitFor()
    await page.getByRole('button', { name: 'New task' }).click()
    await page.getByRole('textbox', { name: 'New task in Depot' }).waitFor()
    await page.keyboard.press('Escape')
    expect(await field().count()).toBe(0)
    expect(await page.evaluate('document.activeElement !== document.body')).toBe(true)
  })

  it('adds at N below a task in its project, and to a group where that can be: a status of one project alone, or the project itself', async () => {
    const { page } = mira
    await openList()
    await row('Paint').locator('[data-column=key]').focus()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'New task in Shop' }).waitFor()
    await page.keyboard.type('Paint again')
    await page.keyboard.press('Enter')
    await until(() => titlesOf(shop)).toContain('Paint again')
    await page.keyboard.press('Escape')
    await openList('?group=status')
    await page.getByRole('button', { name: 'Add a task to Waiting' }).click()
    await field().waitFor()
    await page.locator('[data-quick-add]').getByText('in Depot').waitFor()
    await page.keyboard.type('For the lorry')
    await page.keyboard.press('Enter')
    await until(() => statusOf(depot, 'For the lorry')).toBe('Waiting')
    await page.keyboard.press('Escape')
    await openList('?group=project')
    await page.getByRole('button', { name: 'Add a task to Shop' }).click()
    await field().waitFor()
    expect(await page.locator('[data-quick-add]').getByText(/^in /).count()).toBe(0)
    await page.keyboard.type('Ring the bell')
    await page.keyboard.press('Enter')
    await until(() => titlesOf(shop)).toContain('Ring the bell')
    await page.keyboard.press('Escape')
  })

  it('tells the project of each row only where nothing else does, and keeps it in views and files', async () => {
    const head = mira.page.getByRole('columnheader', { name: 'Project' })
    await openList('?group=project')
    expect(await head.count()).toBe(0)
    await openList()
    await head.waitFor()
  })

  it('puts tasks of several projects into the status that all of them have, each into its own, with one way back', async () => {
    const { page } = mira
    await openList()
    for (const title of ['Sweep', 'Stack', 'Count']) await row(title).locator('[data-column=title]').click({ modifiers: ['Control'] })
    const bar = page.locator('[data-selection-bar]')
    await bar.getByText('Assignees').waitFor()
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/tasks/bulk'))
    await bar.getByRole('button', { name: 'Status' }).click()
    await page.getByRole('option').first().waitFor()
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['Backlog', 'To do', 'In progress', 'In review', 'Done'])
    expect(await page.getByRole('option', { name: 'Backlog' }).getAttribute('aria-selected')).toBe('true')
    await page.getByRole('option', { name: 'Done' }).click()
    const { operations } = (await asked).postDataJSON() as { operations: { statusId: string }[] }
    expect(new Set(operations.map(({ statusId }) => statusId)).size).toBe(2)
    const states = () => Promise.all([statusOf(shop, 'Sweep'), statusOf(depot, 'Stack'), statusOf(depot, 'Count')])
    await until(states).toEqual(['Done', 'Done', 'Done'])
    await toast(page).getByRole('button', { name: 'Undo' }).click()
    await until(states).toEqual(['Backlog', 'Backlog', 'Backlog'])
    // A field of many says beforehand what becomes of each, in each project.
    await bar.getByRole('button', { name: 'Change a field…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: /^To what/ }).click()
    await page.getByRole('option', { name: 'In progress' }).click()
    await dialog.getByRole('button', { name: 'Change 3 tasks' }).click()
    await until(states).toEqual(['In progress', 'In progress', 'In progress'])
  })

  it('takes nothing from those who may not create there, from the moment on', async () => {
    const { page, context } = await aDesk(browser(), world, company.employee)
    await page.goto(`/teams/${company.team.id}/work?group=project`)
    await page.getByRole('button', { name: 'New task', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Add a task to Shop' }).waitFor()
    await company.manager.do(endpoints.updateTeam, { params: { teamId: company.team.id }, body: { settings: { membersEditAllTasks: false, onlyManagersCreateTasks: true } } })
    await until(() => page.getByRole('button', { name: 'New task', exact: true }).count()).toBe(0)
    expect(await page.getByRole('button', { name: /^Add a task to/ }).count()).toBe(0)
    await page.keyboard.press('c')
    await page.getByText('Only the managers of this team create tasks.').first().waitFor()
    await context.close()
  })
})
