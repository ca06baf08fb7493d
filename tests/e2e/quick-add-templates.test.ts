// Lines for new tasks that name a template: with facts, taken back whole, pasted, and made without a network.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardNamed, focusCard, panel, titlesIn, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

const PARTS = ['Ask whoever told it', 'Write a test']

describe.skipIf(!hasChromium)('a line for a new task by a template', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let projectId: string
  let labelIds: string[]
  let todo: string
  let one: string

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager, { permissions: ['clipboard-read', 'clipboard-write'] })
  })

  beforeEach(async () => {
    const { manager, team } = company
    projectId = (await aProject(manager, team.id, 'By templates')).id
    const make = (title: string) => manager.do(endpoints.createTask, { body: { projectId, title } })
    one = (await make('One')).id
    todo = (await make('Two')).statusId
    const label = async (name: string) => (await manager.do(endpoints.createLabel, { params: { projectId }, body: { name } })).id
    labelIds = [await label('bug'), await label('web')]
    const body = { name: 'Bug report', title: 'Bug {number}', priority: 'low' as const, labelIds: [labelIds[0]!], estimatePoints: 3, checklists: [{ title: 'Steps', items: ['Look'] }], subtasks: PARTS.map((title) => ({ title })) }
    await manager.do(endpoints.createTaskTemplate, { params: { projectId }, body })
    await openBoard(mira.page, projectId)
    await focusCard(mira.page, one)
    await mira.page.keyboard.press('n')
    await field().waitFor()
    await mira.page.getByRole('button', { name: 'From template' }).waitFor()
  })

  const field = () => mira.page.getByRole('textbox', { name: /^New task in/ })
  const tasks = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks
  const inOrder = async () => (await tasks()).filter(({ parentId }) => parentId === null).toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ title }) => title)
  const partsOf = async (title: string) => {
    const all = await tasks()
    return all.filter(({ parentId }) => parentId !== null && parentId === all.find((task) => task.title === title)?.id).map((task) => task.title).toSorted()
  }

  /** With what waits in it; the board is opened anew with a network. */
  async function reopen(): Promise<void> {
    await mira.page.close()
    await mira.context.setOffline(false)
    mira.page = await mira.context.newPage()
    await openBoard(mira.page, projectId)
  }

  async function goOffline(): Promise<void> {
    await mira.context.setOffline(true)
    await mira.page.locator('[data-connection="offline"]').first().waitFor()
  }

  it('makes the task with what the line says besides, goes on below it, and takes all of it back', async () => {
    const { page } = mira
    await page.keyboard.type('/bug report Login fails @mira #web !high ~5')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Next one')
    await page.keyboard.press('Enter')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Login fails', 'Next one', 'Two', ...PARTS])
    await until(inOrder).toEqual(['One', 'Login fails', 'Next one', 'Two'])
    expect(await panel(page).count()).toBe(0)
    const made = (await tasks()).find(({ title }) => title === 'Login fails')
    expect(made).toMatchObject({
      priority: 'high', labelIds: labelIds.toSorted(), assigneeIds: [company.manager.membership.id], estimatePoints: 5, checklistTotal: 1, subtaskTotal: 2,
    })
    expect(await partsOf('Login fails')).toEqual(PARTS)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Login fails', 'Two', ...PARTS])
    await page.keyboard.press('Control+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Two'])
    await until(async () => (await tasks()).map(({ title }) => title).toSorted()).toEqual(['One', 'Two'])
    await page.keyboard.press('Control+Shift+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Login fails', 'Two', ...PARTS])
    await until(() => partsOf('Login fails')).toEqual(PARTS)
    await page.keyboard.press('Control+z')
    await until(async () => (await tasks()).map(({ title }) => title).toSorted()).toEqual(['One', 'Two'])
  })

  it('opens what was made only at Shift+Enter, and has the title of the template where none is typed', async () => {
    const { page } = mira
    await page.keyboard.type('/bug')
    await page.keyboard.press('Shift+Enter')
    await panel(page).getByText('Bug 1').first().waitFor()
    await until(inOrder).toEqual(['One', 'Bug 1', 'Two'])
  })

  it('makes each of many pasted lines by it, and takes all of them back at once', async () => {
    const { page } = mira
    await page.evaluate(`navigator.clipboard.writeText('- First\\n- Second\\n- none')`)
    await page.keyboard.type('/bug report !high ')
    await field().press('Control+v')
    await page.getByText('by the template Bug report').waitFor()
    await page.getByRole('button', { name: 'Create 3 tasks' }).press('Enter')
    await toast(page).getByText('Made 3 tasks from the template Bug report.').waitFor()
    await until(() => titlesIn(page, todo)).toEqual(['One', 'First', 'Second', 'none', 'Two', ...PARTS, ...PARTS, ...PARTS])
    await until(inOrder).toEqual(['One', 'First', 'Second', 'none', 'Two'])
    for (const title of ['First', 'Second', 'none']) expect(await partsOf(title)).toEqual(PARTS)
    expect((await tasks()).filter(({ priority }) => priority === 'high').map(({ title }) => title).toSorted()).toEqual(['First', 'Second', 'none'])
    expect(await field().inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Two'])
    await until(inOrder).toEqual(['One', 'Two'])
  })

  it('keeps what is made without a network through a closed tab, and what was taken back stays so', async () => {
    const { page } = mira
    await goOffline()
    for (const line of ['/bug report In a tunnel !high', 'And by hand', '/bug report Slip']) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }
    await until(() => titlesIn(page, todo)).toEqual(['One', 'In a tunnel', 'And by hand', 'Slip', 'Two', ...PARTS, ...PARTS])
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await until(() => titlesIn(page, todo)).toEqual(['One', 'In a tunnel', 'And by hand', 'Two', ...PARTS])
    await page.getByRole('button', { name: 'Connection: Offline, 4 changes wait' }).waitFor()
    await reopen()
    await until(() => titlesIn(mira.page, todo)).toEqual(['One', 'In a tunnel', 'And by hand', 'Two', ...PARTS])
    await until(inOrder).toEqual(['One', 'In a tunnel', 'And by hand', 'Two'])
    await until(async () => [await partsOf('In a tunnel'), (await tasks()).length]).toEqual([PARTS, 6])
    expect((await tasks()).find(({ title }) => title === 'In a tunnel')?.priority).toBe('high')
  })

  it('makes a line at the end of its column where the task above it has gone meanwhile', async () => {
    const { page } = mira
    await goOffline()
    for (const line of ['/bug report Below one', 'And below that', '/bug report Third']) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }
    await cardNamed(page, 'Third').waitFor()
    await page.keyboard.type('The next')
    await company.manager.do(endpoints.deleteTask, { params: { taskId: one } })
    await mira.context.setOffline(false)
    await until(inOrder).toEqual(['Two', 'Below one', 'And below that', 'Third'])
    expect(await partsOf('Below one')).toEqual(PARTS)
    await card(page, one).waitFor({ state: 'detached' })
    expect([await field().inputValue(), await toast(page).getByRole('alert').count()]).toEqual(['The next', 0])
  })

  it('keeps the words of lines whose template is deleted, tells of them at once, and makes them without it', async () => {
    const { page } = mira
    await goOffline()
    for (const line of ['/bug report Kept', '/bug report Given up']) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
    }
    await cardNamed(page, 'Given up').waitFor()
    const [template] = (await company.manager.do(endpoints.listTaskTemplates, { params: { projectId } })).items
    await company.manager.do(endpoints.deleteTaskTemplate, { params: { templateId: template!.id } })
    await mira.context.setOffline(false)
    await toast(page).getByText('2 changes were not applied.').waitFor()
    await toast(page).getByRole('button', { name: 'Decide' }).click()
    const entry = (words: string) => page.locator('[data-conflict]', { hasText: words })
    await entry('Given up').getByRole('button', { name: 'Discard' }).click()
    await until(() => entry('Kept').innerText()).toContain('The template was deleted meanwhile.')
    await entry('Kept').getByRole('button', { name: 'Make it without' }).click()
    await page.getByText('Nothing to decide').waitFor()
    await until(inOrder).toEqual(['One', 'Two', 'Kept'])
    expect(await partsOf('Kept')).toEqual(PARTS)
    expect((await tasks()).find(({ title }) => title === 'Kept')).toMatchObject({ priority: 'low', estimatePoints: 3 })
    expect(mira.evidence.errors.filter((told) => !told.startsWith('Failed to load resource'))).toEqual([])
  })
})
