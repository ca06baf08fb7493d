// People at their browsers: each has a context of their own, signed in by the API with the cookie of a page.
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { PASSWORD, type Person } from '../../support/factories.ts'
import type { World } from '../../support/world.ts'
import { watch, type Evidence } from './evidence.ts'

export interface Visitor {
  context: BrowserContext
  page: Page
  evidence: Evidence
}

export interface Desk extends Visitor {
  person: Person
}

const WIDE = { viewport: { width: 1440, height: 900 } }

/** Somebody who is not signed in. */
export async function aVisitor(browser: Browser, world: World, options: BrowserContextOptions = {}): Promise<Visitor> {
  const usual = { baseURL: world.url, locale: 'en-GB', timezoneId: 'UTC', ...WIDE }
  const context = await browser.newContext({ ...usual, ...options })
  context.setDefaultTimeout(15_000)
  const evidence = await watch(context)
  return { context, evidence, page: await context.newPage() }
}

/** A browser in which the person is signed in; nothing is opened yet. */
export async function aDesk(
  browser: Browser, world: World, person: Person, options: BrowserContextOptions = {},
): Promise<Desk> {
  const visitor = await aVisitor(browser, world, options)
  const answer = await visitor.context.request.post('/api/auth/login', {
    headers: { 'Lockstep-Client': 'browser' }, data: { email: person.email, password: PASSWORD },
  })
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
  return { ...visitor, person }
}

/** A browser of the person's own at an address, when its heading is there. */
export async function aPageOf(browser: Browser, world: World, person: Person, address = '/'): Promise<Page> {
  const { page } = await aDesk(browser, world, person)
  await page.goto(address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** Opens a project's board and waits until it is live. */
export async function openBoard(page: Page, projectId: string, taskKey?: string): Promise<void> {
  await page.goto(`/projects/${projectId}${taskKey ? `?task=${taskKey}` : ''}`)
  await isLive(page)
}

export async function isLive(page: Page): Promise<void> {
  const waiting = page.locator('[data-connection="live"]').first().waitFor()
  await waiting.catch(async (error: Error) => {
    throw new Error(`${page.url()} shows:\n${await page.locator('body').innerText()}`, { cause: error })
  })
}

/** Fills the sign-in form. */
export async function signIn(page: Page, { email }: Person): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
