// Menus, popovers and tooltips whose part comes after the page: nothing pressed before is lost, and keys and focus are as ever.
import type { Locator } from 'playwright-core'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { card, cardNamed, focusCard, toast, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

/** Pastes a text into the field for a new task. */
const pasted = (text: string) => `{
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', ${JSON.stringify(text)})
  document.querySelector('[data-quick-add]').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}`

describe.skipIf(!hasChromium)('layers that come late', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  let taskId = ''

  beforeAll(async () => {
    company = await aCompany(world)
    const statusId = company.statuses.find(({ category }) => category === 'todo')!.id
    const body = { projectId: company.project.id, title: 'One', statusId }
    taskId = (await company.manager.do(endpoints.createTask, { body })).id
  })

  // Each in a browser that has nothing yet.
  beforeEach(async () => {
    mira = await aDesk(browser(), world, company.manager)
  })

  /** Holds back the file of a part until it is let go. */
  async function hold(part: string): Promise<{ letGo: () => void; asked: () => number }> {
    let asked = 0
    const { promise, resolve } = Promise.withResolvers<void>()
    await mira.page.route(`**/assets/${part}-*.js`, async (route) => {
      asked += 1
      await promise
      await route.continue()
    })
    return { letGo: resolve, asked: () => asked }
  }

  const menuButton = () => mira.page.locator('header [aria-haspopup="menu"]').first()
  const menu = () => mira.page.getByRole('menu')
  const focused = () => mira.page.evaluate('document.activeElement.getAttribute("role") ?? document.activeElement.localName')

  const hasFocus = (button: Locator) => until(() => button.and(mira.page.locator(':focus')).count()).toBe(1)

  it('gives the palette what was typed before it was there, and no letter of it to the board', async () => {
    const { page } = mira
    const sheets = await hold('CommandSheets')
    await openBoard(page, company.project.id)
    await focusCard(page, taskId)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('dialog').count()).toBe(0)
    sheets.letGo()
    await until(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')
    expect(await page.locator('[aria-selected="true"], [data-selected]').count()).toBe(0)
    expect(await page.locator('[data-task-panel]').count()).toBe(0)
  })

  it('opens what was clicked before the part was there', async () => {
    const layers = await hold('layers')
    await openBoard(mira.page, company.project.id)
    await menuButton().click()
    await until(() => menuButton().getAttribute('aria-expanded')).toBe('true')
    await until(async () => layers.asked()).toBeGreaterThan(0)
    expect(await menu().count()).toBe(0)
    layers.letGo()
    await menu().waitFor()
    expect(await faultsOn(mira.page)).toEqual([])
    await menuButton().click({ force: true })
    await menu().waitFor({ state: 'detached' })
    expect(await menuButton().getAttribute('aria-expanded')).toBe('false')
  })

  it('puts the focus on the first entry when a key opened it before the part was there, and gives it back', async () => {
    const layers = await hold('layers')
    await openBoard(mira.page, company.project.id)
    await menuButton().press('Enter')
    await until(async () => layers.asked()).toBeGreaterThan(0)
    layers.letGo()
    await until(focused).toBe('menuitem')
    await mira.page.keyboard.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await hasFocus(menuButton())
    await mira.page.keyboard.press('ArrowDown')
    await until(focused).toBe('menuitem')
    await mira.page.keyboard.press('Tab')
    await menu().waitFor({ state: 'detached' })
    expect(await focused()).not.toBe('body')
  })

  it('opens a card\'s menu where it was asked for, before and after the part came', async () => {
    const layers = await hold('layers')
    await openBoard(mira.page, company.project.id)
    const { x, y } = (await card(mira.page, taskId).boundingBox())!
    await mira.page.mouse.click(x + 30, y + 12, { button: 'right' })
    await until(async () => layers.asked()).toBeGreaterThan(0)
    layers.letGo()
    await menu().waitFor()
    const place = async () => {
      const box = await menu().boundingBox()
      return [Math.round(box!.x - x), Math.round(box!.y - y)]
    }
    await until(place).toEqual([32, 12])
    await mira.page.keyboard.press('Escape')
    await menu().waitFor({ state: 'detached' })
    await mira.page.mouse.click(x + 60, y + 20, { button: 'right' })
    await menu().waitFor()
    await until(place).toEqual([62, 20])
  })

  it('opens a card\'s menu by a key with the focus on its first entry, the first time too', async () => {
    await openBoard(mira.page, company.project.id)
    await focusCard(mira.page, taskId)
    await mira.page.keyboard.press('.')
    await until(focused).toBe('menuitem')
  })

  it('makes the task of a line that was ended and left before the part of its field was there', async () => {
    const field = await hold('QuickAdd')
    await openBoard(mira.page, company.project.id)
    await mira.page.keyboard.press('c')
    await mira.page.keyboard.type('Typed before its field')
    await mira.page.keyboard.press('Enter')
    await mira.page.keyboard.press('Escape')
    await until(async () => field.asked()).toBeGreaterThan(0)
    field.letGo()
    await until(() => cardNamed(mira.page, 'Typed before its field').innerText()).toMatch(/-\d/)
    await until(() => mira.page.locator('[data-quick-add]').count()).toBe(0)
    await until(() => mira.page.locator('[data-card-link]:focus').count()).toBe(1)
  })

  it('asks what pasted lines are, also where they came before the part of their field', async () => {
    const lines = ['First of a list', 'Second of it']
    const field = await hold('QuickAdd')
    await openBoard(mira.page, company.project.id)
    await mira.page.keyboard.press('c')
    await mira.page.evaluate(pasted(lines.map((line) => `- ${line}`).join('\n')))
    field.letGo()
    await mira.page.getByRole('button', { name: 'Create 2 tasks' }).press('Enter')
    for (const line of lines) await until(() => cardNamed(mira.page, line).innerText()).toMatch(/-\d/)
  })

  it('calls off what is waited for when something else is done, not when its button is pressed again', async () => {
    const layers = await hold('layers')
    await openBoard(mira.page, company.project.id)
    const isWanted = () => menuButton().getAttribute('aria-expanded')
    await menuButton().click()
    await menuButton().click()
    expect(await isWanted()).toBe('true')
    await mira.page.keyboard.press('Escape')
    await until(isWanted).toBe('false')
    await menuButton().click()
    await until(isWanted).toBe('true')
    const pill = mira.page.locator('[data-connection] button').first()
    await pill.click()
    await until(isWanted).toBe('false')
    layers.letGo()
    await mira.page.getByRole('dialog').waitFor()
    expect(await menu().count()).toBe(0)
  })

  it('closes and says so when the part cannot be fetched, and a new page has it', async () => {
    await mira.page.route('**/assets/layers-*.js', (route) => route.abort())
    await openBoard(mira.page, company.project.id)
    await menuButton().click()
    await toast(mira.page).getByRole('alert').waitFor()
    await until(() => menuButton().getAttribute('aria-expanded')).toBe('false')
    await mira.page.unrouteAll()
    await toast(mira.page).getByRole('button', { name: 'Reload' }).click()
    await mira.page.waitForLoadState()
    await until(async () => {
      if (await menu().count() === 0) await menuButton().click()
      return menu().count()
    }).toBe(1)
  })

  it.each([
    ['palette', 'CommandSheets', () => mira.page.keyboard.press('Control+k')],
    ['open task', 'TaskPanel', () => card(mira.page, taskId).locator('[data-card-link]').click()],
  ])('says so when the file of the %s cannot be fetched, and the page is as it was', async (_, file, ask) => {
    await mira.page.route(`**/assets/${file}-*.js`, (route) => route.abort())
    await openBoard(mira.page, company.project.id)
    const before = mira.page.url()
    await ask()
    await toast(mira.page).getByRole('alert').waitFor()
    await until(() => mira.page.url()).toBe(before)
    await focusCard(mira.page, taskId)
  })

  it('opens a popover by keyboard with the focus inside, and gives it back', async () => {
    const layers = await hold('layers')
    await openBoard(mira.page, company.project.id)
    const pill = mira.page.locator('[data-connection] button').first()
    await pill.press('Enter')
    await until(async () => layers.asked()).toBeGreaterThan(0)
    layers.letGo()
    await mira.page.getByRole('dialog').waitFor()
    await until(() => mira.page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true)
    await mira.page.keyboard.press('Escape')
    await mira.page.getByRole('dialog').waitFor({ state: 'detached' })
    await hasFocus(pill)
  })

  it('shows the tooltip of a button to the pointer and to the focus, within the window, until it is escaped', async () => {
    await openBoard(mira.page, company.project.id)
    const tip = mira.page.getByRole('tooltip')
    const button = mira.page.locator('[data-collapse]').first()
    const isDescribed = async () => (await button.getAttribute('aria-describedby')) === (await tip.getAttribute('id'))
    await button.hover()
    await tip.waitFor()
    expect(await tip.innerText()).toContain(await button.getAttribute('aria-label'))
    expect(await isDescribed()).toBe(true)
    const { x, y } = (await tip.boundingBox())!
    expect(x >= 8 && y >= 8).toBe(true)
    await mira.page.keyboard.press('Escape')
    await tip.waitFor({ state: 'detached' })
    expect(await button.getAttribute('aria-describedby')).toBeNull()
    await mira.page.mouse.move(2, 2)
    await button.press('Shift+Tab')
    await mira.page.keyboard.press('Tab')
    await hasFocus(button)
    await tip.waitFor()
    expect(await isDescribed()).toBe(true)
  })
})
