// Two people in one task: who is here, who writes, what was said and ticked (S63, S90, S106, RT21, X24).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, anAdmin, aProject, aTask, aTeam } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('two people in one task (S106)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let mira: Desk
  let tove: Desk
  let task: Awaited<ReturnType<typeof aTask>>

  beforeAll(async () => {
    const company = await aCompany(world)
    task = await aTask(company.manager, company.project.id, 'Paint the fence')
    await company.manager.do(endpoints.updateTask, {
      params: { taskId: task.id }, body: { assigneeIds: [company.employee.membership.id] },
    })
    mira = await aDesk(browser(), world, company.manager)
    tove = await aDesk(browser(), world, company.employee)
    await openBoard(mira.page, task.projectId)
  })

  it("shows the other's face when they come, and on the card that they open (RT21)", async () => {
    await openBoard(tove.page, task.projectId)
    for (const { page } of [mira, tove]) await page.getByRole('button', { name: '1 other person is here' }).waitFor()
    await card(tove.page, task.id).locator('[data-card-link]').click()
    await panel(tove.page).waitFor()
    await card(mira.page, task.id).getByRole('img', { name: /Viewing/ }).or(
      card(mira.page, task.id).locator('[aria-label^="Viewing"]')).first().waitFor()
    await until(() => card(mira.page, task.id).innerText()).toContain('being viewed by Tove')
    await mira.page.getByRole('button', { name: '1 other person is here' }).click()
    await mira.page.getByRole('button', { name: /Tove\s+in/ }).click()
    expect(await panel(mira.page).getAttribute('data-task-panel')).toBe(task.key)
    await panel(tove.page).getByText('Mira is here').waitFor()
  })

  it('shows who is writing, and the comment in the open panel of the other (S90, S106)', async () => {
    await panel(tove.page).getByLabel('Write a comment').pressSequentially('Which **colour**?')
    await panel(mira.page).getByText('Tove is writing').waitFor()
    await card(mira.page, task.id).locator('[data-typing]').waitFor()
    await tove.page.keyboard.press('Control+Enter')
    const comment = panel(mira.page).getByRole('listitem').filter({ hasText: 'Which colour?' })
    await comment.waitFor()
    expect(await comment.innerText()).toContain('Tove')
    expect(await comment.locator('strong').innerText()).toBe('colour')
    await panel(mira.page).getByText('Tove is writing').waitFor({ state: 'detached' })
    for (const { page } of [mira, tove]) await until(() => card(page, task.id).innerText()).toContain('1 comment')
  })

  it('ticks an item of a checklist on both screens', async () => {
    const mine = panel(mira.page)
    await mine.getByRole('button', { name: 'Add a checklist' }).click()
    await mira.page.keyboard.type('Steps')
    await mira.page.keyboard.press('Enter')
    for (const text of ['Buy paint', 'Find brushes']) {
      await mira.page.keyboard.type(text)
      await mira.page.keyboard.press('Enter')
    }
    const box = (desk: Desk) => panel(desk.page).getByRole('checkbox', { name: 'Buy paint' })
    await box(tove).click()
    for (const desk of [mira, tove]) {
      await until(() => box(desk).isChecked()).toBe(true)
      await until(() => card(desk.page, task.id).innerText()).toContain('1 of 2 checklist items')
    }
    expect(await panel(mira.page).getByRole('checkbox', { name: 'Find brushes' }).isChecked()).toBe(false)
  })

  it('shows who edits the same text while they do, and overwrites nothing (RT21)', async () => {
    const title = panel(mira.page).getByLabel('Title')
    await title.focus()
    await panel(tove.page).locator('[data-field-hands="title"]').getByText('Mira').waitFor()
    await panel(tove.page).getByText('Mira is editing the title').waitFor({ state: 'attached' })
    await title.fill('Half a ti')
    expect(await panel(tove.page).getByLabel('Title').inputValue()).toBe('Paint the fence')
    await mira.page.keyboard.press('Escape')
    await panel(tove.page).locator('[data-field-hands]').waitFor({ state: 'detached' })
    await panel(mira.page).getByRole('button', { name: 'Add a description' }).click()
    await panel(tove.page).locator('[data-field-hands="description"]').getByText('Mira').waitFor()
    await mira.page.keyboard.press('Escape')
    await panel(tove.page).locator('[data-field-hands]').waitFor({ state: 'detached' })
  })

  it('shows a changed title and description in the open panel of the other', async () => {
    await panel(mira.page).getByLabel('Title').fill('Paint the long fence')
    await mira.page.keyboard.press('Enter')
    await until(() => panel(tove.page).getByLabel('Title').inputValue()).toBe('Paint the long fence')
    await panel(tove.page).getByRole('button', { name: 'Add a description' }).click()
    await panel(tove.page).getByLabel('Description').fill('- both sides\n- twice')
    await panel(tove.page).getByRole('button', { name: 'Save' }).click()
    await panel(mira.page).getByRole('listitem').filter({ hasText: 'both sides' }).first().waitFor()
  })

  it('tells nobody outside the team who is there or writes (X24)', async () => {
    const other = await anAdmin(world, 'Outsider')
    const project = await aProject(other, (await aTeam(other)).id)
    const desk = await aDesk(browser(), world, other)
    const frames: string[] = []
    desk.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
    await openBoard(desk.page, project.id)
    await panel(tove.page).getByLabel('Write a comment').pressSequentially('Secret')
    await panel(mira.page).getByText('Tove is writing').waitFor()
    await aTask(other, project.id, 'Their own')
    await desk.page.getByRole('link', { name: 'Their own' }).waitFor()
    expect(frames.length).toBeGreaterThan(0)
    const foreign = [task.teamId, tove.person.membership.id]
    expect(frames.filter((frame) => foreign.some((id) => frame.includes(id)))).toEqual([])
    await desk.context.close()
  })

  it('tells who is here on a phone too, in the panel of the connection, and leads to their task', async () => {
    await openBoard(tove.page, task.projectId)
    const { page, context } = await aDesk(browser(), world, mira.person, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await openBoard(page, task.projectId)
    await page.getByRole('button', { name: 'Connection: Live' }).tap()
    const people = page.getByRole('dialog').getByRole('list', { name: '1 other person is here' })
    await until(() => people.innerText()).toMatch(/Tove\s+on this board/)
    await page.getByRole('dialog').getByRole('heading', { name: '1 other person is here' }).waitFor()
    await card(tove.page, task.id).locator('[data-card-link]').click()
    await people.getByRole('button', { name: /Tove\s+in/ }).tap()
    await until(() => panel(page).getAttribute('data-task-panel')).toBe(task.key)
    await context.close()
  })

  it('shows that the other has gone', async () => {
    await tove.context.close()
    await mira.page.getByRole('button', { name: '1 other person is here' }).waitFor({ state: 'detached' })
    await until(() => card(mira.page, task.id).innerText()).not.toContain('being viewed')
    expect(mira.evidence.errors).toEqual([])
    expect(mira.evidence.violations).toEqual([])
  })
})
