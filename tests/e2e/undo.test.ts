// Undo in the activity and the trash of a project: what others did is taken back, what was deleted comes back, live beside (S95).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardIn, toast, until } from './support/board.ts'
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
})
