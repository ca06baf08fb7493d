// A signed-in browser of its own for one person, and a board opened in it.
import type { BrowserContext, Page } from 'playwright-core'
import { PASSWORD, type Account } from './company.ts'
import { recorder } from './recorder.ts'
import type { Product } from './product.ts'

export interface Desk { readonly context: BrowserContext; readonly page: Page }

export async function aDesk({ browser, url }: Product, { email }: Account): Promise<Desk> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(60_000)
  await context.addInitScript(recorder)
  const answer = await context.request.post('/api/auth/login', {
    headers: { 'Lockstep-Client': 'browser' }, data: { email, password: PASSWORD },
  })
  if (!answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
  return { context, page: await context.newPage() }
}

/** Opens the board and waits until all of it is there and quiet. */
export async function openBoard({ page }: Desk, projectId: string): Promise<void> {
  await page.goto(`/projects/${projectId}`)
  await page.locator('[data-connection="live"]').first().waitFor()
  await page.locator('[data-task-id]').first().waitFor()
  await page.waitForTimeout(2_500)
}
