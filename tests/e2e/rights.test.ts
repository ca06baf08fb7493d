// What a browser shows ends where the rights do: teams left, sessions ended, other organizations (S1, S36, RT19, F22).
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, anAdmin, aProject, aTask, aTeam } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aVisitor, isLive, openBoard, signIn } from './support/people.ts'

const TITLE = 'Plan of the secret garden'

describe.skipIf(!hasChromium)('a browser and the rights of its person (S36, RT19)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeEach(async () => {
    company = await aCompany(world)
  })

  it('takes the board away at once in every tab when its person leaves the team, and gives it back (F22, RT19, S36)',
    async () => {
    const { manager, employee, team, project } = company
    const task = await aTask(manager, project.id, TITLE)
    await manager.do(endpoints.createComment, { params: { taskId: task.id },
      body: { body: `${TITLE}: behind the wall` } })
    const { context, page } = await aDesk(browser(), world, employee)
    await openBoard(page, project.id, task.key)
    await panel(page).getByText('behind the wall').waitFor()
    const second = await context.newPage()
    await openBoard(second, project.id)
    await card(second, task.id).waitFor()

    const place = { teamId: team.id, memberId: employee.membership.id }
    await manager.do(endpoints.removeTeamMember, { params: place })
    const removed = performance.now()
    for (const tab of [page, second]) {
      await until(() => tab.evaluate('document.activeElement?.textContent')).toBe('This board is not here')
      await tab.getByRole('link', { name: project.name }).waitFor({ state: 'detached' })
      await until(() => tab.content()).not.toContain(TITLE)
      expect(await tab.content()).not.toContain('behind the wall')
      expect(await tab.evaluate(STORED)).not.toContain(TITLE)
    }
    console.log(`removed from the team to gone in both tabs: ${Math.round(performance.now() - removed)} ms`)
    await aTask(manager, project.id, 'Made after she left')
    expect((await employee.call(endpoints.readTask, { params: { taskId: task.id } })).status).toBe(404)
    for (const tab of [page, second]) expect(await tab.content()).not.toContain('Made after she left')

    await manager.do(endpoints.addTeamMember, { params: place })
    for (const tab of [page, second]) {
      await card(tab, task.id).waitFor()
      await tab.getByRole('link', { name: 'Made after she left' }).waitFor()
    }
    await context.close()
  })

  it('says when the server cannot give a board, and goes on at the heading of what comes', async () => {
    const { manager, project } = company
    const { context, page } = await aDesk(browser(), world, manager)
    const focused = () => page.evaluate('document.activeElement?.textContent')
    const answers = `**/api/projects/${project.id}/board`
    await page.route(answers, (route) => route.fulfill({ status: 500, contentType: 'application/problem+json',
      body: JSON.stringify({ type: 'about:blank', title: 'Internal', status: 500, code: 'internal' }) }))
    await page.goto(`/projects/${project.id}`)
    await until(focused).toBe('The board was not loaded')
    await page.locator('[data-connection]').waitFor()
    await page.unroute(answers)
    await page.getByRole('button', { name: 'Load again' }).click()
    await until(focused).toBe(project.name)
    await context.close()
  })

  it('signs every tab out when the session is ended elsewhere (S40, X07)', async () => {
    const { employee, project, manager } = company
    const task = await aTask(manager, project.id, TITLE)
    const { context, page } = await aDesk(browser(), world, employee)
    await openBoard(page, project.id)
    const second = await context.newPage()
    await second.goto('/my-work')
    await second.getByRole('heading', { name: 'My work' }).waitFor()
    const { items } = await employee.do(endpoints.listSessions)
    for (const { id } of items.filter(({ current }) => !current)) await employee.do(endpoints.endSession,
      { params: { sessionId: id } })
    for (const tab of [page, second]) {
      await tab.waitForURL('**/sign-in?next=*')
      await tab.getByRole('heading', { name: 'Sign in' }).waitFor()
      expect(await tab.content()).not.toContain(TITLE)
    }
    await signIn(page, employee)
    await card(page, task.id).waitFor()
    await context.close()
  })

  it("says the same of another organization's address as of one that leads nowhere (S1)", async () => {
    const stranger = await anAdmin(world, 'Stranger')
    const { page, context } = await aDesk(browser(), world, stranger)
    const nowhere = crypto.randomUUID()
    for (const kind of ['projects', 'teams'] as const) {
      const id = kind === 'projects' ? company.project.id : company.team.id
      const [theirs, none] = [await wordsAt(page, `/${kind}/${id}`), await wordsAt(page, `/${kind}/${nowhere}`)]
      expect(theirs).toMatch(/not here|Nothing is here/)
      expect(theirs).toBe(none)
      expect(await page.content()).not.toContain(company.project.name)
    }
    await context.close()
  })

  it('shows nothing of a project that another member of the same organization may not see (S5)', async () => {
    const hidden = await aProject(company.manager, (await aTeam(company.manager)).id, 'Hidden project')
    const { page, context } = await aDesk(browser(), world, company.employee)
    await page.goto('/')
    await page.getByRole('link', { name: company.project.name }).first().waitFor()
    expect(await page.content()).not.toContain('Hidden project')
    expect(await wordsAt(page, `/projects/${hidden.id}`)).toContain('This board is not here')
    await context.close()
  })

  const evil = ['//evil.example', '/\\evil.example', 'https://evil.example/', '/%09/evil.example',
    'javascript:alert(1)', '/\t/evil.example']
  it('goes home after signing in, wherever `next` wants to lead outside (X47)', async () => {
    const { page, context, evidence } = await aVisitor(browser(), world)
    for (const next of evil) {
      await context.clearCookies()
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
      await signIn(page, company.employee)
      await page.getByRole('heading', { name: 'Home' }).or(page.getByRole('heading', { name: 'Not found' })).waitFor()
      expect(new URL(page.url()).origin, next).toBe(world.url)
    }
    expect([...evidence.hosts]).toEqual([new URL(world.url).host])
    expect(evidence.dialogs).toEqual([])
    await context.close()
  })

  it('goes where `next` says inside this site', async () => {
    const { page, context } = await aVisitor(browser(), world)
    await page.goto(`/projects/${company.project.id}`)
    await page.waitForURL('**/sign-in?next=*')
    await signIn(page, company.employee)
    await page.waitForURL(`**/projects/${company.project.id}`)
    await page.getByRole('heading', { name: company.project.name, exact: true }).waitFor()
    await context.close()
  })

  async function wordsAt(page: Page, address: string): Promise<string> {
    await page.goto(address)
    await page.getByRole('main').getByText(/not here|Nothing is here/).waitFor()
    await isLive(page)
    return page.getByRole('main').innerText()
  }
})

/** All that this origin keeps in the browser, as text. */
const STORED = `(async () => {
  const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => {
      const opening = indexedDB.open(name)
      opening.onsuccess = () => resolve(opening.result)
    })
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll()
      kept.push(JSON.stringify(await new Promise((resolve) => { all.onsuccess = () => resolve(all.result) })))
    }
    database.close()
  }
  return kept.join('\\n')
})()`
