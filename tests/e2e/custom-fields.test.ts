// Custom fields: a manager defines them in the settings, a member fills them in by the keyboard, everybody sees it at once; a deleted option says what is lost.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import type { Task } from '../../shared/features/tasks.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('custom fields', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let [mira, tove]: [Desk, Desk] = [] as never
  let task: Task

  beforeAll(async () => {
    company = await aCompany(world)
    task = await company.employee.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Build the fence' } })
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await mira.page.goto(`/projects/${company.project.id}/settings`)
    await openBoard(tove.page, company.project.id, task.key)
  })

  const settings = () => mira.page.getByRole('region', { name: 'Custom fields' })
  const stored = async () => (await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })).customFields
  const fields = async () => (await company.manager.do(endpoints.listCustomFields, { params: { projectId: company.project.id } })).items

  async function addField(name: string, kind: string, options: string[] = []) {
    await settings().getByRole('button', { name: 'Add field' }).click()
    const dialog = mira.page.getByRole('dialog')
    await dialog.getByLabel('Name').fill(name)
    await dialog.getByLabel('Kind').press('Enter')
    await mira.page.getByRole('option', { name: kind, exact: true }).click()
    if (options.length > 0) await dialog.getByLabel('Options').fill(options.join('\n'))
    await dialog.getByRole('button', { name: 'Add field' }).click()
    await settings().getByText(name, { exact: true }).waitFor()
  }

  async function addProperty(name: string) {
    await panel(tove.page).getByRole('button', { name: 'Add property' }).click()
    await tove.page.getByRole('menuitem', { name, exact: true }).click()
  }

  it('are defined by the manager, and offered at once where a task is open', async () => {
    await addField('Cost', 'Number')
    await addField('Stage', 'One option', ['Alpha', 'Beta'])
    await addField('Design', 'Web address')
    await settings().getByRole('button', { name: 'Actions for Stage' }).click()
    await mira.page.getByRole('menuitem', { name: 'Move up' }).click()
    await until(async () => (await fields()).map(({ name }) => name)).toEqual(['Stage', 'Cost', 'Design'])
    expect(await faultsOn(mira.page)).toEqual([])
  })

  it('are filled in by a member with the keyboard, wrong input is said, and a change can be taken back', async () => {
    const { keyboard } = tove.page
    await addProperty('Cost')
    await panel(tove.page).getByLabel('Cost', { exact: true }).fill('a lot')
    await keyboard.press('Enter')
    await panel(tove.page).getByRole('alert').getByText('Write a number').waitFor()
    await panel(tove.page).getByLabel('Cost', { exact: true }).fill('1,250.5')
    await keyboard.press('Enter')
    await addProperty('Stage')
    await tove.page.getByRole('option', { name: 'Beta' }).waitFor()
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await addProperty('Design')
    await panel(tove.page).getByLabel('Design', { exact: true }).fill('example.com/fence')
    await keyboard.press('Enter')
    const [stage, cost, design] = await fields()
    const whole = { [cost!.id]: 1250.5, [stage!.id]: stage!.options[1]!.id, [design!.id]: 'https://example.com/fence' }
    await until(stored).toEqual(whole)
    await panel(tove.page).getByRole('link', { name: 'Open Design' }).waitFor()
    await panel(tove.page).getByText(/set (Cost|Stage|Design) of this to/).first().waitFor()
    await toast(tove.page).getByRole('button', { name: 'Undo' }).click()
    await until(stored).toEqual({ [cost!.id]: 1250.5, [stage!.id]: stage!.options[1]!.id })
    expect(await faultsOn(tove.page)).toEqual([])
  })

  it('are columns of the table: typed and chosen in their cells, sorted by their heads, asked for in a filter', async () => {
    const { page } = tove
    const [stage, cost] = await fields()
    const other = await company.employee.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Paint it' } })
    await page.goto(`/projects/${company.project.id}?view=table&columns=title,field.${cost!.id},field.${stage!.id}`)
    const cell = (taskId: string, fieldId: string) => page.locator(`[data-table] [data-task-id="${taskId}"] [data-column="field.${fieldId}"]`)
    await cell(other.id, cost!.id).click()
    await page.keyboard.type('7')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'Alpha' }).click()
    await until(async () => (await company.manager.do(endpoints.readTask, { params: { taskId: other.id } })).customFields)
      .toEqual({ [cost!.id]: 7, [stage!.id]: stage!.options[0]!.id })
    const [head, row] = [await page.locator('[data-head]').first().boundingBox(), await page.locator('[data-table] [data-task-id]').first().boundingBox()]
    expect(row!.y - head!.y, 'rows begin below the heads').toBeLessThan(40)
    await page.getByRole('columnheader', { name: 'Cost' }).click()
    await until(() => page.locator('[data-table] [data-task-id]').first().getAttribute('data-task-id')).toBe(other.id)
    expect(await faultsOn(page)).toEqual([])
    await page.goto(`/projects/${company.project.id}?view=table&filter=${encodeURIComponent('field.Cost>1000 and field.stage=beta')}`)
    await until(() => page.locator('[data-table] [data-task-id]').count()).toBe(1)
    await openBoard(page, company.project.id, task.key)
  })

  it('lose a deleted option on every screen, after it is said how many tasks have it', async () => {
    await settings().getByRole('button', { name: 'Option Beta' }).click()
    await mira.page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = mira.page.getByRole('alertdialog')
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click()
    await dialog.getByText('1 task has a value').waitFor()
    await dialog.getByRole('button', { name: 'Delete with the value of 1 task' }).click()
    await until(async () => Object.keys(await stored()).length).toBe(1)
    await panel(tove.page).locator('[data-property^="customFields"]').waitFor({ state: 'detached' })
  })

  it('are shown on cards where one chooses so, and changed for many tasks at once with a preview', async () => {
    const [stage] = await fields()
    const others = await Promise.all(['Paint it', 'Oil it'].map((title) => company.employee.do(endpoints.createTask, { body: { projectId: company.project.id, title } })))
    await openBoard(mira.page, company.project.id)
    // The menu grows when a late part comes, and a press in that very moment chooses nothing.
    await until(async () => {
      await mira.page.getByRole('button', { name: 'Display' }).click()
      const fact = mira.page.getByRole('menuitemcheckbox', { name: stage!.name }).last()
      const isShown = await fact.getAttribute('aria-checked')
      if (isShown !== 'true') await fact.click()
      await mira.page.keyboard.press('Escape')
      await mira.page.getByRole('menu').waitFor({ state: 'detached' })
      return isShown
    }).toBe('true')
    for (const { id } of others) await card(mira.page, id).locator('[data-card-link]').click({ modifiers: ['Control'] })
    await mira.page.locator('[data-change-field] button').click()
    const dialog = mira.page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: /^What/ }).press('Enter')
    await mira.page.getByRole('option', { name: stage!.name, exact: true }).click()
    await dialog.getByRole('combobox', { name: /^To what/ }).press('Enter')
    await mira.page.getByRole('option', { name: 'Alpha' }).click()
    await dialog.getByText('2 tasks change').waitFor()
    expect(await faultsOn(mira.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Change 2 tasks' }).click()
    for (const { id } of others) await card(mira.page, id).locator('[data-card-fields]').getByText('Alpha').waitFor()
    await mira.page.reload()
    await card(mira.page, others[0]!.id).locator('[data-card-fields]').getByText('Alpha').waitFor()
  })
})
