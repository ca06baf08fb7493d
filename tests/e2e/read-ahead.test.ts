// A board's address: its data are asked for while its screen is on the way.
import { beforeAll, describe, expect, it } from 'vitest'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { cardNamed } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard, type Desk } from './support/people.ts'

/** The file of the board's screen; `client/build/chunks.ts` names it. */
const SCREEN = /\/assets\/board-[\w-]{6,10}\.js$/

describe.skipIf(!hasChromium)('opening a board at its address', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let mira: Desk
  beforeAll(async () => {
    company = await aCompany(world)
    await aTask(company.manager, company.project.id, 'Shown first')
    mira = await aDesk(browser(), world, company.manager)
  })

  it('asks for the data once, before the screen is there', async () => {
    const { page } = mira
    const asked: string[] = []
    page.on('request', (request) => request.url().endsWith('/board') && asked.push(request.url()))
    const isAsked = page.waitForRequest((request) => request.url().endsWith('/board'))
    // The screen comes only after the data were asked for: if they waited for it, nothing would ever come.
    let isHeld = false
    await page.route(SCREEN, async (route) => {
      isHeld = true
      await isAsked
      await route.continue()
    })
    await openBoard(page, company.project.id)
    await cardNamed(page, 'Shown first').waitFor()
    expect(isHeld).toBe(true)
    expect(asked.length).toBe(1)
    await page.unroute(SCREEN)
  })
})
