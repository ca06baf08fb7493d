// Where pictures are taken: the demo's organization in a server of its own, and people signed in at their browsers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import { readConfig } from '../../server/config.ts'
import { PASSWORD } from '../../server/features/demo/company.ts'
import { seedDemo } from '../../server/features/demo/demo.ts'
import { startServer } from '../../server/server.ts'
import { endpoints } from '../../shared/index.ts'
import { call } from '../../tests/support/http.ts'
import type { Place } from '../../tests/e2e/support/screens.ts'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export interface Stage {
  readonly place: Place
  /** A page of the person; null: of nobody. */
  seat(email: string | null, options: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** `board`: a Trello export that is looked at instead of the demo's own boards. */
export async function startStage({ board }: { board?: string } = {}): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lockstep-screenshots-'))
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, LOG_LEVEL: 'warn', LIMITS: 'off', BCRYPT_COST: '4' })
  const server = await startServer(config, { memory: true })
  await seedDemo(server.kernel, config, () => {})
  const baseURL = `http://127.0.0.1:${server.port}`
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: FLAGS })
  return {
    place: await placeOf(baseURL, board),
    seat: async (email, options) => {
      const context = await browser.newContext({ baseURL, deviceScaleFactor: 1, reducedMotion: 'reduce', locale: 'en-GB', ...options })
      const headers = { 'Lockstep-Client': 'browser' }
      const answer = email && await context.request.post('/api/auth/login', { headers, data: { email, password: PASSWORD } })
      if (answer && !answer.ok()) throw new Error(`Signing in answered ${answer.status()}`)
      return context.newPage()
    },
    close: async () => {
      await browser.close()
      await server.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** The largest board with the task that has most to show. */
async function placeOf(url: string, board?: string): Promise<Place> {
  const { data: { access } } = await call(url, null, endpoints.login, { body: { email: 'mateo@example.com', password: PASSWORD } })
  const { data: { projects } } = await call(url, access, endpoints.readOverview)
  const ids = board ? [await importBoard(url, access, projects[0]!.teamId, board)] : projects.map(({ id }) => id)
  const boards = await Promise.all(ids.map((id) => call(url, access, endpoints.readBoard, { params: { projectId: id } })))
  const { project, tasks } = boards.map(({ data }) => data).toSorted((a, b) => b.tasks.length - a.tasks.length)[0]!
  const shown = tasks.toSorted((a, b) => b.checklistTotal + b.commentCount - a.checklistTotal - a.commentCount)[0]!
  const { data: invitation } = await call(url, access, endpoints.createInvitation, { body: { email: 'new@example.com', role: 'employee', teamIds: [project.teamId] } })
  return {
    projectId: project.id, teamId: project.teamId, taskKey: shown.key, invitation: new URL(invitation.url).pathname,
    boardFile: new URL('../../tests/features/imports/samples/modern.json', import.meta.url).pathname,
  }
}

async function importBoard(url: string, access: string, teamId: string, file: string): Promise<string> {
  const { status, data, problem } = await call(url, access, endpoints.importTrello, { query: { teamId }, raw: readFileSync(file, 'utf8') })
  if (status !== 201) throw new Error(`${file}: ${problem.detail}`)
  return data.projectId
}
