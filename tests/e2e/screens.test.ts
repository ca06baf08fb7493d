// Every screen at desk and phone width, in light and dark: axe finds nothing serious, no other host is asked, nothing is cut off when
// the page is as narrow as at 400 % zoom, and no target is too small to hit (S107, S129).
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FieldKind } from '../../shared/features/custom-fields.ts'
import { hues } from '../../shared/features/labels.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, aVisitor, type Visitor } from './support/people.ts'
import { screens, type Place, type Screen } from './support/screens.ts'

const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }
/** A desk of 1280 pixels at 200 % and at 400 %. */
const zoomed = [{ width: 640, height: 400 }, { width: 320, height: 480 }]
type Device = { viewport: { width: number; height: number }; hasTouch?: true; isMobile?: true }
const boardFile = new URL('../features/imports/samples/modern.json', import.meta.url).pathname

describe.skipIf(!hasChromium)('every screen', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  let place: Place
  beforeAll(async () => {
    company = await aCompany(world)
    place = await furnish()
  })

  // Both at once, each in a browser profile of its own: one waits for the server while the other is looked at.
  it.concurrent('has no serious fault in light and dark at the desk, and asks no other host', async () => {
    const found: string[] = []
    await walk({ viewport: widths.desk }, async (page, screen) => void found.push(...await faultsIn(page, screen, 'desk')))
    expect(found).toEqual([])
  }, 700_000)

  it.concurrent('has none on a phone either, and fits a page zoomed to 200 % and 400 % without scrolling sideways', async () => {
    const found: string[] = []
    await walk({ viewport: widths.phone, hasTouch: true, isMobile: true }, async (page, screen) => void found.push(
      ...await faultsIn(page, screen, 'phone'), ...await cutOff(page, screen)))
    expect(found).toEqual([])
  }, 800_000)

  async function faultsIn(page: Page, { name }: Screen, width: string): Promise<string[]> {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor({ state: 'attached' })
      found.push(...(await faultsOn(page, { onlyColours: colorScheme === 'dark' })).map((fault) => `${name}, ${width}, ${colorScheme}: ${fault}`))
    }
    return found
  }

  async function cutOff(page: Page, { name }: Screen): Promise<string[]> {
    const found: string[] = []
    for (const viewport of zoomed) {
      await page.setViewportSize(viewport)
      const sideways = await page.evaluate(`Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - ${viewport.width}`) as number
      if (sideways > 0) found.push(`${name} at ${viewport.width}: ${sideways} px too wide`)
    }
    return found
  }

  /** Shows each screen in turn and says which ones could not be reached; one profile for visitors and one for the admin. */
  async function walk(options: Device, look: (page: Page, screen: Screen) => Promise<void>): Promise<void> {
    const profile = { ...options, reducedMotion: 'reduce' as const }
    const open = (as: Screen['as']) => (as === 'admin' ? aDesk(browser(), world, company.admin, profile) : aVisitor(browser(), world, profile))
    const shared = { visitor: await open('visitor'), admin: await open('admin') }
    const lost: string[] = []
    for (const screen of screens) {
      const { page, context, evidence } = screen.isApart ? await open(screen.as) : shared[screen.as]
      await page.setViewportSize(options.viewport)
      try {
        await screen.show(page, place)
        await look(page, screen)
      } catch (error) {
        lost.push(`${screen.name}: ${(error as Error).message.slice(0, 300)}`)
      }
      await context.setOffline(false)
      if (screen.isApart) await expectQuiet(context, evidence)
    }
    expect(lost).toEqual([])
    for (const { context, evidence } of Object.values(shared)) await expectQuiet(context, evidence)
  }

  async function expectQuiet(context: BrowserContext, { hosts, violations }: Visitor['evidence']): Promise<void> {
    expect([...hosts]).toEqual([new URL(world.url).host])
    expect(violations).toEqual([])
    await context.close()
  }

  /** A board with everything that can be drawn of a task, and an invitation that is open. */
  async function furnish(): Promise<Place> {
    const { admin, manager, project, employee, statuses, team } = company
    const inTeam = { params: { teamId: team.id } }
    const post = await admin.do(endpoints.createPost, { ...inTeam, body: { body: 'We ship on **Friday**\n\n- noon\n- at the gate' } })
    await admin.do(endpoints.createPostComment, { params: { postId: post.id }, body: { body: 'Good' } })
    await admin.do(endpoints.createGoal, { ...inTeam, body: { title: 'Reply within a day', measure: 'Median time of an answer', unit: 'h', start: 30, current: 26, target: 24, dueOn: '2026-01-31' } })
    await admin.do(endpoints.updateTeamMember, { params: { teamId: team.id, memberId: employee.membership.id }, body: { title: 'Test lead', responsibilities: 'All that **breaks**' } })
    const department = await admin.do(endpoints.createDepartment, { body: { name: 'Sales and everything that comes with selling', headId: manager.membership.id } })
    const inside = await admin.do(endpoints.createDepartment, { body: { name: 'North', description: 'Cold calls', parentId: department.id } })
    await admin.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { departmentId: inside.id } })
    const shelf = await Promise.all(['Blueprint', 'Over'].map((name) => admin.do(endpoints.createProject, { body: { name, teamId: team.id, isTemplate: name === 'Blueprint' } })))
    await admin.do(endpoints.archiveProject, { params: { projectId: shelf[1]!.id }, body: { archived: true } })
    const labels = await Promise.all(hues.map((color) => admin.do(endpoints.createLabel, {
      params: { projectId: project.id }, body: { name: `${color} label`, color },
    })))
    const add = (name: string, kind: FieldKind, options: string[] = []) => admin.do(endpoints.createCustomField, {
      params: { projectId: project.id }, body: { name, kind, options: options.map((option, index) => ({ name: option, color: hues[index]! })) },
    })
    const [stage, places, cost, reviewer, open, launch, design] = [await add('Stage', 'select', ['Alpha', 'Beta']), await add('Places where it is tried', 'multi_select', [...hues]),
      await add('Cost', 'number'), await add('Reviewer', 'person'), await add('Public', 'checkbox'), await add('Launch', 'date'), await add('Design', 'url')]
    const customFields = {
      [stage.id]: stage.options[0]!.id, [places.id]: places.options.map(({ id }) => id), [cost.id]: 1250.5, [reviewer.id]: employee.membership.id, [open.id]: true,
      [launch.id]: '2026-12-01', [design.id]: `https://example.com/${'a-long-way/'.repeat(10)}`,
    }
    const create = (title: string, days: number, index: number) => admin.do(endpoints.createTask, {
      body: {
        projectId: project.id, title, assigneeIds: [manager.membership.id, employee.membership.id],
        labelIds: labels.slice(index * 3, index * 3 + 3).map(({ id }) => id), priority: (['urgent', 'high', 'medium', 'low'] as const)[index]!,
        customFields: index === 0 ? customFields : {},
        statusId: statuses[index % statuses.length]!.id, dueAt: new Date(Date.now() + days * 86_400_000).toISOString(),
        description: '# Heading\n\n`code`, [link](https://example.com), ![picture](https://example.com/picture.png)\n\n- [ ] box\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      },
    })
    const [task] = await Promise.all([
      create('Late, with a title that is long enough to need more than one line on the face of a card', -3, 0),
      create('Soon', 1, 1), create('Later', 20, 2), create('Low', 40, 3),
    ])
    const params = { taskId: task!.id }
    await admin.do(endpoints.createComment, { params, body: { body: 'Looks good, `really`' } })
    const list = await admin.do(endpoints.createChecklist, { params, body: { title: 'Steps' } })
    for (const text of ['One', 'Two']) {
      await admin.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text } })
    }
    await admin.do(endpoints.createAttachment, { params, body: { url: 'https://example.com/plan' } })
    const { url } = await admin.do(endpoints.createInvitation, { body: { email: 'new@example.com', role: 'employee', teamIds: [] } })
    return { projectId: project.id, teamId: team.id, taskKey: task!.key, invitation: new URL(url).pathname, boardFile }
  }
})
