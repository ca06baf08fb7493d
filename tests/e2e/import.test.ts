// Bringing a board: dropped, looked at before anything is sent, followed, called off, undone; for everybody, in both themes.
import { existsSync, readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aMember, anAdmin, aTeam, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { faultsOn } from './support/accessibility.ts'
import { hasChromium, useBrowser } from './support/chromium.ts'
import { aDesk, isLive } from './support/people.ts'

const SAMPLE = new URL('../features/imports/samples/modern.json', import.meta.url).pathname
const REAL = new URL('../../../shared/data/trello/', import.meta.url)

describe.skipIf(!hasChromium)('bringing a board', () => {
  const world = useWorld()
  const browser = useBrowser()
  let admin: Person
  let teamId: string

  beforeAll(async () => {
    admin = await anAdmin(world)
    teamId = (await aTeam(admin)).id
  })

  async function atImport(options: Parameters<typeof aDesk>[3] = {}) {
    const desk = await aDesk(browser(), world, admin, options)
    await desk.page.goto(`/import?team=${teamId}`)
    await isLive(desk.page)
    return desk
  }

  const choose = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) => page.locator('input[type=file]').setInputFiles(file)
  const projects = async () => (await admin.do(endpoints.listProjects)).items.map(({ name }) => name)

  it('drops anywhere, looks before it sends, comes in with exact counts, and is undone and restored', async () => {
    const { page, evidence } = await atImport()
    const sent: string[] = []
    page.on('request', (request) => void (request.url().includes('/imports/') && sent.push(request.url())))
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([${JSON.stringify(readFileSync(SAMPLE, 'utf8'))}], 'board.json', { type: 'application/json' }))
      return transfer
    })()`)
    await page.getByRole('heading', { name: 'Import', exact: true }).dispatchEvent('dragenter', { dataTransfer: data })
    await page.getByText('Drop the file to look into it').waitFor()
    await page.getByRole('heading', { name: 'Import', exact: true }).dispatchEvent('drop', { dataTransfer: data })
    await page.getByRole('heading', { name: 'What comes in' }).waitFor()
    expect(sent).toEqual([])
    const before = await projects()

    await page.getByRole('button', { name: 'Import board' }).click()
    await page.getByRole('link', { name: 'Open project' }).waitFor()
    expect(sent).toHaveLength(1)
    const fresh = (await projects()).filter((name) => !before.includes(name))
    expect(fresh).toHaveLength(1)
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByText('is in the trash').waitFor()
    expect(await projects()).toEqual(before)
    await page.getByRole('button', { name: 'Restore project' }).click()
    await page.getByRole('link', { name: 'Open project' }).click()
    await page.locator('[data-task-id]').first().waitFor()
    expect([evidence.errors, evidence.violations]).toEqual([[], []])
  })

  it('shows how far it has come, and takes all of it back when it is called off', async () => {
    const { page } = await atImport()
    const cards = Array.from({ length: 15_000 }, (_, index) => ({ id: `c${index}`, idList: 'l', name: `Card ${index}`, pos: index }))
    const board = JSON.stringify({ name: 'Called off', lists: [{ id: 'l', name: 'To do', pos: 1 }], cards })
    await choose(page, { name: 'large.json', mimeType: 'application/json', buffer: Buffer.from(board) })
    // In the page: the server shares this process, so a click from here could come when all is in.
    await page.evaluate(`new MutationObserver((_, watch) => {
      if (!document.querySelector('[role="progressbar"][aria-valuetext*="rows"]')) return
      watch.disconnect()
      ;[...document.querySelectorAll('button')].find((button) => button.textContent.includes('Cancel import')).click()
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })`)
    await page.getByRole('button', { name: 'Import board' }).click()
    await page.getByText('The import was cancelled. Nothing came in.').first().waitFor()
    expect(await projects()).not.toContain('Called off')
    await page.getByRole('button', { name: 'Import board' }).click()
    await page.getByRole('link', { name: 'Open project' }).waitFor({ timeout: 90_000 })
    expect(await projects()).toContain('Called off')
  })

  it('explains what is wrong with a file and what to do', async () => {
    const { page } = await atImport()
    await choose(page, { name: 'jira.csv', mimeType: 'text/csv', buffer: Buffer.from('Key,Summary,Status\nA-1,"One,Done\n') })
    await page.getByRole('alert').filter({ hasText: 'jira.csv is cut off or damaged.' }).waitFor()
    await page.getByRole('alert').filter({ hasText: 'Line 2, column 5' }).waitFor()
    await choose(page, { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('ffd8ffe000104a46', 'hex') })
    await page.getByRole('alert').filter({ hasText: 'photo.jpg is a picture' }).waitFor()
    expect(await page.getByRole('button', { name: 'Import board' }).count()).toBe(0)
    expect(await faultsOn(page)).toEqual([])
  })

  it('brings a table in, with what its columns become', async () => {
    const { page, evidence } = await atImport()
    await choose(page, { name: 'Shop.csv', mimeType: 'text/csv', buffer: Buffer.from('Key,Summary,Step,Labels,Labels,Parent,Blocks\nA-1,"One, two",Doing,bug,ui,A-2,A-9\nA-2,Three,Done,bug,,,A-1\n') })
    // In a narrow window the list comes up under the mouse: the press that opens it chooses nothing.
    await page.setViewportSize({ width: 390, height: 420 })
    await page.getByRole('combobox', { name: /^What Step becomes/ }).click()
    await page.getByRole('option', { name: 'Status', exact: true }).click()
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByText('What the columns mean').waitFor()
    await page.getByText('Doing').first().waitFor()
    for (const noun of ['Subtasks', 'Links between tasks']) await page.locator('dl > div').filter({ hasText: noun }).getByText('1', { exact: true }).waitFor()
    await page.getByText('1 mention of a task that is not in the file').waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Import board' }).click()
    await page.getByRole('link', { name: 'Open project' }).click()
    await page.locator('[data-task-id]').filter({ hasText: 'One, two' }).waitFor()
    expect([evidence.errors, evidence.violations]).toEqual([[], []])
  })

  it('brings in lines of JSON under the name of the file, and names the line that is wrong', async () => {
    const { page, evidence } = await atImport()
    const lines = (...all: object[]) => ({ name: 'Carried over.ndjson', mimeType: '', buffer: Buffer.from(all.map((one) => `${JSON.stringify(one)}\n`).join('')) })
    await choose(page, lines({ title: 'Fine' }, { key: 'A', title: 'Odd', due: 'soon' }))
    await page.getByRole('alert').getByText('Line 2: due is not written as it has to be').waitFor()
    await choose(page, lines({ key: 'A', title: 'Odd', parent: 'A' }))
    await page.getByRole('alert').getByText('Line 1: parent names a task that it cannot go together with so').waitFor()
    await choose(page, lines({ title: 'First line', status: 'Shipped', category: 'done', labels: ['Bug'] }, { title: 'Second line', customFields: { Cost: 3 } }))
    await page.getByRole('heading', { name: 'What comes in' }).waitFor()
    await page.getByRole('button', { name: 'Import board' }).click()
    const href = await page.getByRole('link', { name: 'Open project' }).getAttribute('href')
    const board = await admin.do(endpoints.readBoard, { params: { projectId: href!.split('/').at(-1)! } })
    expect([board.project.name, board.tasks.map(({ title }) => title).sort(), board.customFields.map(({ name }) => name)]).toEqual(['Carried over', ['First line', 'Second line'], ['Cost']])
    expect([evidence.errors, evidence.violations]).toEqual([[], []])
  })

  it('brings issues of GitHub in, looked at first, with their states and labels', async () => {
    const { page, evidence } = await atImport()
    const issue = { user: { login: 'ada' }, labels: [], comments: 0, assignees: [], milestone: null, body: '', created_at: '2026-01-02T00:00:00Z' }
    const issues = [
      { ...issue, number: 7, title: 'Tide is late', html_url: 'https://github.com/harbour/logbook/issues/7', state: 'open', labels: [{ name: 'Bug', color: 'fc2929' }] },
      { ...issue, number: 3, title: 'Done with', html_url: 'https://github.com/harbour/logbook/issues/3', state: 'closed', state_reason: 'completed' },
    ]
    await choose(page, { name: 'issues.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(issues)) })
    await page.getByRole('heading', { name: 'What comes in' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: /^Import/ }).last().click()
    const href = await page.getByRole('link', { name: 'Open project' }).getAttribute('href')
    const { project, tasks, statuses, labels } = await admin.do(endpoints.readBoard, { params: { projectId: href!.split('/').at(-1)! } })
    const statusOf = (id: string) => statuses.find((status) => status.id === id)?.name
    expect([project.name, tasks.map(({ title, statusId }) => [title, statusOf(statusId)]).sort()]).toEqual(['harbour/logbook', [['Done with', 'Closed'], ['Tide is late', 'Open']]])
    expect(labels.map(({ name }) => name)).toContain('Bug')
    await page.getByRole('link', { name: 'Open project' }).click()
    await page.locator('[data-task-id]').filter({ hasText: 'Tide is late' }).waitFor()
    expect([evidence.errors, evidence.violations]).toEqual([[], []])
  })

  it('gives tasks to whom the importer names, others stay as text', async () => {
    const mira = await aMember(world, admin, 'employee', [teamId])
    const { page } = await atImport()
    const board = {
      name: 'Who is who', lists: [{ id: 'l', name: 'To do' }], members: [{ id: 'a', fullName: mira.membership.name }, { id: 'b', fullName: 'Somebody Else' }],
      cards: [{ id: 'c', idList: 'l', name: 'Shared', idMembers: ['a', 'b'] }],
    }
    await choose(page, { name: 'people.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(board)) })
    await page.getByRole('combobox', { name: 'Member for Somebody Else' }).waitFor()
    await page.getByRole('combobox', { name: `Member for ${mira.membership.name}` }).waitFor()
    await page.getByRole('button', { name: 'Import board' }).click()
    const href = await page.getByRole('link', { name: 'Open project' }).getAttribute('href')
    const { tasks } = await admin.do(endpoints.readBoard, { params: { projectId: href!.split('/').at(-1)! } })
    expect(tasks[0]?.assigneeIds).toEqual([mira.membership.id])
  })

  it('tells who can help where one may not', async () => {
    const employee = await aMember(world, admin, 'employee', [teamId])
    const { page } = await aDesk(browser(), world, employee)
    await page.goto('/import')
    await page.getByText(`Ask ${admin.membership.name}`).waitFor()
  })

  it.each([
    { theme: 'light', width: 1440 }, { theme: 'dark', width: 1440 }, { theme: 'light', width: 390 }, { theme: 'dark', width: 390 },
  ] as const)('is for everybody in $theme at $width', async ({ theme, width }) => {
    const { page } = await atImport({ colorScheme: theme, viewport: { width, height: 900 } })
    expect(await faultsOn(page)).toEqual([])
    const file = existsSync(REAL) ? new URL('simple-project-board.json', REAL).pathname : SAMPLE
    await choose(page, file)
    await page.getByRole('heading', { name: 'What stays behind' }).waitFor()
    expect(await faultsOn(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/import-${theme}-${width}.png` })
    await page.getByRole('button', { name: 'Import board' }).click()
    await page.getByRole('button', { name: 'Undo import' }).waitFor()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/import-done-${theme}-${width}.png` })
    expect(await faultsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByText('is in the trash').waitFor()
  })
})
