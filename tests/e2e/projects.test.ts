// All projects at a glance: how they go and how far they are, live, filtered in the address, by keyboard.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { goByKeys } from './support/keyboard.ts'
import { aDesk, type Desk } from './support/people.ts'
import { showTheme } from './support/theme.ts'

describe.skipIf(!hasChromium)('all projects', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  const update = (projectId: string, body: object) => company.manager.do(endpoints.updateProject, { params: { projectId }, body })

  beforeAll(async () => {
    company = await aCompany(world)
    const { manager, team, project } = company
    await update(project.id, { name: 'Checkout', health: 'at_risk', healthNote: 'Two people are ill', managerId: manager.membership.id })
    await update((await aProject(manager, team.id, 'Press')).id, { health: 'on_track' })
    await update((await aProject(manager, team.id, 'Old shop')).id, { status: 'completed' })
    await aTask(manager, project.id, 'Pay')
    mira = await aDesk(browser(), world, manager)
  })

  const rowOf = (name: string) => mira.page.locator('[data-projects]').getByRole('row', { name })

  it('S19 are reached by keyboard and tell health, manager, progress and counts, in both themes', async () => {
    const { page } = mira
    await page.goto('/')
    await page.getByRole('link', { name: 'Projects', exact: true }).first().waitFor()
    await goByKeys(page, 'a', '/projects')
    await rowOf('Checkout').getByText('At risk').waitFor()
    await until(() => rowOf('Checkout').innerText()).toMatch(/Mira\s+0\s%\s+1\s+1\s*$/)
    expect(await rowOf('Old shop').count()).toBe(0)
    expect(await faultsOn(page)).toEqual([])
    await showTheme(page, 'dark')
    expect(await faultsOn(page)).toEqual([])
  })

  it('change while one looks: what others do is counted, and how a project goes is told', async () => {
    const { manager, project, statuses } = company
    const late = await aTask(manager, project.id, 'Late')
    await manager.do(endpoints.updateTask, { params: { taskId: late.id }, body: { dueAt: '2020-01-01T00:00:00.000Z' } })
    await rowOf('Checkout').getByRole('link', { name: '1 late task of Checkout' }).waitFor()
    const done = await aTask(manager, project.id, 'Done')
    await manager.do(endpoints.updateTask, { params: { taskId: done.id }, body: { statusId: statuses.find(({ category }) => category === 'done')!.id } })
    await rowOf('Checkout').getByText('33 %').first().waitFor()
    await update(project.id, { health: 'off_track' })
    await rowOf('Checkout').getByText('Off track').waitFor()
  })

  it('are filtered in the address, which keeps it over a reload, and lead to what is counted', async () => {
    const { page } = mira
    await page.locator('[data-healths]').getByRole('link', { name: /^Off track/ }).click()
    await until(() => rowOf('Press').count()).toBe(0)
    await page.reload()
    await rowOf('Checkout').waitFor()
    expect([new URL(page.url()).searchParams.get('health'), await rowOf('Press').count()]).toEqual(['off_track', 0])
    await page.getByLabel('Show finished').click()
    await until(() => page.getByLabel('Show finished').isChecked()).toBe(true)
    await page.locator('[data-healths]').getByRole('link', { name: /^All/ }).click()
    await rowOf('Old shop').getByText('Completed').waitFor()
    await page.getByLabel('Find a project').fill('nothing like it')
    await page.getByText('No project is like that').waitFor()
    await page.getByRole('button', { name: 'Show all projects' }).click()
    await rowOf('Checkout').getByRole('link', { name: '1 late task of Checkout' }).click()
    await until(() => Promise.resolve(new URL(page.url()).searchParams.get('due'))).toBe('late')
    await page.getByRole('region', { name: 'Projects' }).waitFor({ state: 'detached' })
  })

  it('are found by what is typed in the middle of a word: the caret stays where it is', async () => {
    const { page } = mira
    await page.goto('/projects')
    const field = page.getByLabel('Find a project')
    await field.fill('chut')
    await until(() => rowOf('Checkout').count()).toBe(0)
    for (let step = 0; step < 2; step += 1) await field.press('ArrowLeft')
    await page.keyboard.type('ecko', { delay: 40 })
    expect(await field.inputValue()).toBe('checkout')
    await rowOf('Checkout').waitFor()
    await until(() => new URL(page.url()).searchParams.get('q')).toBe('checkout')
    await page.locator('[data-healths]').getByRole('link', { name: /^All/ }).click()
    expect(await field.inputValue()).toBe('checkout')
  })

  it('keep the focus when the button that had it goes away', async () => {
    const { page } = mira
    await page.goto('/projects')
    const field = page.getByLabel('Find a project')
    await field.fill('nothing like it')
    await page.getByRole('button', { name: 'Show all projects' }).press('Enter')
    await rowOf('Checkout').waitFor()
    await until(() => field.and(page.locator(':focus')).count()).toBe(1)
    expect(await field.inputValue()).toBe('')

    await page.route('**/project-figures**', (route) => route.fulfill({ status: 500 }))
    await page.reload()
    const again = page.getByRole('status').getByRole('button', { name: 'Try again' })
    await again.press('Enter')
    await until(() => again.and(page.locator(':focus')).count()).toBe(1)
    await page.unroute('**/project-figures**')
    await again.press('Enter')
    await again.waitFor({ state: 'detached' })
    await until(() => page.locator('h1:focus').count()).toBe(1)
  })
})
