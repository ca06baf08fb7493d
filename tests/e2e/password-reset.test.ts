// A forgotten password in the browser: by a letter, by a link from an admin, and what a spent link says (X54).
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aMember, anAdmin, PASSWORD, type Person } from '../support/factories.ts'
import { startMailbox, unfolded } from '../support/mailbox.ts'
import { startWorld, type World } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aPageOf, aVisitor } from './support/people.ts'

const NEW = 'seven quiet otters rowing'

describe.skipIf(!hasChromium)('a forgotten password', () => {
  const browser = useBrowser()
  let mailbox: Awaited<ReturnType<typeof startMailbox>>
  let world: World
  let stop: () => Promise<void>
  let admin: Person
  let mira: Person
  beforeAll(async () => {
    mailbox = await startMailbox()
    ;({ world, stop } = await startWorld({ settings: { SMTP_URL: mailbox.url } }))
  }, 60_000)
  afterAll(async () => {
    await stop()
    await mailbox.close()
  })
  beforeEach(async () => {
    admin = await anAdmin(world)
    mira = await aMember(world, admin)
  })

  it('by a letter: asked for where one signs in, on a phone, and signed in with the new one', async () => {
    const { page, context } = await aVisitor(browser(), world, { viewport: { width: 390, height: 844 } })
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Get a link for a new one' }).click()
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await until(() => page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('E-mail').fill(mira.email)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Look into your mail')
    await page.getByText(mira.email).waitFor()
    const link = await vi.waitFor(() => {
      const letter = mailbox.letters.map(({ text }) => unfolded(text)).find((text) => text.includes('/reset-password/') && text.includes(mira.email))
      return /\/reset-password\/reset_[\w-]+/.exec(letter!)![0]
    }, { timeout: 20_000, interval: 100 })
    await page.goto(link)
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByLabel('New password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Save and sign in' }).click()
    await until(() => page.getByLabel('New password', { exact: true }).getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('New password', { exact: true }).fill(NEW)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${world.url}/`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.goto(link)
    await page.getByRole('heading', { name: 'This link cannot be used' }).waitFor()
    await page.getByRole('link', { name: 'Forgot your password?' }).waitFor()
    await context.close()
  })

  it('an answer that was lost on its way is no spent link: trying again signs in', async () => {
    const { data: { url } } = await admin.call(endpoints.createPasswordReset, { params: { memberId: mira.membership.id } })
    const { page, context } = await aVisitor(browser(), world)
    await page.route('**/api/auth/reset-password', async (sent) => {
      await sent.fetch()
      await sent.abort()
    }, { times: 1 })
    await page.goto(new URL(url).pathname)
    await page.getByLabel('New password', { exact: true }).fill(NEW)
    await page.getByRole('button', { name: 'Save and sign in' }).click()
    await page.getByRole('alert').first().waitFor()
    await page.getByRole('button', { name: 'Save and sign in' }).click()
    await page.waitForURL(`${world.url}/`)
    await context.close()
  })

  it('by a link that an admin makes and copies; who was signed in elsewhere is signed out there', async () => {
    const ada = await aPageOf(browser(), world, admin, '/settings/members')
    const before = await aPageOf(browser(), world, mira)
    await ada.getByRole('button', { name: `Actions for ${mira.membership.name}` }).click()
    await ada.getByRole('menuitem', { name: 'Link for a new password' }).click()
    await ada.getByRole('dialog').getByText('The activity of the organization tells').waitFor()
    await ada.getByRole('button', { name: 'Make the link' }).click()
    const field = ada.getByRole('textbox', { name: `Link for ${mira.membership.name}` })
    await field.waitFor()
    expect(await faultsOn(ada)).toEqual([])
    const link = new URL(await field.inputValue()).pathname
    await ada.getByRole('button', { name: 'Done' }).click()
    await ada.goto('/settings/activity')
    await ada.getByText('made a link for a new password of').first().waitFor()

    const { page, context } = await aVisitor(browser(), world)
    await page.goto(link)
    await page.getByLabel('New password', { exact: true }).fill(NEW)
    await page.getByRole('button', { name: 'Save and sign in' }).click()
    await page.waitForURL(`${world.url}/`)
    await before.waitForURL('**/sign-in*')
    await ada.getByText('chose a new password by a link').first().waitFor()
    await before.getByLabel('E-mail').fill(mira.email)
    await before.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await before.getByRole('button', { name: 'Sign in' }).click()
    await before.getByRole('alert').first().waitFor()
    await context.close()
  })
})
