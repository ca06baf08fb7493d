// A closed tab opened again while nothing answers at all: the worker gives the page, copies the board, the outbox the rest.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aWire, type Wire } from '../integration/support/wire.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardIn, drag, focusCard, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, signIn, type Desk } from './support/people.ts'

describe.skipIf(!hasChromium)('a tab that is closed and opened without a network (F22, F30)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let wire: Wire
  let mira: Desk
  let [todo, active] = ['', '']
  const address = () => `/projects/${company.project.id}`
  const offline = (page: Page) => page.locator('[data-connection="offline"]').first().waitFor()

  beforeAll(async () => {
    company = await aCompany(world)
    todo = company.statuses.find(({ category }) => category === 'todo')!.id
    active = company.statuses.find(({ category }) => category === 'active')!.id
    wire = await aWire([Number(new URL(world.url).port)])
    mira = await aDesk(browser(), world, company.manager, { baseURL: wire.url })
  })
  afterAll(async () => {
    await mira?.context.close()
    await wire?.close()
  })

  async function reopen(): Promise<Page> {
    await mira.page.close()
    mira.page = await mira.context.newPage()
    return mira.page
  }

  it('shows the board as it was, takes changes, keeps them through another closing, and sends each once', async () => {
    const task = await aTask(company.manager, company.project.id, 'Read on a train')
    await company.manager.do(endpoints.moveTask, { params: { taskId: task.id }, body: { statusId: todo, afterTaskId: null } })
    await openBoard(mira.page, company.project.id)
    await card(mira.page, task.id).waitFor()
    await until(() => mira.page.evaluate(READY), 30_000).toEqual({ worker: true, copies: 2 })

    wire.cut()
    let page = await reopen()
    await page.goto(address())
    await cardIn(page, todo, task.id).waitFor()
    await offline(page)
    await page.getByRole('heading', { name: company.project.name }).waitFor()
    await drag(page, task.id, active)
    await cardIn(page, active, task.id).waitFor()
    page = await reopen()
    await page.goto(address())
    await cardIn(page, active, task.id).waitFor()
    await focusCard(page, task.id)
    await page.keyboard.press('e')
    await page.locator('[data-rename]').fill('Written on a train')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Connection: Offline, 2 changes wait' }).waitFor()

    const before = await aTask(company.admin, company.project.id, 'Made in the office')
    wire.mend()
    await page.getByRole('button', { name: 'Connection: Live' }).waitFor({ timeout: 30_000 })
    await card(page, before.id).waitFor()
    await page.getByText('1 change while you were away.').waitFor()
    const { title, statusId } = await company.manager.do(endpoints.readTask, { params: { taskId: task.id } })
    expect([title, statusId]).toEqual(['Written on a train', active])
    const { items } = await company.manager.do(endpoints.listTaskActivity, { params: { taskId: task.id }, query: { limit: 50 } })
    expect(items.map(({ type }) => type)).toEqual(['task.updated', 'task.moved', 'task.moved', 'task.created'])
  }, 90_000)

  it('keeps nothing of who signed out', async () => {
    await mira.page.goto('/')
    await mira.page.getByRole('button', { name: /Mira/ }).first().click()
    await mira.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await mira.page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await until(() => mira.page.evaluate(READY)).toEqual({ worker: true, copies: 0 })
    wire.cut()
    const page = await reopen()
    await page.goto(address())
    await page.waitForTimeout(1_500)
    expect(await page.content()).not.toContain('Written on a train')
    wire.mend()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 30_000 })
    await signIn(page, company.employee)
    await page.getByRole('heading', { name: company.project.name }).waitFor()
    expect(mira.evidence.violations).toEqual([])
    expect([...mira.evidence.hosts]).toEqual([new URL(wire.url).host])
  }, 60_000)
})

/** Whether the worker holds the page, and how many copies there are. */
const READY = `(async () => {
  const worker = await caches.match('/index.html') !== undefined && navigator.serviceWorker.controller !== null
  const database = await new Promise((resolve) => {
    const opening = indexedDB.open('lockstep')
    opening.onsuccess = () => resolve(opening.result)
  })
  const counting = database.transaction('copies').objectStore('copies').count()
  const copies = await new Promise((resolve) => { counting.onsuccess = () => resolve(counting.result) })
  database.close()
  return { worker, copies }
})()`
