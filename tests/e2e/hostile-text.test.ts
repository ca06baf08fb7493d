// Text that would like to be a script, in every field and every view: it stays text (X31, X34).
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { hues } from '../../shared/features/labels.ts'
import type { Project } from '../../shared/features/projects.ts'
import type { Task } from '../../shared/features/tasks.ts'
import { aMember, anAdmin, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { card, panel, until } from './support/board.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive, openBoard, type Desk } from './support/people.ts'

const RUN = 'alert(document.domain)'
const PAYLOADS = [
  `<script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `<svg onload=${RUN}>`,
  `"><svg/onload=${RUN}>`,
  `'" autofocus onfocus=${RUN} x="`,
  `<details open ontoggle=${RUN}>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}">press</a>`,
  `[press](javascript:${RUN})`,
  `[press](java\tscript:${RUN})`,
  `[press](data:text/html,<script>${RUN}</script>)`,
  `![](x"onerror="${RUN})`,
  `![picture](https://foreign.example/pixel.png)`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `<svg><style><img src=x onerror=${RUN}></style></svg>`,
  `<form><input name=attributes><input onfocus=${RUN} autofocus></form>`,
  `<base href="https://foreign.example/"><link rel=stylesheet href="//foreign.example/a.css">`,
  `</title></textarea><script>${RUN}</script>`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} <%= ${RUN} %>`,
  `<b style="background:url(https://foreign.example/x)" onmouseover=${RUN}>over</b>`,
]

describe.skipIf(!hasChromium)('hostile text (X31)', () => {
  const world = useWorld()
  const browser = useBrowser()
  let admin: Person
  let desk: Desk
  let teamId: string
  let project: Project
  const tasks: Task[] = []

  beforeAll(async () => {
    admin = await anAdmin(world, PAYLOADS[1])
    const team = { name: PAYLOADS[2]!, description: PAYLOADS.join('\n') }
    teamId = (await admin.do(endpoints.createTeam, { body: team })).id
    await aMember(world, admin, 'employee', [teamId], PAYLOADS[3])
    await admin.do(endpoints.updateOrganization, { body: { name: PAYLOADS[0]! } })
    const body = { name: PAYLOADS[3]!, teamId, description: PAYLOADS[6]! }
    project = await admin.do(endpoints.createProject, { body })
    const labels = await Promise.all(PAYLOADS.map((name, index) => admin.do(endpoints.createLabel, {
      params: { projectId: project.id },
      body: { name: name.slice(0, 100).replaceAll('\t', ' '), color: hues[index % hues.length]! },
    })))
    // One after another: only so many files of an organization may arrive at once.
    for (const [index, text] of PAYLOADS.entries()) tasks.push(await aHostileTask(text, [labels[index]!.id]))
    desk = await aDesk(browser(), world, admin)
  })

  async function aHostileTask(text: string, labelIds: string[]): Promise<Task> {
    const title = text.replaceAll('\t', ' ')
    const body = { projectId: project.id, title, description: text, labelIds, assigneeIds: [admin.membership.id] }
    const task = await admin.do(endpoints.createTask, { body })
    const params = { taskId: task.id }
    const file = await admin.do(endpoints.uploadFile, { params, ...aHostileFile(text) })
    await admin.do(endpoints.createComment, { params, body: { body: text, fileIds: [file.id] } })
    const list = await admin.do(endpoints.createChecklist, { params, body: { title } })
    await admin.do(endpoints.createChecklistItem, { params: { checklistId: list.id }, body: { text: title } })
    await admin.do(endpoints.createAttachment, { params, body: { url: 'https://foreign.example/', name: title } })
    return task
  }

  const aHostileFile = (text: string) => ({ query: { name: text }, bytes: Uint8Array.from(Buffer.from(text)) })

  /** What else of a project and team has words. */
  async function furnish(): Promise<void> {
    const [ofTeam, ofProject] = [{ params: { teamId } }, { params: { projectId: project.id } }]
    const { id: deletedId } = await admin.do(endpoints.createTask, { body: { projectId: project.id, title: PAYLOADS[1]! } })
    await admin.do(endpoints.deleteTask, { params: { taskId: deletedId } })
    const { id: commentId } = await admin.do(endpoints.createComment, { params: { taskId: tasks[0]!.id }, body: { body: PAYLOADS[1]! } })
    await admin.do(endpoints.deleteComment, { params: { commentId } })
    const gone = await admin.do(endpoints.createProject, { body: { name: PAYLOADS[1]!, teamId } })
    await admin.do(endpoints.deleteProject, { params: { projectId: gone.id } })
    for (const text of PAYLOADS) {
      await admin.do(endpoints.uploadTeamFile, { ...ofTeam, ...aHostileFile(text) })
      await admin.do(endpoints.uploadProjectFile, { ...ofProject, ...aHostileFile(text) })
      const { id: postId } = await admin.do(endpoints.createPost, { ...ofTeam, body: { body: text } })
      await admin.do(endpoints.createPostComment, { params: { postId }, body: { body: text } })
      await admin.do(endpoints.createMilestone, { ...ofProject, body: { name: text.replaceAll('\t', ' ') } })
    }
  }

  it('refuses addresses that are scripts', async () => {
    const scripts = [`javascript:${RUN}`, `data:text/html,<script>${RUN}</script>`, 'vbscript:x', `\tjavascript:${RUN}`]
    const params = { taskId: tasks[0]!.id }
    for (const url of scripts) {
      const { status } = await admin.call(endpoints.createAttachment, { params, body: { url } })
      expect(status, url).toBe(422)
    }
  })

  it('shows titles, labels and names on the board as they were written', async () => {
    await openBoard(desk.page, project.id)
    for (const { id, title } of tasks) {
      await until(() => card(desk.page, id).locator('[data-card-link]').innerText()).toBe(title)
    }
    await expectHarmless(desk.page)
  })

  it('shows descriptions, comments, checklists and activity of each task without running any', async () => {
    const { page } = desk
    for (const { id, key, title } of tasks) {
      await card(page, id).locator('[data-card-link]').click()
      await page.locator(`[data-task-panel="${key}"]`).waitFor()
      await panel(page).getByRole('region', { name: `Checklist ${title}` }).waitFor()
      await panel(page).getByRole('listitem').filter({ hasText: 'You' }).first().waitFor()
      await expectHarmless(page)
    }
    for (const link of await panel(page).locator('a[href]').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(https?:|mailto:|\/|#)/)
    }
  })

  it('shows names and texts on every other page without running any', async () => {
    const { page } = desk
    const settings = ['profile', 'organization', 'members', 'tokens', 'sessions'].map((name) => `/settings/${name}`)
    const places = [...['', '?tab=files', '?tab=posts'].map((tab) => `/teams/${teamId}${tab}`), ...['overview', 'trash', 'settings'].map((part) => `/projects/${project.id}/${part}`)]
    await furnish()
    for (const address of ['/', '/my-work', ...places, '/import', ...settings]) {
      await page.goto(address)
      await isLive(page)
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
      await expectHarmless(page)
    }
    await page.goto(`/teams/${teamId}`)
    await page.getByRole('tab', { name: /People/ }).click()
    await page.getByText(PAYLOADS[1]!).last().waitFor()
    await expectHarmless(page)
  })

  it('previews and imports a board full of it without running any', async () => {
    const { page } = desk
    await page.goto('/import')
    const buffer = Buffer.from(JSON.stringify(aHostileBoard()))
    const file = { name: '<img src=x onerror=alert(1)>.json', mimeType: 'application/json', buffer }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Import board' }).click()
    await expectHarmless(page)
    await page.getByRole('link', { name: 'Open project' }).click()
    await until(() => page.locator('[data-task-id]').count()).toBe(PAYLOADS.length)
    await expectHarmless(page)
  })

  it('opened no dialog, asked no other host, needed no help of the security policy', () => {
    const { dialogs, hosts, violations, errors } = desk.evidence
    expect(violations).toEqual([])
    expect(dialogs).toEqual([])
    expect([...hosts]).toEqual([new URL(world.url).host])
    expect(errors.filter((error) => !error.includes('status of 404'))).toEqual([])
  })
})

/** Nothing on the page could run: no inline script, no handler, no frame, no address that is a script. */
async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(`[...document.querySelectorAll('*')].filter((element) =>
    (element.tagName === 'SCRIPT' && !element.src.startsWith(location.origin))
    || ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME'].includes(element.tagName)
    || [...element.attributes].some(({ name, value }) => name.startsWith('on') || name === 'srcdoc'
      || (['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name)
        && /^\\s*(javascript|data|vbscript):/i.test(value))))
    .map((element) => element.outerHTML.slice(0, 200))`)).toEqual([])
}

/** A board of Trello whose every text is hostile. */
function aHostileBoard() {
  const list = { id: 'a'.repeat(24), name: PAYLOADS[0], closed: false, pos: 1 }
  const cards = PAYLOADS.map((text, index) => ({
    id: String(index).padStart(24, 'b'), idList: list.id, name: text, desc: text, closed: false, pos: index + 1,
    labels: [],
  }))
  const nothing = { labels: [], checklists: [], actions: [], members: [] }
  return { id: 'c'.repeat(24), name: PAYLOADS[1], lists: [list], cards, ...nothing }
}
