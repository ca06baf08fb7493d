// One's own account in real browsers: language, time zone, picture, sessions; and whom an admin lets in.
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aTask, PASSWORD, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { pngOf } from '../support/png.ts'
import { useWorld } from '../support/world.ts'
import { toast } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aVisitor, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('an account', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  const deskOf = async (person: Person, address: string, options = {}) => {
    const { page } = await aDesk(browser(), world, person, options)
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  const picked = (mimeType = 'image/png') => ({ name: 'me.png', mimeType, buffer: Buffer.from(pngOf(640, 400)) })
  const face = (page: Page) => page.getByRole('row').filter({ hasText: company.employee.membership.name }).locator('img[src^="blob:"]')

  it('speaks German to a German browser: sign-in, home, board, with days and times as there', async () => {
    const { page } = await aVisitor(browser(), world, { locale: 'de-DE', timezoneId: 'Europe/Berlin' })
    await page.goto('/sign-in')
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByText('Gib dein Passwort an.').first().waitFor()
    await page.getByRole('button', { name: 'English', exact: true }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByRole('button', { name: 'Deutsch', exact: true }).click()
    await page.getByLabel('E-Mail').fill(company.employee.email)
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('link', { name: 'Einstellungen' }).first().waitFor()

    const task = await aTask(company.manager, company.project.id)
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { dueAt: '2031-03-24T22:59:00.000Z' } })
    await openBoard(page, company.project.id)
    await page.getByText('24. März 2031').first().waitFor()
    await page.goto('/settings/sessions')
    const exact = await page.getByRole('main').locator('time').first().getAttribute('title')
    expect(exact).toMatch(/^\p{L}+, \d+\. \p{L}+ \d{4} um \d\d:\d\d/u)
  })

  it('S54 shows days and times in the zone of the profile, not of the browser, in every window at once', async () => {
    const task = await aTask(company.manager, company.project.id)
    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { dueAt: '2031-03-24T20:00:00.000Z' } })
    const options = { timezoneId: 'America/Los_Angeles' }
    const { page: board } = await aDesk(browser(), world, company.employee, options)
    await company.employee.do(endpoints.updateProfile, { body: { timezone: 'UTC' } })
    await openBoard(board, company.project.id)
    await board.getByText('24 Mar 2031').first().waitFor()
    await company.employee.do(endpoints.updateProfile, { body: { timezone: 'Pacific/Auckland' } })
    await board.getByText('25 Mar 2031').first().waitFor()

    const profile = await deskOf(company.employee, '/settings/profile', options)
    await profile.getByText('This device is in America/Los Angeles.').waitFor()
    await profile.getByRole('button', { name: 'Use it' }).click()
    await profile.getByRole('button', { name: 'Save' }).click()
    await toast(profile).getByText('Profile saved').waitFor()
    await board.getByText('24 Mar 2031').first().waitFor()
    await profile.goto('/settings/sessions')
    await profile.getByRole('main').locator('time[title*="PDT"], time[title*="PST"], time[title*="GMT-"]').first().waitFor()
  })

  it('S54 groups the tasks of "My work" by the days of the profile, as their rows tell them', async () => {
    const { manager, employee, project } = company
    const task = await aTask(manager, project.id, 'Before midnight')
    const body = { dueAt: '2031-03-25T10:30:00.000Z', assigneeIds: [employee.membership.id] }
    await manager.do(endpoints.updateTask, { params: { taskId: task.id }, body })
    await employee.do(endpoints.updateProfile, { body: { timezone: 'Pacific/Auckland' } })
    const { page, context } = await aDesk(browser(), world, employee, { timezoneId: 'America/Los_Angeles' })
    // The 25th in Auckland, the 24th in Los Angeles.
    await page.clock.setFixedTime('2031-03-24T11:30:00.000Z')
    await page.goto('/my-work')
    const today = page.getByRole('region', { name: 'Today' })
    expect(await today.getByRole('link', { name: 'Before midnight' }).innerText()).toContain('today')
    await context.close()
  })

  it('S52 shows a new picture on every screen at once; colleagues see it, and see it go', async () => {
    const ada = await deskOf(company.admin, '/settings/members')
    const tove = await deskOf(company.employee, '/settings/profile')
    await tove.locator('input[type=file]').setInputFiles({ ...picked(), buffer: Buffer.from('<svg onload="alert(1)"/>') })
    await tove.getByText('This file is no picture').waitFor()
    await tove.locator('input[type=file]').setInputFiles(picked())
    await tove.getByText('This is how it will look.').waitFor()
    expect(await face(ada).count()).toBe(0)
    await tove.getByRole('button', { name: 'Use this picture' }).click()
    await toast(tove).getByText('Picture saved').waitFor()
    await face(ada).waitFor()
    expect(await face(ada).evaluate((image: { naturalWidth: number; naturalHeight: number }) => [image.naturalWidth, image.naturalHeight])).toEqual([256, 256])
    await tove.getByRole('button', { name: 'Remove', exact: true }).click()
    await face(ada).waitFor({ state: 'detached' })
  })

  it('S52 takes a picture that is pasted', async () => {
    const page = await deskOf(company.employee, '/settings')
    await page.waitForURL('**/settings/profile')
    await page.getByRole('button', { name: 'Choose a picture' }).waitFor()
    await page.evaluate(`(async () => {
      const canvas = new OffscreenCanvas(40, 20)
      canvas.getContext('2d').fillRect(0, 0, 9, 9)
      const data = new DataTransfer()
      data.items.add(new File([await canvas.convertToBlob()], 'a.png', { type: 'image/png' }))
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    })()`)
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await toast(page).getByText('Picture saved').waitFor()
  })

  it('tells of a new session as it opens, and ends all others at once', async () => {
    const page = await deskOf(company.employee, '/settings/sessions')
    const others = page.getByRole('button', { name: 'End session' })
    await others.first().waitFor()
    const before = await others.count()
    await call(world.url, null, endpoints.login, { body: { email: company.employee.email, password: PASSWORD } })
    await expect.poll(() => others.count(), { timeout: 15_000 }).toBe(before + 1)
    await page.getByRole('button', { name: 'End all others' }).click()
    await expect.poll(() => others.count(), { timeout: 15_000 }).toBe(0)
    await page.getByText('This one').waitFor()
  })

  it('finds and sorts members, and says why the only admin stays one', async () => {
    for (const name of ['Zoë Brandt', 'Åse Dahl', 'Jonas Weir', 'Ulf Berg', 'Kim Lund']) await aMember(world, company.admin, 'employee', [], name)
    const ada = await deskOf(company.admin, '/settings/members')
    const names = () => ada.getByRole('row').locator('td:first-child .font-medium').allInnerTexts()
    await ada.getByLabel('Search members').fill('zoe')
    await expect.poll(names).toEqual(['Zoë Brandt'])
    await ada.getByLabel('Search members').fill('nobody like this')
    await ada.getByText('No member matches “nobody like this”.').waitFor()
    await ada.getByRole('button', { name: 'Clear the search' }).click()
    await ada.getByRole('button', { name: 'Name', exact: true }).click()
    await expect.poll(async () => (await names())[0]).toBe('Zoë Brandt')
    await ada.getByRole('button', { name: `Actions for ${company.admin.membership.name}`, exact: true }).click()
    await ada.getByRole('menu').getByText('The only admin: make somebody else admin first').first().waitFor()
  })
})
