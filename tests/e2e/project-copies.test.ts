// A project becomes a template, the template a project with other days, and an archived project comes back (S70).
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('copies of a project', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  it('are made from its menu and from a template, and the archive gives back what it took', async () => {
    const { manager, project, team } = company
    const task = await aTask(manager, project.id, 'Invite the press')
    await manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { dueAt: '2027-03-10T12:00:00.000Z' } })
    await manager.do(endpoints.updateProject, { params: { projectId: project.id }, body: { startOn: '2027-03-01' } })
    const { page } = await aDesk(browser(), world, manager)
    const dialog = page.getByRole('dialog')
    const menu = async (name: string, item: string) => {
      await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).first().click()
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    }
    await openBoard(page, project.id)
    await menu(project.name, 'Save as template…')
    await dialog.getByLabel('Name').fill('Launch')
    await dialog.getByRole('button', { name: 'Save as template' }).click()
    await toast(page).getByText('Launch can be chosen for new projects').waitFor()

    await page.goto(`/teams/${team.id}`)
    await page.getByRole('region', { name: 'Templates' }).getByRole('link', { name: 'Launch' }).waitFor()
    await page.getByRole('main').getByRole('button', { name: 'New project', exact: true }).click()
    await dialog.getByLabel('Name').fill('Spring launch')
    await dialog.getByLabel('Start from').click()
    await page.getByRole('option', { name: 'Launch' }).click()
    await dialog.getByRole('textbox', { name: /^Starts on/ }).fill('2027-04-01')
    await dialog.getByRole('button', { name: 'Create project' }).click()
    await page.getByRole('heading', { level: 1, name: 'Spring launch' }).waitFor()
    await page.locator('[data-task-id]').getByText('Invite the press').waitFor()
    const projectId = new URL(page.url()).pathname.split('/')[2]!
    const [copied] = (await manager.do(endpoints.listTasks, { query: { projectId } })).items
    expect(copied!.dueAt?.slice(0, 10)).toBe('2027-04-10')

    await menu('Spring launch', 'Archive')
    await toast(page).getByText('Spring launch archived').waitFor()
    await page.goto(`/teams/${team.id}`)
    const archive = page.getByRole('region', { name: 'Archive' })
    await archive.getByRole('link', { name: 'Spring launch' }).waitFor()
    await archive.getByRole('button', { name: 'Take out Spring launch' }).click()
    await archive.waitFor({ state: 'detached' })
  })
})
