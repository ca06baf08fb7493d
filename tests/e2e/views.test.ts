// Saved views: made, shared and changed in one browser, in the sidebar of another at once; exported; many tasks changed with a preview.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('saved views', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [mira, tove]: [Desk, Desk] = [null!, null!]
  let projectId = ''
  const make = (body: object) => company.manager.do(endpoints.createTask, { body: { projectId, title: 'A task', ...body } })
  const shown = (desk: Desk) => desk.page.locator('[data-task-id]').count()
  const inSidebar = (desk: Desk, name: string) => desk.page.getByRole('list', { name: 'Saved views' }).getByRole('link', { name })

  beforeAll(async () => {
    company = await aCompany(world)
    projectId = (await aProject(company.manager, company.team.id, 'Viewed')).id
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await make({ title: 'Mine', assigneeIds: [company.manager.membership.id], priority: 'high' })
    await make({ title: 'Hers', assigneeIds: [company.employee.membership.id], priority: 'high' })
    await make({ title: 'Nobody\'s' })
  })

  it('are saved from what is shown, shared, and say when they were changed', async () => {
    const { page } = mira
    await openBoard(tove.page, projectId)
    await page.goto(`/projects/${projectId}?people=${company.manager.membership.id}`)
    await isLive(page)
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByLabel('Name').fill('My own tasks')
    await page.getByRole('switch').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
    await inSidebar(mira, 'My own tasks').waitFor()
    // `me` is whoever looks.
    await inSidebar(tove, 'My own tasks').click()
    await until(() => shown(tove)).toBe(1)
    expect(await tove.page.locator('[data-task-id]').innerText()).toContain('Hers')
    await page.goto(`/projects/${projectId}`)
    await inSidebar(mira, 'My own tasks').click()
    await until(() => shown(mira)).toBe(1)
    const menu = page.getByRole('button', { name: 'My own tasks' })
    await menu.waitFor()
    expect(await menu.innerText()).not.toContain('changed')
    await page.getByRole('button', { name: 'Table', exact: true }).click()
    await until(() => menu.innerText()).toContain('changed')
    await menu.click()
    await page.getByRole('menuitem', { name: 'Update the view' }).click()
    await until(() => menu.innerText()).not.toContain('changed')
    await inSidebar(tove, 'My own tasks').click()
    await tove.page.locator('[data-table] [data-task-id]').filter({ hasText: 'Hers' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
  })

  it('cannot be changed by others, and are gone for everybody when they are deleted', async () => {
    await tove.page.getByRole('button', { name: 'My own tasks' }).click()
    await tove.page.getByRole('menuitem', { name: 'Delete view' }).waitFor()
    expect(await tove.page.getByRole('menuitem', { name: 'Delete view' }).getAttribute('aria-disabled')).toBe('true')
    await tove.page.keyboard.press('Escape')
    await mira.page.getByRole('button', { name: 'My own tasks' }).click()
    await mira.page.getByRole('menuitem', { name: 'Delete view' }).click()
    await inSidebar(tove, 'My own tasks').waitFor({ state: 'detached' })
    await toast(mira.page).getByRole('button', { name: 'Undo' }).click()
    await inSidebar(tove, 'My own tasks').waitFor()
  })

  it('are exported as they are shown', async () => {
    const { page } = mira
    await page.goto(`/projects/${projectId}?view=table&priority=high&columns=title,assignees`)
    await page.locator('[data-table] [data-task-id]').first().waitFor()
    await page.getByRole('button', { name: /^Display/ }).click()
    await page.getByRole('menuitem', { name: 'Export' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'CSV', exact: true }).click()])
    expect(download.suggestedFilename()).toBe('Viewed.csv')
    expect(readFileSync(await download.path(), 'utf8')).toBe('\uFEFFtitle,assignees\r\nMine,Mira\r\nHers,Tove\r\n')
  })

  it('show all work of a team in one list, which is live, changed over projects at once, saved for the team and exported', async () => {
    const { page } = mira
    const { manager, team } = company
    const other = (await aProject(manager, team.id, 'Elsewhere')).id
    const far = await manager.do(endpoints.createTask, { body: { projectId: other, title: 'Far away', priority: 'low' } })
    await openBoard(tove.page, projectId)
    await page.goto(`/teams/${team.id}/work?group=project`)
    const rows = page.locator('[data-table] [data-task-id]')
    const row = (title: string) => rows.filter({ hasText: title })
    await row('Far away').waitFor()
    await until(() => rows.count()).toBe(4)
    expect(await page.locator('[data-table] [data-line]').filter({ hasText: 'Elsewhere' }).count()).toBeGreaterThan(0)
    // Others' work in any project comes by itself, and so does a new project.
    await manager.do(endpoints.updateTask, { params: { taskId: far.id }, body: { title: 'Far but known' } })
    await row('Far but known').waitFor()
    const third = (await aProject(manager, team.id, 'Third')).id
    await manager.do(endpoints.createTask, { body: { projectId: third, title: 'In the third' } })
    await row('In the third').waitFor()
    // Tasks of several projects are changed by one request.
    await row('Far but known').locator('[data-column=title]').click({ modifiers: ['Control'] })
    await row('Mine').locator('[data-column=title]').click({ modifiers: ['Control'] })
    const asked = page.waitForRequest((request) => request.url().endsWith('/api/tasks/bulk'))
    await page.locator('[data-selection-bar]').getByRole('button', { name: 'Priority' }).click()
    await page.getByRole('option', { name: 'Urgent' }).click()
    expect(((await asked).postDataJSON() as { operations: unknown[] }).operations.length).toBe(2)
    await row('Far but known').getByText('Urgent').waitFor()
    await until(async () => (await manager.do(endpoints.listTasks, { query: { filter: 'priority=urgent' } })).items.length).toBe(2)
    await page.keyboard.press('Escape')
    // The panel offers what the task's own project has.
    await row('Far but known').locator('[data-column=key] button').click()
    await page.locator('[data-task-panel]').getByText('Far but known').first().waitFor()
    await page.locator('[data-task-panel]').getByRole('button', { name: /^Status/ }).first().click()
    await page.getByRole('option', { name: 'In progress' }).click()
    await until(async () => (await manager.do(endpoints.readTask, { params: { taskId: far.id } })).version).toBe(4)
    await page.keyboard.press('Escape')
    await page.goto(`/teams/${team.id}/work?group=project&filter=priority%3Durgent`)
    await until(() => rows.count()).toBe(2)
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByLabel('Name').fill('Urgent here')
    await page.getByRole('switch').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
    await tove.page.goto(`/teams/${team.id}/work`)
    await inSidebar(tove, 'Urgent here').click()
    await until(() => tove.page.locator('[data-table] [data-task-id]').count()).toBe(2)
    await page.getByRole('button', { name: /^Display/ }).or(page.getByRole('button', { name: /^By project/ })).click()
    await page.getByRole('menuitem', { name: 'Export' }).click()
    const file = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV', exact: true }).click()
    const text = readFileSync(await (await file).path(), 'utf8')
    expect([text.split('\r\n')[0], text.includes('Far but known'), text.includes('In the third')]).toEqual(['\uFEFFkey,title,project,status,assignees,priority,labels,due', true, false])
    for (const projectGone of [other, third]) await manager.call(endpoints.deleteProject, { params: { projectId: projectGone } })
    await until(() => rows.count()).toBe(1)
    await manager.do(endpoints.updateTask, { params: { taskId: (await manager.do(endpoints.readBoard, { params: { projectId } })).tasks.find(({ title }) => title === 'Mine')!.id }, body: { priority: 'high' } })
  })

  it('are exported from a board by the palette, and whole projects from their menu', async () => {
    const { page } = mira
    await openBoard(page, projectId)
    await page.goto(`/projects/${projectId}?priority=high`)
    await page.locator('[data-task-id]').first().waitFor()
    const titles = async (act: () => Promise<void>) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()])
      expect(download.suggestedFilename()).toBe('Viewed.json')
      return (JSON.parse(readFileSync(await download.path(), 'utf8')) as { title: string }[]).map(({ title }) => title)
    }
    expect(await titles(async () => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('Export tasks')
      await page.keyboard.press('Enter')
      await page.getByRole('option', { name: 'JSON', exact: true }).click()
    })).toEqual(['Mine', 'Hers'])
    expect((await titles(async () => {
      await page.getByRole('button', { name: 'Actions for Viewed' }).first().click()
      await page.getByRole('menuitem', { name: 'Export tasks' }).click()
      await page.getByRole('menuitem', { name: 'JSON', exact: true }).click()
    })).length).toBe(3)
  })

  it('show before many tasks are changed what becomes of each, and take it back at once', async () => {
    const { page } = tove
    await openBoard(page, projectId)
    await page.locator('[data-task-id]').first().waitFor()
    const { tasks } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    for (const { id } of tasks) await card(page, id).locator('[data-card-link]').click({ modifiers: ['Control'] })
    await page.locator('[data-selection-bar]').getByRole('button', { name: 'Change a field…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Change 3 tasks' })
    await dialog.getByRole('combobox', { name: /^What/ }).click()
    await page.getByRole('option', { name: 'Priority' }).click()
    await dialog.getByRole('combobox', { name: /^To what/ }).click()
    await page.getByRole('option', { name: 'Urgent' }).click()
    await dialog.getByText('1 task changes, 2 cannot be changed.').waitFor()
    await dialog.getByText('Only its assignees').first().waitFor()
    expect((await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks.filter(({ priority }) => priority === 'urgent')).toEqual([])
    expect(await faultsOn(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Change 1 task' }).click()
    const urgent = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks.filter(({ priority }) => priority === 'urgent').map(({ title }) => title)
    await until(urgent).toEqual(['Hers'])
    expect(tove.evidence.errors).toEqual([])
    expect(mira.evidence.errors).toEqual([])
    expect(mira.evidence.violations).toEqual([])
  })

  it('find who watches, oneself or somebody else, and follow at once', async () => {
    const { manager, employee } = company
    const { id: viewed } = await aProject(manager, company.team.id, 'Watched')
    const own = async (title: string, body: object = {}) => (await manager.do(endpoints.createTask, { body: { projectId: viewed, title, ...body } })).id
    const [first, , third] = [await own('First'), await own('Second', { assigneeIds: [employee.membership.id] }), await own('Third')]
    await employee.do(endpoints.watchTask, { params: { taskId: first } })
    await manager.do(endpoints.unwatchTask, { params: { taskId: first } })
    await mira.page.goto(`/projects/${viewed}?filter=${encodeURIComponent('watcher=me')}`)
    await until(() => shown(mira)).toBe(2)
    await manager.do(endpoints.unwatchTask, { params: { taskId: third } })
    await until(() => shown(mira)).toBe(1)
    await mira.page.goto(`/projects/${viewed}?view=table&filter=${encodeURIComponent('watcher=Tove')}`)
    await until(() => shown(mira)).toBe(2)
    await employee.do(endpoints.watchTask, { params: { taskId: third } })
    await until(() => shown(mira)).toBe(3)
    await employee.do(endpoints.unwatchTask, { params: { taskId: first } })
    await until(() => shown(mira)).toBe(2)
  })
})
