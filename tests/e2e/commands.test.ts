// One list of commands: the palette does real things by keyboard alone, the help sheet lists what the keys do, and
// letters can be switched off (WCAG 2.1.4).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardNamed, focusCard, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, signIn } from './support/people.ts'

/** What has the focus and a ring that the side of something around it cuts off, or no ring at all. */
const CUT_RINGS = `(() => {
  const element = document.activeElement
  const say = element.tagName + ' ' + (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)
  const ringed = [element, element.parentElement].find((one) => getComputedStyle(one).outlineStyle !== 'none')
  if (!ringed) return [say + ' has no ring']
  const { outlineOffset, outlineWidth } = getComputedStyle(ringed)
  const around = parseFloat(outlineOffset) + parseFloat(outlineWidth)
  const { left, right } = ringed.getBoundingClientRect()
  for (let box = ringed.parentElement; box; box = box.parentElement) {
    if (getComputedStyle(box).overflowX === 'visible') continue
    const edge = box.getBoundingClientRect()
    if (left - around < edge.left - 0.5 || right + around > edge.right + 0.5) return [say + ' is cut off by ' + box.className]
  }
  return []
})()`

/** The ids of opened tasks as a new page finds them. */
const KEPT_TASKS = `new Promise((resolve) => {
  const opening = indexedDB.open('lockstep')
  opening.onsuccess = () => {
    const store = opening.result.transaction('copies').objectStore('copies')
    store.getAll().onsuccess = ({ target }) => {
      const copy = target.result.find(({ key }) => key.endsWith(' recent-tasks'))
      resolve((copy?.value ?? []).map(({ id }) => id))
      opening.result.close()
    }
  }
})`

describe.skipIf(!hasChromium)('commands', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('rings whole what Tab comes to, in the sidebar and in a table', async () => {
    const { page } = await aDesk(browser(), world, company.admin)
    await page.goto('/settings/members')
    await page.getByRole('columnheader', { name: 'Name' }).waitFor()
    const cut: string[] = []
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab')
      cut.push(...await page.evaluate(CUT_RINGS) as string[])
    }
    expect(await page.evaluate("document.activeElement.closest('main') !== null")).toBe(true)
    expect(cut).toEqual([])
  })

  it('goes, creates, assigns, moves and changes the look from the palette, by keyboard alone', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id, 'Palette project')
    const task = await aTask(manager, project.id, 'Retry webhooks')
    const desk = await aDesk(browser(), world, manager)
    const { page } = desk
    const palette = page.getByRole('dialog', { name: 'Commands' })
    const say = async (typed: string) => {
      await page.keyboard.press('Control+k')
      await palette.waitFor()
      await page.keyboard.type(typed)
      await palette.getByRole('option', { selected: true }).waitFor()
      await page.keyboard.press('Enter')
      await palette.waitFor({ state: 'detached' })
    }
    const read = async () => (await manager.do(endpoints.readBoard, { params: { projectId: project.id } }))

    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.waitForTimeout(300)
    await say('palette proj')
    await page.waitForURL(`**/projects/${project.id}`)
    await card(page, task.id).waitFor()
    await focusCard(page, task.id)
    await page.keyboard.press('Control+k')
    await palette.getByText(`${task.key} Retry webhooks`).first().waitFor()
    await page.keyboard.press('Escape')
    await until(() => card(page, task.id).locator('[data-card-link]:focus').count()).toBe(1)

    await say('assign to me')
    await until(async () => (await read()).tasks[0]!.assigneeIds.length).toBe(1)
    await say('priority urgent')
    await until(async () => (await read()).tasks[0]!.priority).toBe('urgent')
    const done = (await read()).statuses.find(({ category }) => category === 'done')!
    await say(`move to ${done.name}`)
    await until(async () => (await read()).tasks[0]!.statusId).toBe(done.id)
    await page.keyboard.press('Control+z')
    await until(async () => (await read()).tasks[0]!.statusId).toBe(task.statusId)
    await page.keyboard.press('Control+Shift+z')
    await until(async () => (await read()).tasks[0]!.statusId).toBe(done.id)

    await say('theme dark')
    await until(() => page.evaluate('document.documentElement.dataset.theme') as Promise<string>).toBe('dark')
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Something that nobody wrote yet')
    await palette.getByRole('option', { name: /^Create task/ }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.press('Enter')
    await cardNamed(page, 'Something that nobody wrote yet').waitFor()
    await toast(page).getByRole('button', { name: 'Open' }).click()
    await panel(page).waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('g')
    await page.keyboard.press('m')
    await page.waitForURL('**/my-work')
    await page.keyboard.press('c')
    await page.waitForURL(`**/projects/${project.id}`)
    await page.locator('[data-board] textarea, [data-board] input').first().waitFor()
    expect(desk.evidence.errors).toEqual([])
    await desk.context.close()
  })

  it('shows every key in the help sheet, and switches letters off', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id, 'Help project')
    const task = await aTask(manager, project.id, 'Only one')
    const desk = await aDesk(browser(), world, manager)
    const { page } = desk
    await openBoard(page, project.id)
    await focusCard(page, task.id)
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await help.waitFor()
    const rows = await help.locator('[data-shortcut]').all()
    const ids = await Promise.all(rows.map((row) => row.getAttribute('data-shortcut')))
    expect(ids).toEqual(expect.arrayContaining(['palette', 'undo', 'go.my-work', 'new-task', 'task.status', 'task.carry',
      'board.up', 'task.move-left', 'carry.drop']))
    expect(new Set(ids).size).toBe(ids.length)
    expect(await faultsOn(page)).toEqual([])

    await help.getByRole('switch', { name: 'Single-letter keys' }).click()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    await focusCard(page, task.id)
    await page.keyboard.press('e')
    await page.keyboard.press('?')
    await page.waitForTimeout(200)
    expect(await help.count()).toBe(0)
    expect(await card(page, task.id).locator('textarea, input').count()).toBe(0)
    await page.reload()
    await card(page, task.id).waitFor()
    await focusCard(page, task.id)
    await page.keyboard.press('e')
    await page.waitForTimeout(200)
    expect(await card(page, task.id).locator('textarea, input').count()).toBe(0)
    expect(desk.evidence.errors).toEqual([])
    await desk.context.close()
  })

  it('goes on from a card in its panel, and opens beside what is on the screen', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id, 'Beside project')
    const [task, other] = [await aTask(manager, project.id, 'Written to by keys'), await aTask(manager, project.id, 'Opened beside')]
    const desk = await aDesk(browser(), world, manager)
    const { page, context } = desk
    const composer = panel(page).locator('[data-composer]')
    await page.goto(`/projects/${project.id}?group=priority`)
    await isLive(page)
    // Until all commands are there keys wait for them, also those that are meant as text.
    await page.waitForTimeout(1_500)
    await focusCard(page, task.id)
    await page.keyboard.press('m')
    await page.keyboard.type('Said at once')
    await until(() => composer.inputValue()).toBe('Said at once')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await focusCard(page, task.id)
    await page.keyboard.press('t')
    await panel(page).locator('[data-task-time] input:focus').waitFor()
    await page.keyboard.press('Escape')

    const palette = page.getByRole('dialog', { name: 'Commands' })
    const find = async (typed: string) => {
      await page.keyboard.press('Control+k')
      await palette.waitFor()
      await page.keyboard.type(typed)
      await palette.getByRole('option', { selected: true }).filter({ hasText: typed }).waitFor()
    }
    await find('Opened beside')
    await page.keyboard.press('Control+Enter')
    await panel(page).getByText(other.key).first().waitFor()
    expect(new URL(page.url()).searchParams.get('group')).toBe('priority')
    await find(company.project.name)
    const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')])
    await tab.waitForURL(`**/projects/${company.project.id}`)
    expect(page.url()).toContain(project.id)
    expect(desk.evidence.errors).toEqual([])
    await context.close()
  })

  it('leads back to the tasks that one opened last, on every page, and to none that is deleted or whose project one lost', async () => {
    const { manager, employee, team, admin } = company
    const project = await aProject(manager, team.id, 'Opened here')
    const [first, second] = [await aTask(manager, project.id, 'Opened first'), await aTask(manager, project.id, 'Opened second')]
    const { page } = await aDesk(browser(), world, employee)
    for (const task of [first, second]) {
      await page.goto(`/projects/${project.id}?task=${task.key}`)
      await panel(page).getByText(task.title).first().waitFor()
      // The next address ends this page, and with it what is still to be written.
      await until(() => page.evaluate(KEPT_TASKS)).toContain(task.id)
    }
    const palette = page.getByRole('dialog', { name: 'Commands' })
    const opened = palette.getByRole('group', { name: 'Tasks opened lately' })
    const atHome = page.getByRole('region', { name: 'Opened lately' }).getByRole('listitem')
    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await until(() => atHome.allInnerTexts()).toEqual([expect.stringContaining('Opened second'), expect.stringContaining('Opened first')])
    // What stands above already is not said twice.
    await manager.do(endpoints.updateTask, { params: { taskId: first.id }, body: { assigneeIds: [employee.membership.id] } })
    await until(() => atHome.allInnerTexts()).toEqual([expect.stringContaining('Opened second')])
    await page.waitForTimeout(1500)
    await page.keyboard.press('Control+k')
    await until(() => opened.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Opened second'), expect.stringContaining('Opened first')])
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.type('opened first')
    await until(() => palette.getByRole('option', { selected: true }).innerText()).toContain('Opened first')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/projects/${project.id}?task=${first.key}`)
    await panel(page).getByText('Opened first').first().waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.waitForTimeout(1500)
    await manager.do(endpoints.deleteTask, { params: { taskId: second.id } })
    await page.keyboard.press('Control+k')
    await opened.getByRole('option', { name: /Opened second/ }).click()
    await page.getByText(`${second.key} is not here`).waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
    await page.waitForTimeout(1500)
    await page.keyboard.press('Control+k')
    await until(() => opened.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Opened first')])
    await page.keyboard.press('Escape')
    await admin.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
    await page.getByText('Opened here').first().waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await palette.getByRole('option').first().waitFor()
    expect(await opened.count()).toBe(0)
  })

  it('shows the tasks that one opened to nobody who signs in after, and keeps none for oneself', async () => {
    const { admin, manager, team } = await aCompany(world)
    const project = await aProject(manager, team.id, 'Left behind')
    const task = await aTask(manager, project.id, 'Seen before signing out')
    const { page } = await aDesk(browser(), world, manager)
    const palette = page.getByRole('dialog', { name: 'Commands' })
    const opened = palette.getByRole('group', { name: 'Tasks opened lately' })
    const atHome = async () => {
      await page.goto('/')
      await page.getByRole('heading', { name: 'Home' }).waitFor()
      await page.waitForTimeout(1500)
      await page.keyboard.press('Control+k')
      await palette.getByRole('option').first().waitFor()
    }
    const signInAs = async (person: typeof admin) => {
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /Mira|Ada/ }).first().click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await signIn(page, person)
      await page.getByRole('heading', { name: 'Home' }).waitFor()
    }
    await page.goto(`/projects/${project.id}?task=${task.key}`)
    await panel(page).getByText(task.title).first().waitFor()
    await atHome()
    expect(await opened.getByRole('option').count()).toBe(1)
    for (const person of [admin, manager]) {
      await signInAs(person)
      await atHome()
      expect(await opened.count()).toBe(0)
    }
  }, 90_000)
})
