// "Check now" says equal when it is so, and finds a client whose state was bent on its way.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, openBoard } from './support/people.ts'

describe.skipIf(!hasChromium)('the check of a board', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('says equal at the event, differs when an event was bent, and equal again after loading anew', async () => {
    const { page, context } = await aDesk(browser(), world, company.manager)
    // The wire is bent, not the product: one title changes on its way into this browser.
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((message) => server.send(message))
      server.onMessage((message) => socket.send(String(message).replaceAll('Straight', 'Bent')))
    })
    const task = await aTask(company.manager, company.project.id, 'Before')
    await openBoard(page, company.project.id)
    await page.getByRole('button', { name: /^Connection: / }).click()
    const check = page.getByRole('button', { name: 'Check now' })
    await check.click()
    const { offset } = await company.manager.do(endpoints.readBoard, { params: { projectId: company.project.id } })
    const result = page.locator('[data-board-check]')
    await until(() => result.innerText()).toBe(`Equal at event ${offset}: 1 task`)

    await company.manager.do(endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Straight' } })
    await until(() => card(page, task.id).innerText()).toContain('Bent')
    await check.click()
    await until(() => result.innerText()).toBe(`Different at event ${offset + 1}: tasks`)
    expect(await result.getAttribute('data-board-check')).toBe('differs')
    await page.getByRole('button', { name: 'Load anew' }).click()
    await until(() => card(page, task.id).innerText()).toContain('Straight')
    await check.click()
    await until(() => result.innerText()).toBe(`Equal at event ${offset + 1}: 1 task`)
    await context.close()
  })
})
