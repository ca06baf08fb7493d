// The first minute: from registering to a living board with a sample, its first steps, and throwing it away; a star that
// the person's other tab shows; titles of pages and the way back.
import { describe, expect, it } from 'vitest'
import { aCompany, aProject, aTask, PASSWORD } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardNamed, focusCard, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aVisitor, isLive, openBoard } from './support/people.ts'

const MINUTE = 60_000

describe.skipIf(!hasChromium)('the first minute', () => {
  const world = useWorld()
  const browser = useBrowser()

  it('S136 goes from registering to a sample board in under a minute, tells the first steps, and throws it away', async () => {
    const { page, context, evidence } = await aVisitor(browser(), world)
    const began = Date.now()
    await page.goto('/register')
    await page.getByLabel('Organization').fill('Minute Ltd')
    await page.getByLabel('Your name').fill('Ada')
    await page.getByLabel('E-mail').fill('ada@minute.example')
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    const sample = page.getByRole('button', { name: /^Look at a sample/ })
    await sample.waitFor()
    expect(await faultsOn(page)).toEqual([])
    await sample.click()
    await page.waitForURL('**/projects/*')
    await isLive(page)
    await until(() => page.locator('[data-task-id]').count()).toBe(12)
    expect(Date.now() - began).toBeLessThan(MINUTE)
    await cardNamed(page, 'Write the text of the front page').getByText('1/3').waitFor()

    const steps = page.getByRole('complementary', { name: 'First steps' })
    await steps.getByText('0 of 4 done').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await steps.getByRole('button', { name: 'Add a task' }).click()
    await page.keyboard.type('My own')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await steps.getByText('1 of 4 done').waitFor()
    await cardNamed(page, 'My own').locator('[data-card-link]').focus()
    await page.keyboard.press('Control+Shift+ArrowRight')
    await steps.getByText('2 of 4 done').waitFor()
    await page.keyboard.press('?')
    await steps.getByText('3 of 4 done').waitFor()
    await page.keyboard.press('Escape')
    await steps.getByRole('button', { name: 'Throw the sample away' }).click()
    await page.waitForURL('**/teams/*')
    await steps.waitFor({ state: 'detached' })
    expect(evidence.errors).toEqual([])
    await context.close()
  })

  it('draws a star before its answer, shows it in the person\'s other tab and nobody else\'s, and takes a refused one back', async () => {
    const { manager, employee, project } = await aCompany(world)
    const [desk, other] = [await aDesk(browser(), world, manager), await aDesk(browser(), world, employee)]
    const second = await desk.context.newPage()
    for (const page of [desk.page, second, other.page]) {
      await page.goto('/')
      await page.getByRole('heading', { name: 'Assigned to you' }).waitFor()
      await isLive(page)
    }
    const sidebar = desk.page.getByRole('complementary', { name: 'Sidebar' })
    await sidebar.getByRole('link', { name: project.name }).hover()
    const answers = Promise.withResolvers<void>()
    await desk.page.route('**/star', async (route) => {
      await answers.promise
      await route.continue()
    })
    await sidebar.getByRole('button', { name: `Star ${project.name}` }).click()
    await desk.page.getByRole('region', { name: 'Starred' }).waitFor()
    expect(await second.getByRole('region', { name: 'Starred' }).count()).toBe(0)
    answers.resolve()
    await second.getByRole('region', { name: 'Starred' }).getByRole('link', { name: project.name }).waitFor()
    await desk.page.getByRole('region', { name: 'Starred' }).waitFor()
    expect(await other.page.getByRole('region', { name: 'Starred' }).count()).toBe(0)
    expect(await faultsOn(second)).toEqual([])
    await second.reload()
    const kept = second.getByRole('region', { name: 'Starred' })
    await kept.getByRole('link', { name: project.name }).hover()
    await kept.getByRole('button', { name: `Take the star off ${project.name}` }).click()
    await until(() => desk.page.getByRole('region', { name: 'Starred' }).count()).toBe(0)
    await desk.page.unroute('**/star')
    await desk.page.route('**/star', (route) => route.fulfill({ status: 403, contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden' }) }))
    await sidebar.getByRole('link', { name: project.name }).hover()
    await sidebar.getByRole('button', { name: `Star ${project.name}` }).click()
    await toast(desk.page).getByText(`The star on ${project.name} was not changed`).waitFor()
    await until(() => desk.page.getByRole('region', { name: 'Starred' }).count()).toBe(0)
    await Promise.all([desk.context.close(), other.context.close()])
  })

  it('names every page, and goes back through task and pages', async () => {
    const { manager, team } = await aCompany(world)
    const project = await aProject(manager, team.id, 'Way back')
    const task = await aTask(manager, project.id, 'Look behind')
    const { page, context } = await aDesk(browser(), world, manager)
    const title = () => page.title()
    await page.goto('/my-work')
    await until(title).toBe('My work · Lockstep')
    await openBoard(page, project.id)
    await until(title).toBe('Way back · Lockstep')
    await focusCard(page, task.id)
    await page.keyboard.press('Enter')
    await panel(page).waitFor()
    await until(title).toBe(`${task.key} Look behind · Way back · Lockstep`)
    await page.goBack()
    await panel(page).waitFor({ state: 'detached' })
    await until(title).toBe('Way back · Lockstep')
    await page.goForward()
    await panel(page).waitFor()
    await page.goBack()
    await page.goBack()
    await until(title).toBe('My work · Lockstep')
    await page.goForward()
    await card(page, task.id).waitFor()
    await context.close()
  })
})
