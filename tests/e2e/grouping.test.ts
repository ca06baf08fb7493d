// The board grouped by person, priority, label and a custom field: by menu, by keys, by mouse, in the address, with rights (S107).
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, listen, panel, toast, until } from './support/board.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a board that is grouped', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let projectId = ''
  let [bug, docs] = ['', '']
  const group = (id: string) => mira.page.locator(`[data-column-id="${id}"]`)
  const inGroup = (id: string, taskId: string) => group(id).locator(card(mira.page, taskId))
  const read = (taskId: string) => company.manager.do(endpoints.readTask, { params: { taskId } })
  const make = (body: object) => company.manager.do(endpoints.createTask, { body: { projectId, title: 'A task', ...body } })

  beforeAll(async () => {
    company = await aCompany(world)
    projectId = (await aProject(company.manager, company.team.id, 'Grouped')).id
    const label = (name: string, color: 'red' | 'teal') =>
      company.manager.do(endpoints.createLabel, { params: { projectId }, body: { name, color } })
    bug = (await label('Bug', 'red')).id
    docs = (await label('Docs', 'teal')).id
    mira = await aDesk(browser(), world, company.manager)
  })

  it('is chosen in the Display menu by keyboard, stands in the address, and is remembered', async () => {
    const task = await make({ title: 'Has a priority', priority: 'high' })
    const { page } = mira
    await openBoard(page, projectId)
    await page.getByRole('button', { name: 'Display' }).press('Enter')
    await page.locator('[role="menu"] :focus').waitFor()
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await inGroup('priority-high', task.id).waitFor()
    expect(new URL(page.url()).searchParams.get('group')).toBe('priority')
    await openBoard(page, projectId)
    await inGroup('priority-high', task.id).waitFor()
    expect(await group('priority-high').getByRole('heading').getAttribute('aria-label')).toBe('High, 1 task')
    expect(new URL(page.url()).searchParams.get('group')).toBe('priority')
  })

  it('shows what a card has room for: three labels by name, two, or dots beside key and face, named on focus', async () => {
    const names = ['Alpha', 'Beta', 'Gamma', 'Delta']
    const { id: projectId } = await aProject(company.manager, company.team.id, 'Dense')
    const labels = await Promise.all(names.map((name) => company.manager.do(endpoints.createLabel, { params: { projectId }, body: { name, color: 'violet' } })))
    const task = await make({ projectId, title: 'Dense', labelIds: labels.map(({ id }) => id), estimatePoints: 3, assigneeIds: [company.manager.membership.id] })
    const { page } = mira
    await openBoard(page, projectId)
    const shown = card(page, task.id)
    const said = () => shown.locator('[data-card-labels]').innerText()
    const choose = async (density: string) => {
      await page.getByRole('button', { name: 'Display' }).press('Enter')
      // The menu takes the focus when it is there, and would take it back from what is pressed before.
      await page.locator('[role="menu"] :focus').waitFor()
      await page.getByRole('menuitem', { name: 'Density' }).press('ArrowRight')
      await page.getByRole('menuitemcheckbox', { name: density }).press('Enter')
      await page.getByRole('menu').first().waitFor({ state: 'detached' })
    }
    const named = (text: string) => names.filter((name) => text.includes(name))
    await choose('Comfortable')
    await until(async () => [named(await said()).length, (await said()).includes('+1')]).toEqual([3, true])
    await choose('Compact')
    await until(async () => [named(await said()).length, (await said()).includes('+2')]).toEqual([2, true])
    await choose('Dense')
    await until(said).toBe('')
    const middleOf = async (place: Locator) => place.boundingBox().then((box) => box!.y + box!.height / 2)
    const [key, face, dots] = await Promise.all([shown.getByText(task.key, { exact: true }), shown.getByRole('img', { name: 'Mira' }), shown.locator('[data-card-labels]')].map(middleOf))
    expect([Math.abs(key! - face!), Math.abs(key! - dots!)].every((apart) => apart < 6)).toBe(true)
    const before = await shown.boundingBox()
    await shown.locator('[data-card-link]').focus()
    await until(async () => named(await said()).length).toBeGreaterThan(0)
    expect(await shown.boundingBox()).toEqual(before)
    await choose('Comfortable')
  })

  it('changes the person by keys, says so, keeps the focus, and takes it back', async () => {
    const { manager, employee } = company
    const task = await make({ title: 'From hand to hand', assigneeIds: [employee.membership.id] })
    await openGroupedBy('person')
    const [hers, mine] = [`person-${employee.membership.id}`, `person-${manager.membership.id}`]
    const spoken = await listen(mira.page)
    await inGroup(hers, task.id).locator('[data-card-link]').focus()
    for (const key of ['Space', 'ArrowDown', 'ArrowLeft', 'Space']) await mira.page.keyboard.press(key)
    await inGroup(mine, task.id).waitFor()
    await until(async () => (await read(task.id)).assigneeIds).toEqual([manager.membership.id])
    await until(() => inGroup(mine, task.id).locator('[data-card-link]:focus').count()).toBe(1)
    const heard = await spoken()
    expect(heard).toContainEqual('The order here follows the status. Group by status to change it.')
    expect(heard).toContainEqual(`Passed ${task.key} from Tove to Mira (you)`)
    await toast(mira.page).getByRole('button', { name: 'Undo' }).click()
    await until(async () => (await read(task.id)).assigneeIds).toEqual([employee.membership.id])
  })

  it('shows a task with two labels in both columns, with one stop for Tab, and changes only the label it is taken from', async () => {
    const task = await make({ title: 'Two labels', labelIds: [bug, docs] })
    const third = await company.manager.do(endpoints.createLabel, { params: { projectId }, body: { name: 'Later', color: 'slate' } })
    await openGroupedBy('label')
    await inGroup(`label-${docs}`, task.id).waitFor()
    await inGroup(`label-${bug}`, task.id).locator('[data-card-link]').focus()
    expect(await mira.page.locator('[data-card-link][tabindex="0"]').count()).toBe(1)
    const ids = await mira.page.evaluate('[...document.querySelectorAll("[id]")].map(({ id }) => id)') as string[]
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    await dragTo(inGroup(`label-${bug}`, task.id), `label-${third.id}`)
    await until(async () => (await read(task.id)).labelIds.toSorted()).toEqual([docs, third.id].toSorted())
    await inGroup(`label-${docs}`, task.id).waitFor()
  })

  it('carries all selected tasks by mouse and by keys, as one change with one undo', async () => {
    const { employee, manager } = company
    const [hers, mine, nobody] = [`person-${employee.membership.id}`, `person-${manager.membership.id}`, 'person-none']
    const tasks = [await make({ title: 'One of two', assigneeIds: [employee.membership.id] }), await make({ title: 'Two of two' })]
    const assignees = () => Promise.all(tasks.map(async ({ id }) => (await read(id)).assigneeIds))
    await openGroupedBy('person')
    const { page } = mira
    for (const [index, column] of [hers, nobody].entries()) {
      await inGroup(column, tasks[index]!.id).locator('[data-card-link]').click({ modifiers: ['Control'] })
    }
    await dragTo(inGroup(hers, tasks[0]!.id), mine)
    await until(assignees).toEqual([[manager.membership.id], [manager.membership.id]])
    await toast(page).getByText('Moved 2 tasks to Mira (you)').waitFor()
    await toast(page).getByRole('button', { name: 'Undo' }).click()
    await until(assignees).toEqual([[employee.membership.id], []])
    await inGroup(hers, tasks[0]!.id).locator('[data-card-link]').focus()
    for (const key of ['Space', 'ArrowLeft', 'Space']) await page.keyboard.press(key)
    await until(assignees).toEqual([[manager.membership.id], [manager.membership.id]])
    await page.keyboard.press('Escape')
  })

  it('gives a new task the fact of its column', async () => {
    await openGroupedBy('priority')
    await group('priority-urgent').getByRole('button', { name: 'Add a task to Urgent' }).click()
    await mira.page.keyboard.type('Burning')
    await mira.page.keyboard.press('Enter')
    await group('priority-urgent').locator('[data-task-id]').filter({ hasText: 'Burning' }).waitFor()
    const board = () => company.manager.do(endpoints.readBoard, { params: { projectId } })
    await until(async () => (await board()).tasks.find(({ title }) => title === 'Burning')?.priority).toBe('urgent')
    await mira.page.keyboard.press('Escape')
  })

  it('is grouped by a custom field: carried by mouse and keys, undone, added to, saved with a view, and by status again when the field is gone', async () => {
    const { page } = mira
    const stage = await company.manager.do(endpoints.createCustomField, {
      params: { projectId }, body: { name: 'Stage', kind: 'select', options: [{ name: 'Alpha', color: 'teal' }, { name: 'Beta', color: 'red' }] },
    })
    const [alpha, beta] = stage.options.map(({ id }) => `field.${stage.id}-${id}`) as [string, string]
    const task = await make({ title: 'On stage', customFields: { [stage.id]: stage.options[0]!.id } })
    const value = async () => (await read(task.id)).customFields[stage.id]
    await page.getByRole('button', { name: 'By Priority' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Stage' }).first().click()
    await inGroup(alpha, task.id).waitFor()
    expect(new URL(page.url()).searchParams.get('group')).toBe(`field.${stage.id}`)
    expect(await faultsOn(page)).toEqual([])
    await dragTo(inGroup(alpha, task.id), beta)
    await until(value).toBe(stage.options[1]!.id)
    await toast(page).getByText(`Changed Stage of ${task.key} from Alpha to Beta`).waitFor()
    await toast(page).getByRole('button', { name: 'Undo' }).click()
    await until(value).toBe(stage.options[0]!.id)
    await inGroup(alpha, task.id).locator('[data-card-link]').focus()
    for (const key of ['Space', 'ArrowLeft', 'Space']) await page.keyboard.press(key)
    await until(value).toBeUndefined()
    await group(beta).getByRole('button', { name: 'Add a task to Beta' }).click()
    await page.keyboard.type('Late in the play')
    await page.keyboard.press('Enter')
    await group(beta).locator('[data-task-id]').filter({ hasText: 'Late in the play' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('On stage')
    await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
    await until(async () => (await company.manager.do(endpoints.listViews, { query: { projectId } })).items.map((view) => view.group)).toEqual([`field.${stage.id}`])
    await page.goto(`/projects/${projectId}?group=field.${stage.id}`)
    await group(beta).locator('[data-task-id]').filter({ hasText: 'Late in the play' }).waitFor()
    await company.manager.do(endpoints.deleteCustomField, { params: { fieldId: stage.id }, query: { discardValues: 'true' } })
    await page.locator(`[data-status-id="${task.statusId}"]`).waitFor()
  })

  it('moves through statuses from the menu as ever, and opens the panel', async () => {
    const task = await make({ title: 'Through the workflow', priority: 'low' })
    await openGroupedBy('priority')
    await inGroup('priority-low', task.id).locator('[data-card-link]').focus()
    await mira.page.keyboard.press('s')
    await mira.page.getByRole('option', { name: 'Done' }).click()
    await until(async () => (await read(task.id)).statusId).not.toBe(task.statusId)
    await mira.page.keyboard.press('Enter')
    await panel(mira.page).waitFor()
    await mira.page.keyboard.press('Escape')
  })

  it('lets nobody change by carrying what they may not change', async () => {
    const task = await make({ title: 'Not for Tove', priority: 'low' })
    const tove = await aDesk(browser(), world, company.employee)
    await tove.page.goto(`/projects/${projectId}?group=priority`)
    const theirs = tove.page.locator('[data-column-id="priority-low"]').locator(card(tove.page, task.id))
    await theirs.locator('[data-card-link]').focus()
    await tove.page.keyboard.press('Space')
    await toast(tove.page).getByText(`may change ${task.key}`).waitFor()
    expect((await read(task.id)).priority).toBe('low')
    await tove.context.close()
  })

  it('has no serious fault, whatever it is grouped by', async () => {
    const found: string[] = []
    for (const by of ['person', 'priority', 'label']) {
      await openGroupedBy(by)
      found.push(...await faultsOn(mira.page))
    }
    expect(found).toEqual([])
    expect(mira.evidence.errors).toEqual([])
    expect(mira.evidence.violations).toEqual([])
  })

  async function openGroupedBy(by: string): Promise<void> {
    await mira.page.goto(`/projects/${projectId}?group=${by}`)
    await mira.page.locator('[data-connection="live"]').first().waitFor()
    await mira.page.locator('[data-task-id]').first().waitFor()
  }

  async function dragTo(from: ReturnType<typeof inGroup>, columnId: string): Promise<void> {
    const { page } = mira
    const start = (await from.boundingBox())!
    const end = (await group(columnId).boundingBox())!
    await page.mouse.move(start.x + 60, start.y + 20)
    await page.mouse.down()
    await page.mouse.move(start.x + 80, start.y + 26, { steps: 3 })
    await page.mouse.move(end.x + end.width / 2, end.y + 80, { steps: 8 })
    await page.mouse.up()
  }
})
