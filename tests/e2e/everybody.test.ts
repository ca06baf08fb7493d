// The product without a mouse and to assistive technology: by keyboard, and by axe where something is open over a board (S107, S129).
import { beforeAll, describe, expect, it } from 'vitest'
import { hues } from '../../shared/features/labels.ts'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProject, PASSWORD, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, cardNamed, panel, until } from './support/board.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { tabTo } from './support/keyboard.ts'
import { aDesk, aVisitor, isLive, openBoard, type Visitor } from './support/people.ts'
import { showTheme } from './support/theme.ts'

describe.skipIf(!hasChromium)('everybody', () => {
  const world = useWorld()
  const browser = useBrowser()
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('S107 S129 signs in, makes, opens, edits, discusses, moves and closes a task by keyboard alone', async () => {
    const project = await aProject(company.manager, company.team.id, `Keys only ${crypto.randomUUID().slice(0, 4)}`)
    const visitor = await aVisitor(browser(), world)
    const { page, context } = visitor
    const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
    await signInByKeys(visitor, company.manager)
    await tabTo(page, new RegExp(`^K\\s+${project.name}`))
    await press('Enter')
    await page.waitForURL(`**/projects/${project.id}`)
    await isLive(page)

    await press('c')
    await page.keyboard.type('Written without a mouse')
    await press('Enter', 'Escape')
    const made = cardNamed(page, 'Written without a mouse')
    await until(() => made.innerText()).toMatch(/-1\b/)
    await until(() => made.locator('[data-card-link]:focus').count()).toBe(1)

    await press('Enter')
    await panel(page).getByRole('button', { name: 'Add a checklist' }).waitFor()
    await press('e', 'Control+a')
    await page.keyboard.type('Edited without a mouse')
    await press('Enter', 'm')
    await page.keyboard.type('And discussed')
    await press('Control+Enter')
    await panel(page).getByRole('listitem').filter({ hasText: 'And discussed' }).waitFor()
    await press('Escape', 'p')
    await page.getByRole('dialog', { name: 'Priority' }).waitFor()
    await press('ArrowDown', 'Enter')
    await panel(page).getByRole('button', { name: /^Priority/ }).waitFor()
    await press('Escape')
    await panel(page).waitFor({ state: 'detached' })

    const edited = cardNamed(page, 'Edited without a mouse')
    await until(() => edited.locator('[data-card-link]:focus').count()).toBe(1)
    await press('Space', 'ArrowRight', 'Space')
    const board = () => company.manager.do(endpoints.readBoard, { params: { projectId: project.id } })
    const first = (await board()).statuses.find(({ category }) => category === 'todo')!
    await until(async () => (await board()).tasks[0]!.statusId).not.toBe(first.id)
    const [task] = (await board()).tasks
    expect(task).toMatchObject({ title: 'Edited without a mouse', commentCount: 1 })
    expect(task!.priority).not.toBe('none')
    await until(() => edited.locator('[data-card-link]:focus').count()).toBe(1)
    await press('.')
    await page.getByRole('menu').waitFor()
    await press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    expect(visitor.evidence.errors).toEqual([])
    await context.close()
  })

  it('has no serious fault on a full board with open task, menu, picker and new line, in light and dark', async () => {
    const desk = await aDesk(browser(), world, company.admin, { reducedMotion: 'reduce' })
    const { page, context } = desk
    const task = await aFullBoard()
    await openBoard(page, company.project.id, task.key)
    await panel(page).getByRole('listitem').filter({ hasText: 'Looks good' }).waitFor()
    const found = await faultsInBothThemes(desk, 'board with open task')
    await panel(page).getByRole('button', { name: 'Status' }).first().click()
    found.push(...await faultsInBothThemes(desk, 'picker'))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
    await card(page, task.id).click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    found.push(...await faultsInBothThemes(desk, 'menu'))
    await page.keyboard.press('Escape')
    await page.keyboard.press('c')
    await page.keyboard.type('A line with #nothing !high')
    found.push(...await faultsInBothThemes(desk, 'quick add'))
    expect(found).toEqual([])
    expectQuiet(desk.evidence)
    await context.close()
  })

  async function signInByKeys({ page }: Visitor, { email }: Person): Promise<void> {
    await page.goto('/sign-in')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await tabTo(page, /E-mail/)
    await page.keyboard.type(email)
    await tabTo(page, /^(?!Show).*Password/)
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Home' }).waitFor()
  }

  async function faultsInBothThemes({ page }: Visitor, where: string): Promise<string[]> {
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await showTheme(page, colorScheme)
      found.push(...(await faultsOn(page)).map((fault) => `${where}, ${colorScheme}: ${fault}`))
    }
    return found
  }

  function expectQuiet({ hosts, errors, violations }: Visitor['evidence']): void {
    expect([...hosts]).toEqual([new URL(world.url).host])
    expect(errors).toEqual([])
    expect(violations).toEqual([])
  }

  /** A task with everything that can be drawn of one. */
  async function aFullBoard() {
    const { admin, manager, project, employee, statuses } = company
    const labels = await Promise.all(hues.map((color) => admin.do(endpoints.createLabel, {
      params: { projectId: project.id }, body: { name: `${color} ${crypto.randomUUID().slice(0, 4)}`, color },
    })))
    const assigneeIds = [manager.membership.id, employee.membership.id]
    const create = (title: string, days: number, index: number) => admin.do(endpoints.createTask, {
      body: {
        projectId: project.id, title, assigneeIds, labelIds: labels.slice(index * 3, index * 3 + 3).map(({ id }) => id),
        priority: (['urgent', 'high', 'medium', 'low'] as const)[index]!,
        statusId: statuses[index % statuses.length]!.id,
        dueAt: new Date(Date.now() + days * 86_400_000).toISOString(),
        description: '# Heading\n\n`code`, [link](https://example.com)\n\n- [ ] box\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      },
    })
    const [task] = await Promise.all([
      create('Late', -3, 0), create('Soon', 1, 1), create('Later', 20, 2), create('Low', 40, 3),
    ])
    const params = { taskId: task!.id }
    await admin.do(endpoints.createComment, { params, body: { body: 'Looks good, `really`' } })
    const list = await admin.do(endpoints.createChecklist, { params, body: { title: 'Steps' } })
    for (const text of ['One', 'Two']) {
      await admin.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text } })
    }
    await admin.do(endpoints.createAttachment, { params, body: { url: 'https://example.com/plan' } })
    return task!
  }
})
