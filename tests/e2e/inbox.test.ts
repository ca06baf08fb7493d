// The inbox: what others do arrives while one looks, is read by opening it, and goes by the keyboard.
import { beforeAll, describe, expect, it } from 'vitest'
import { unsubscribeToken } from '../../server/features/letters/unsubscribe-token.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { secretsOfTests, useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { focusCard, panel, toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('the inbox', () => {
  const world = useWorld({ notify: true })
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let tove: Desk

  beforeAll(async () => {
    company = await aCompany(world)
    tove = await aDesk(browser(), world, company.employee)
  })
  const give = (title: string) => company.manager.do(endpoints.createTask, {
    body: { projectId: company.project.id, title, assigneeIds: [company.employee.membership.id] },
  })
  const row = (title: string) => tove.page.locator('[data-notification]').filter({ hasText: title })

  it('S64 S106 a task that is given to me appears with its count, opens by Enter and is read then', async () => {
    const { page } = tove
    await page.goto('/inbox')
    await page.getByText('Nothing waits for you').waitFor()
    const task = await give('Water the roses')
    await row('Water the roses').getByText('Mira assigned this to you').waitFor()
    await page.getByRole('link', { name: /^Inbox 1 unread$/ }).filter({ visible: true }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await panel(page).waitFor()
    expect(new URL(page.url()).searchParams.get('task')).toBe(task.key)
    await page.getByRole('link', { name: 'Inbox', exact: true }).filter({ visible: true }).waitFor()
  })

  it('S64 comments on one task are one row; E archives it and the focus goes on', async () => {
    const { page } = tove
    await give('Sweep the path')
    const task = await give('Prune the hedge')
    for (const body of ['Which one?', 'The @Tove one']) await company.manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body } })
    await page.goto('/inbox')
    await row('Prune the hedge').getByText('and 2 more').waitFor()
    await row('Prune the hedge').getByText('The @Tove one').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('e')
    await row('Prune the hedge').waitFor({ state: 'detached' })
    await page.locator('[data-notification] a:focus').waitFor()
    await page.getByRole('button', { name: 'Mark all as read' }).click()
    await page.getByRole('heading', { name: 'Unread' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('heading', { name: 'Read', exact: true }).waitFor()
    expect(await row('Prune the hedge').count()).toBe(0)
  })

  it('S93 a task of others that I watch by a key tells me of comments; its open panel and its menu know, and I stop there', async () => {
    const { page } = tove
    const task = await company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Cut the lawn' } })
    await openBoard(page, company.project.id)
    await focusCard(page, task.id)
    await page.keyboard.press('w')
    await toast(page).getByText(`You watch ${task.key}`).waitFor()
    const other = await tove.context.newPage()
    await openBoard(other, company.project.id, task.key)
    const watch = panel(other).locator('[data-watch]')
    await watch.and(other.getByRole('button', { name: 'Watching' })).waitFor()
    await panel(other).locator('[data-task-watchers]').getByRole('img', { name: /Tove/ }).waitFor()
    await company.manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'After the rain' } })
    await page.getByRole('link', { name: /^Inbox \d unread$/ }).filter({ visible: true }).waitFor()
    await watch.click()
    await watch.and(other.getByRole('button', { name: 'Watch', exact: true })).waitFor()
    await other.close()
    await focusCard(page, task.id)
    await page.keyboard.press('.')
    await page.getByRole('menuitem', { name: 'Watch', exact: false }).waitFor()
    await page.keyboard.press('Escape')
    await page.goto('/inbox')
    await row('Cut the lawn').getByText('After the rain').waitFor()
  })

  it('S55 e-mail is chosen in the settings, and ended by the link in a letter, also on the screen that is open', async () => {
    const { page } = tove
    await page.goto('/settings/notifications')
    await page.getByText('This installation sends no e-mail.').waitFor()
    await page.getByLabel(/^Send me notifications/).press('Enter')
    await page.getByRole('option', { name: 'Never' }).click()
    await page.getByLabel(/^Daily e-mail at/).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByLabel(/^Send me notifications: Never/).press('Enter')
    await page.getByRole('option', { name: /^At once/ }).click()
    await page.getByLabel(/^Daily e-mail at: 0?9/).waitFor()
    expect(await faultsOn(page)).toEqual([])
    const { organization, membership: { id: memberId } } = company.employee
    const letter = await page.context().newPage()
    await letter.goto(`/unsubscribe/${unsubscribeToken({ organizationId: organization.id, memberId }, secretsOfTests().letters)}`)
    await letter.getByRole('button', { name: 'Send me no more' }).press('Enter')
    await letter.getByRole('heading', { name: 'You will get no more of them' }).waitFor()
    await page.getByLabel(/^Send me notifications: Never/).waitFor()
    // A program that shows letters may cut a long link off.
    for (const [path, heading] of [['/unsubscribe', 'This link cannot be used'], ['/invitations', 'This invitation cannot be used']] as const) {
      await letter.goto(path)
      await letter.getByRole('heading', { name: heading, level: 1 }).waitFor()
    }
    await letter.close()
  })

  it('S92 a reminder is set at any time, the day and time in words or in their fields; what has passed is said', async () => {
    const { page } = tove
    const { key } = await give('Order the timber')
    await page.goto(`/projects/${company.project.id}?task=${key}`)
    await panel(page).getByRole('button', { name: 'Remind me' }).press('Enter')
    await page.getByRole('menuitem', { name: 'At a time…' }).press('Enter')
    const window = page.getByRole('dialog', { name: 'Remind me at a time' })
    await window.getByLabel('Day', { exact: true }).fill('1 jan 2020 10:00')
    await window.getByLabel('Day', { exact: true }).press('Tab')
    await window.getByRole('button', { name: 'Remind me' }).click()
    await window.getByText('This time has passed.').first().waitFor()
    await window.getByLabel('Day', { exact: true }).fill('tomorrow 14:45')
    await window.getByLabel('Day', { exact: true }).press('Enter')
    await window.waitFor({ state: 'detached' })
    await panel(page).locator('[data-task-reminders] li').getByText(/^tomorrow .*45/).waitFor()
    await panel(page).getByRole('button', { name: /^Take back the reminder: tomorrow/ }).waitFor()
    const [reminder] = (await company.employee.do(endpoints.listReminders)).items
    expect(reminder).toMatchObject({ key, beforeMinutes: null })
    expect(reminder!.remindAt.slice(14, 16)).toBe('45')
  })
})
