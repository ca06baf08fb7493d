// Adding tasks in one line: below the focused card, many pasted lines at once, and opening what was just made.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { cardNamed, focusCard, panel, titlesIn, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('adding tasks in one line', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let projectId: string
  let todo: string
  let one: string

  beforeAll(async () => {
    company = await aCompany(world)
    mira = await aDesk(browser(), world, company.manager, { permissions: ['clipboard-read', 'clipboard-write'] })
  })

  beforeEach(async () => {
    projectId = (await aProject(company.manager, company.team.id, 'Quick')).id
    const make = (title: string) => company.manager.do(endpoints.createTask, { body: { projectId, title, priority: 'low' } })
    one = (await make('One')).id
    todo = (await make('Two')).statusId
    await openBoard(mira.page, projectId)
    await focusCard(mira.page, one)
  })

  const field = () => mira.page.getByRole('textbox', { name: /^New task in/ })
  const inOrder = async () => {
    const { tasks } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    return tasks.filter(({ statusId }) => statusId === todo).toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ title }) => title)
  }

  it('opens below the focused card at N, adds there one after another, and gives the focus to the last', async () => {
    const { page } = mira
    await page.keyboard.press('n')
    await page.locator(`[data-row="${one}"]`).getByRole('textbox', { name: /^New task in/ }).waitFor()
    await page.keyboard.type('Below one')
    await page.keyboard.press('Enter')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Below one', 'Two'])
    await page.keyboard.type('And below that')
    await page.keyboard.press('Enter')
    const order = ['One', 'Below one', 'And below that', 'Two']
    await until(() => titlesIn(page, todo)).toEqual(order)
    await until(inOrder).toEqual(order)
    await page.keyboard.press('Escape')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('And below that')
    expect(await field().count()).toBe(0)
  })

  it('gives the focus to the task just made at the foot of a column', async () => {
    const { page } = mira
    await page.locator(`[data-column-id="${todo}"]`).getByRole('button', { name: /^Add a task to/ }).click()
    await page.keyboard.type('At the foot')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await until(() => page.locator('[data-card-link]:focus').innerText()).toBe('At the foot')
  })

  it('adds below a card of a grouped board too, with the fact of the column', async () => {
    const { page } = mira
    await page.goto(`/projects/${projectId}?group=priority`)
    await page.locator('[data-connection="live"]').first().waitFor()
    await focusCard(page, one)
    await page.keyboard.press('n')
    await page.keyboard.type('Low as well')
    await page.keyboard.press('Enter')
    await until(inOrder).toEqual(['One', 'Low as well', 'Two'])
    const links = page.locator('[data-column-id="priority-low"] [data-card-link]')
    await until(() => links.allInnerTexts()).toEqual(['One', 'Low as well', 'Two'])
    await page.goto(`/projects/${projectId}?group=status`)
  })

  it('asks what pasted lines are, and makes one task of each in their order', async () => {
    const { page } = mira
    await page.evaluate(`navigator.clipboard.writeText('- First\\n- Second\\n- Third')`)
    await page.keyboard.press('n')
    await field().press('Control+v')
    const asked: string[] = []
    page.on('request', (request) => void (request.method() === 'POST' && asked.push(new URL(request.url()).pathname)))
    await page.getByRole('button', { name: 'Create 3 tasks' }).press('Enter')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'First', 'Second', 'Third', 'Two'])
    await until(() => asked.filter((path) => path.startsWith('/api/tasks'))).toEqual(['/api/tasks/bulk'])
    await until(inOrder).toEqual(['One', 'First', 'Second', 'Third', 'Two'])
    await field().press('Control+v')
    await page.getByRole('button', { name: 'Keep as one' }).press('Enter')
    await until(() => field().inputValue()).toBe('First Second Third')
  })

  it('takes a new task back at Ctrl+Z, and pasted ones together, with what was typed before them kept', async () => {
    const { page } = mira
    await page.keyboard.press('n')
    await page.keyboard.type('A slip')
    await page.keyboard.press('Enter')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'A slip', 'Two'])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Two'])
    await toast(page).getByText('Undone: Added “A slip”').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'A slip', 'Two'])
    await page.keyboard.press('Control+z')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Two'])
    await focusCard(page, one)
    await page.evaluate(`navigator.clipboard.writeText('First\\nSecond')`)
    await page.keyboard.press('n')
    await page.keyboard.type('Half a thought ')
    await field().press('Control+v')
    await page.getByRole('button', { name: 'Create 2 tasks' }).press('Enter')
    await until(() => titlesIn(page, todo)).toEqual(['One', 'First', 'Second', 'Two'])
    expect(await field().inputValue()).toBe('Half a thought ')
    await toast(page).getByText('2 tasks added').waitFor()
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await until(() => titlesIn(page, todo)).toEqual(['One', 'Two'])
    await until(inOrder).toEqual(['One', 'Two'])
  })

  it('makes it part of the task that ^ names, chosen among suggestions', async () => {
    const { page } = mira
    await page.keyboard.press('n')
    await page.keyboard.type('A part ^two')
    await page.getByRole('group', { name: 'Tasks that it may be part of' }).getByRole('button', { name: /Two$/ }).click()
    await until(() => field().inputValue()).toMatch(/^A part \^\S+-2 $/)
    await page.getByText(/^part of \S+-2$/).waitFor()
    await field().press('Enter')
    const made = async () => (await company.manager.do(endpoints.readBoard, { params: { projectId } })).tasks
    await until(async () => {
      const tasks = await made()
      return tasks.find(({ title }) => title === 'A part')?.parentId === tasks.find(({ title }) => title === 'Two')?.id
    }).toBe(true)
  })

  it('opens the new task at Shift+Enter', async () => {
    const { page } = mira
    await page.keyboard.press('n')
    await page.keyboard.type('To be described')
    await page.keyboard.press('Shift+Enter')
    await panel(page).getByText('To be described').first().waitFor()
    await cardNamed(page, 'To be described').and(page.locator('[data-open]')).waitFor()
    await until(() => titlesIn(page, todo)).toEqual(['One', 'To be described', 'Two'])
    expect(mira.evidence.errors).toEqual([])
  })
  it('makes tasks from a template that somebody saved a moment ago, beside the field and by the palette', async () => {
    const { page } = mira
    const { page: tove } = await aDesk(browser(), world, company.employee)
    await openBoard(tove, projectId)
    await tove.keyboard.press('c')
    await tove.getByRole('textbox', { name: /^New task in/ }).fill('Release 8')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('button', { name: 'Actions' }).click()
    await page.getByRole('menuitem', { name: 'Save as template…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name of the template').fill('Release')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await tove.getByRole('button', { name: 'From template' }).click()
    await tove.getByRole('menuitem', { name: 'Release' }).click()
    await panel(tove).getByText('Release 8').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('new task from template')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: /Release/ }).click()
    await until(async () => (await inOrder()).filter((title) => title === 'One').length).toBe(2)
    await page.goto(`/projects/${projectId}/settings`)
    const settings = page.locator('[data-task-templates]')
    await settings.getByText('Release', { exact: true }).waitFor()
    await settings.getByRole('button', { name: 'Actions for the template Release' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await dialog.getByLabel('Title of its tasks').fill('Release {number} of {sprint}')
    await dialog.getByRole('textbox', { name: /^Subtasks/ }).fill('Notes {number}\nTell support')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await dialog.getByText('{sprint} is not known here').first().waitFor()
    await dialog.getByLabel('Title of its tasks').fill('Release {number}')
    await dialog.getByText('Today: Release 1').waitFor()
    await dialog.getByLabel('Next number').fill('9')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await settings.getByText('2 subtasks').waitFor()
    await openBoard(tove, projectId)
    await tove.keyboard.press('c')
    await tove.getByRole('button', { name: 'From template' }).click()
    await tove.getByRole('menuitem', { name: 'Release' }).click()
    await cardNamed(tove, 'Release 9').waitFor()
    const { tasks } = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    const made = tasks.find(({ title }) => title === 'Release 9')
    expect(tasks.filter(({ parentId }) => parentId === made!.id).map(({ title }) => title).toSorted()).toEqual(['Notes 9', 'Tell support'])
  })
})
