// Undo in the activity and the trash of a project: what others did is taken back, what was deleted comes back, live beside (S95).
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardIn, cardNamed, focusCard, panel, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('undo and trash', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('S95 the manager takes an employee\'s move back from the activity, hears why another cannot go back, and restores from the trash', async () => {
    const { manager, employee, project, statuses } = company
    const [moved, renamed] = [await aTask(employee, project.id, 'Moved'), await aTask(employee, project.id, 'Renamed')]
    const comment = await employee.do(endpoints.createComment, { params: { taskId: moved.id }, body: { body: 'Worth keeping' } })
    await employee.do(endpoints.updateTask, { params: { taskId: renamed.id }, body: { title: 'Renamed by Tove' } })
    await manager.do(endpoints.updateTask, { params: { taskId: renamed.id }, body: { title: 'Renamed again' } })
    await employee.do(endpoints.moveTask, { params: { taskId: moved.id }, body: { statusId: statuses[1]!.id, afterTaskId: null } })
    const { page } = await aDesk(browser(), world, manager)
    const { page: tove } = await aDesk(browser(), world, employee, { viewport: { width: 390, height: 844 } })
    await openBoard(page, project.id)
    await cardIn(page, statuses[1]!.id, moved.id).waitFor()

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('activity of the project')
    await page.keyboard.press('Enter')
    const activity = page.getByRole('dialog', { name: 'Activity' })
    const undoOf = (text: string) => activity.getByRole('listitem').filter({ hasText: text }).getByRole('button', { name: /^Undo/ })
    await undoOf('from Backlog').first().waitFor()
    expect(await faultsOn(page)).toEqual([])
    await undoOf('Renamed by Tove').last().click()
    await toast(page).getByText(/was changed since/).waitFor()
    await undoOf('from Backlog').first().click()
    await toast(page).getByText('1 change taken back').waitFor()
    await activity.getByText('1 change', { exact: true }).first().waitFor()
    await page.keyboard.press('Escape')
    await cardIn(page, statuses[0]!.id, moved.id).waitFor()
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await cardIn(page, statuses[1]!.id, moved.id).waitFor()

    await tove.goto(`/projects/${project.id}/trash`)
    await tove.getByText('The trash is empty').waitFor()
    await employee.do(endpoints.deleteComment, { params: { commentId: comment.id } })
    await manager.do(endpoints.deleteTask, { params: { taskId: renamed.id } })
    await tove.getByText('Worth keeping').waitFor()
    await tove.locator('[data-trash-kept]').waitFor()
    expect(await faultsOn(tove)).toEqual([])
    await tove.getByRole('button', { name: `Restore the comment on ${moved.key}` }).click()
    await toast(tove).getByText(`Comment on ${moved.key} restored`).waitFor()
    await tove.getByText('Worth keeping').waitFor({ state: 'detached' })
    await tove.locator('h1:focus').waitFor()

    await page.getByRole('button', { name: `Actions for ${project.name}`, exact: true }).click()
    await page.getByRole('menuitem', { name: 'Project trash' }).click()
    await page.getByText('You deleted it').waitFor()
    await page.getByRole('button', { name: `Restore ${renamed.key}` }).click()
    await page.getByText('The trash is empty').waitFor()
    await tove.getByText('The trash is empty').waitFor()
    await openBoard(page, project.id)
    await card(page, renamed.id).waitFor()
    await until(async () => (await manager.do(endpoints.readTaskDetail, { params: { taskId: moved.id } })).comments.length).toBe(1)
    expect(await page.getByText('Renamed again').count()).toBeGreaterThan(0)
  })

  it('P and Enter at what is set already change nothing; Ctrl Z takes back a move within its column', async () => {
    const { manager, project, statuses } = await aCompany(world)
    const give = (title: string) => manager.do(endpoints.createTask, { body: { projectId: project.id, title, priority: 'high' } })
    const [first, second] = [await give('First'), await give('Second')]
    const order = async () => (await page.locator(`[data-status-id="${statuses[0]!.id}"] [data-card-link]`).allInnerTexts()).map((text) => text.trim())
    const { page } = await aDesk(browser(), world, manager)
    await openBoard(page, project.id)
    await focusCard(page, second.id)
    await page.keyboard.press('Control+Shift+ArrowUp')
    await until(order).toEqual(['Second', 'First'])
    await focusCard(page, first.id)
    await page.keyboard.press('p')
    await page.getByRole('option', { name: 'High', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('option', { name: 'High' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await until(order).toEqual(['First', 'Second'])
    await page.keyboard.press('Control+Shift+z')
    await until(order).toEqual(['Second', 'First'])
    expect((await manager.do(endpoints.readTask, { params: { taskId: first.id } })).version).toBe(first.version)
  })

  it('S95 all that one did since a moment is shown, taken back at once, and done again', async () => {
    const { manager, employee, project } = await aCompany(world)
    const { page } = await aDesk(browser(), world, manager)
    const { page: tove } = await aDesk(browser(), world, employee, { viewport: { width: 390, height: 844 } })
    const give = (title: string) => manager.do(endpoints.createTask, { body: { projectId: project.id, title, assigneeIds: [employee.membership.id] } })
    const [first, second] = [await give('First'), await give('Second')]
    for (const task of [first, second]) await employee.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'high' } })
    await employee.do(endpoints.updateTask, { params: { taskId: first.id }, body: { title: 'Mistaken' } })
    await employee.do(endpoints.updateTask, { params: { taskId: second.id }, body: { description: 'Blue shelves' } })
    await openBoard(page, project.id)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Commands' }).fill('activity of the project')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Show change/ }).first().click()
    await page.locator('ins').getByText('Blue shelves').waitFor()
    await page.getByRole('button', { name: 'Undo all by…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo all that somebody did' })
    await dialog.getByText('Choose a person and a time').waitFor()
    await dialog.getByRole('button', { name: 'Person: Choose' }).click()
    await page.getByRole('option', { name: employee.membership.name }).click()
    const preview = dialog.getByRole('region', { name: 'What would be taken back' })
    await preview.getByRole('listitem').filter({ hasText: first.key }).getByText('2 changes').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await employee.do(endpoints.updateTask, { params: { taskId: second.id }, body: { title: 'After it was shown' } })
    await dialog.getByRole('button', { name: /^Undo \d+ changes$/ }).click()
    await dialog.waitFor({ state: 'detached' })
    await toast(page).getByText(/changes taken back/).waitFor()
    const read = () => Promise.all([first, second].map(async ({ id }) => {
      const { title, priority } = await manager.do(endpoints.readTask, { params: { taskId: id } })
      return [title, priority]
    }))
    expect(await read()).toEqual([['First', 'none'], ['After it was shown', 'none']])
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await until(read).toEqual([['Mistaken', 'high'], ['After it was shown', 'high']])

    await openBoard(tove, project.id)
    await tove.keyboard.press('Control+k')
    await tove.getByRole('combobox', { name: 'Commands' }).fill('activity of the project')
    await tove.keyboard.press('Enter')
    await tove.getByRole('button', { name: 'Undo all by…' }).click()
    await tove.getByRole('button', { name: `Person: ${employee.membership.name}` }).waitFor()
    await tove.getByRole('region', { name: 'What would be taken back' }).getByText('changes would be taken back').waitFor()
    expect(await faultsOn(tove)).toEqual([])
  })

  it('a changed field goes back at Ctrl+Z before the move that was made earlier', async () => {
    const { manager, project, statuses } = company
    const task = await aTask(manager, project.id, 'Mistyped')
    const { page } = await aDesk(browser(), world, manager)
    await openBoard(page, project.id)
    await focusCard(page, task.id)
    await page.keyboard.press('Control+Shift+ArrowRight')
    await cardIn(page, statuses[1]!.id, task.id).waitFor()
    await page.keyboard.press('p')
    // Of one choice what is set already is marked: Enter changes nothing.
    await page.getByRole('option', { name: 'No priority', selected: true }).and(page.locator('[data-highlighted]')).waitFor()
    await page.getByRole('option', { name: 'Urgent' }).click()
    await page.keyboard.press('e')
    await page.locator('[data-rename]').fill('Typed')
    await page.keyboard.press('Enter')
    await cardNamed(page, 'Typed').and(card(page, task.id)).waitFor()
    const stored = async () => {
      const { title, priority, statusId } = await manager.do(endpoints.readTask, { params: { taskId: task.id } })
      return [title, priority, statuses.findIndex(({ id }) => id === statusId)]
    }
    await until(stored).toEqual(['Typed', 'urgent', 1])
    await focusCard(page, task.id)
    await page.keyboard.press('Control+z')
    await until(stored).toEqual(['Mistyped', 'urgent', 1])
    await toast(page).getByText(`Undone: Changed ${task.key}`).waitFor()
    await page.keyboard.press('Control+z')
    await until(stored).toEqual(['Mistyped', 'none', 1])
    await page.keyboard.press('Control+Shift+z')
    await until(stored).toEqual(['Mistyped', 'urgent', 1])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await until(stored).toEqual(['Mistyped', 'none', 0])
  })

  it('what is saved or deleted in the settings is taken back from its message', async () => {
    const { manager, project } = company
    const label = await manager.do(endpoints.createLabel, { params: { projectId: project.id }, body: { name: 'Passing', color: 'teal' } })
    const { page } = await aDesk(browser(), world, manager)
    await page.goto(`/projects/${project.id}/settings`)
    const labels = page.getByRole('region', { name: 'Labels' })
    await labels.getByRole('button', { name: 'Actions for label Passing' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete label' }).click()
    await labels.getByText('Passing').waitFor({ state: 'detached' })
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await labels.getByText('Passing').waitFor()
    const { labels: left } = await manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    expect(left).toContainEqual(expect.objectContaining({ id: label.id, color: 'teal' }))

    await page.getByRole('textbox', { name: 'Name' }).first().fill('Renamed by mistake')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await toast(page).getByText('Project saved').waitFor()
    await toast(page).getByRole('button', { name: /^Undo/ }).click()
    await until(async () => (await manager.do(endpoints.readProject, { params: { projectId: project.id } })).name).toBe(project.name)
  })

  describe('of what an open task\'s panel changes', () => {
    let desk: Awaited<ReturnType<typeof aDesk>>
    let task: Awaited<ReturnType<typeof aTask>>
    const list = () => panel(desk.page).getByRole('region', { name: /^Checklist/ })
    const items = async () => (await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })).checklists.flatMap((one) => one.items.map(({ text }) => text))
    const connection = (state: string) => desk.page.locator(`[data-connection="${state}"]`).first().waitFor()
    const add = async (text: string) => {
      await list().getByRole('button', { name: 'Add an item' }).press('Enter')
      await desk.page.keyboard.type(`${text}\n`)
      await desk.page.keyboard.press('Escape')
    }
    const saved = () => panel(desk.page).locator('header [data-state="saved"]').waitFor()

    beforeEach(async () => {
      task = await aTask(company.manager, company.project.id, 'Steps')
      await company.manager.do(endpoints.createChecklist, { params: { taskId: task.id }, body: { title: 'Steps' } })
      desk = await aDesk(browser(), world, company.manager)
      await openBoard(desk.page, company.project.id, task.key)
      await list().waitFor()
    })

    it('two quick presses are done one after the other, in their order', async () => {
      const { page } = desk
      await add('First')
      await until(items).toEqual(['First'])
      await list().locator('button.text', { hasText: 'First' }).click()
      await list().getByRole('textbox').fill('Reworded')
      await page.keyboard.press('Enter')
      await until(items).toEqual(['Reworded'])
      await saved()
      let isFirst = true
      await page.route('**/events?**', async (route) => {
        if (isFirst) {
          isFirst = false
          await new Promise((resolve) => setTimeout(resolve, 1200))
        }
        await route.continue()
      })
      await panel(page).focus()
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      await until(items).toEqual([])
      await page.keyboard.press('Control+Shift+z')
      await page.keyboard.press('Control+Shift+z')
      await until(items).toEqual(['Reworded'])
      expect(await toast(page).getByText('Nothing was taken back').count()).toBe(0)
    })

    it('without a network it is said that it takes one, and no other deed is taken back instead', async () => {
      const { page, context } = desk
      for (const text of ['First', 'Second']) await add(text)
      await until(items).toEqual(['First', 'Second'])
      await saved()
      await context.setOffline(true)
      await connection('offline')
      await panel(page).focus()
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+z')
      await toast(page).getByText('take this back once you are online').waitFor()
      // What was never sent is called off all the same, and comes back.
      await add('Third')
      await list().locator('.text', { hasText: 'Third' }).first().waitFor()
      await panel(page).focus()
      await page.keyboard.press('Control+z')
      await until(() => list().locator('.text', { hasText: 'Third' }).count()).toBe(0)
      await context.setOffline(false)
      await connection('live')
      await page.waitForTimeout(500)
      expect(await items()).toEqual(['First', 'Second'])
      await page.keyboard.press('Control+z')
      await until(items).toEqual(['First'])
      await page.keyboard.press('Control+z')
      await until(items).toEqual([])
    })

    it('what was sent, but not answered before the network went, is not called off', async () => {
      const { page, context } = desk
      let arrived = false
      await page.route('**/items', async (route) => {
        await route.fetch()
        arrived = true
        await context.setOffline(true)
        await route.abort()
      }, { times: 1 })
      await add('Sent')
      await until(() => arrived).toBe(true)
      await connection('offline')
      await panel(page).focus()
      await page.keyboard.press('Control+z')
      await toast(page).getByText('take this back once you are online').waitFor()
      expect(await list().locator('.text', { hasText: 'Sent' }).count()).toBeGreaterThan(0)
      await context.setOffline(false)
      await connection('live')
      await saved()
      expect(await items()).toEqual(['Sent'])
      await page.keyboard.press('Control+z')
      await until(items).toEqual([])
    })

    it('what is refused is told, and the next press goes to what is older', async () => {
      const { page } = desk
      for (const text of ['First', 'Second']) await add(text)
      await until(items).toEqual(['First', 'Second'])
      await saved()
      const { checklists } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })
      const second = checklists[0]!.items.find(({ text }) => text === 'Second')!
      await company.manager.do(endpoints.updateChecklistItem, { params: { itemId: second.id }, body: { text: 'By another' } })
      await list().locator('.text', { hasText: 'By another' }).first().waitFor()
      await panel(page).focus()
      await page.keyboard.press('Control+z')
      await toast(page).getByText('Nothing was taken back').waitFor()
      // There is nothing to do again, and nothing is remembered as if there were.
      await page.keyboard.press('Control+Shift+z')
      await page.keyboard.press('Control+z')
      await until(items).toEqual(['By another'])
    })

    it('a checklist that was called off before it was sent comes back with its items', async () => {
      const { page, context } = desk
      await context.setOffline(true)
      await connection('offline')
      await panel(page).getByRole('button', { name: 'Add a checklist' }).click()
      await page.keyboard.type('Called off\nOne\nTwo\n')
      await page.keyboard.press('Escape')
      const made = panel(page).getByRole('region', { name: 'Checklist Called off' })
      await made.locator('.text', { hasText: 'Two' }).first().waitFor()
      await panel(page).focus()
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+z')
      await until(() => made.count()).toBe(0)
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('Control+Shift+z')
      await made.locator('.text', { hasText: 'Two' }).first().waitFor()
      await context.setOffline(false)
      await connection('live')
      await until(items).toEqual(['One', 'Two'])
    })
  })
})
