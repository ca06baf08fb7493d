// Three clients with their own stores over two nodes: whatever is cut when, all boards become the server's (F10, F38).
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Client, type Stores } from '../../../client/client.svelte.ts'
import type { BoardStore } from '../../../client/features/board/board.store.svelte.ts'
import { boardSnapshot, boardState } from '../../../client/features/board/board.state.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import type { Board } from '../../../shared/features/projects.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aProject, PASSWORD, type Person } from '../../support/factories.ts'
import type {} from '../../support/global-setup.ts'
import type { World } from '../../support/world.ts'
import { nodesOverOneDatabase, type Nodes } from '../../integration/support/nodes.ts'
import { hasPostgres, hasRedis, redisUrl } from '../../integration/support/services.ts'
import { aWire, type Wire } from '../../integration/support/wire.ts'
import { browser } from '../features/browser.ts'
import { randomFrom, type Random } from './random.ts'
import { someCommand } from './some-command.ts'

/** One run each. A seed that ever failed stays here. FUZZ_RUNS asks for as many others instead. */
const KEPT = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765, 10946]
const runs = Number(process.env.FUZZ_RUNS ?? 0)
const SEEDS = runs > 0 ? Array.from({ length: runs }, () => Math.floor(Math.random() * 2 ** 31)) : KEPT
const STEPS = 40
const SECONDS = runs > 0 ? Infinity : 60

interface Desk { wire: Wire; network: { up: boolean }; client: Client; stores: Stores }

let nodes: Nodes
let worlds: World[]
let company: Awaited<ReturnType<typeof aCompany>>
let desks: Desk[]
let begun: number
const seen = { runs: 0, events: 0, tasks: 0, refused: 0 }

const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 25 })

async function aDesk({ email }: Person, index: number): Promise<Desk> {
  const wire = await aWire(worlds.map(({ server }) => server.port))
  const network = { up: true }
  const client = new Client({
    origin: wire.url, channel: `desk ${index}`, storage: memoryStorage(), fetch: browser(wire.url, network),
    resetJitter: 50, patience: 200,
  })
  await client.session.signIn({ email, password: PASSWORD })
  const stores = client.stores!
  await stores.organizations.ready
  await until(() => expect(stores.connection.state).toBe('live'))
  stores.outbox.onRefused = () => { seen.refused += 1 }
  return { wire, network, client, stores }
}

function cut({ wire, network, stores }: Desk): void {
  network.up = false
  wire.cut()
  stores.streams.cut()
}

function mend({ wire, network, client, stores }: Desk): void {
  network.up = true
  wire.mend()
  client.api.waits.wake()
  stores.streams.wake()
}

/** Cut at some byte, as a bad network does: the client has to notice it by itself. */
function blink({ wire }: Desk): void {
  wire.cut()
  wire.mend()
}

async function wander(random: Random, boards: BoardStore[], labelIds: string[]): Promise<void> {
  const memberIds = [company.manager, company.employee].map(({ membership }) => membership.id)
  for (let step = 0; step < STEPS; step += 1) {
    const index = random.below(desks.length)
    const desk = desks[index]!
    const what = random.below(10)
    if (what === 0) cut(desk)
    else if (what === 1) mend(desk)
    else if (what === 2) blink(desk)
    else someCommand(random, { stores: desk.stores, board: boards[index]!, labelIds, memberIds })
    if (random.below(2)) await new Promise((resolve) => setTimeout(resolve, random.below(60)))
  }
}

const asServer = (board: Board) => boardSnapshot(boardState(board))

describe.skipIf(!hasPostgres || !hasRedis)('clients over two nodes', () => {
  beforeAll(async () => {
    nodes = await nodesOverOneDatabase()
    worlds = [await nodes.start({ REDIS_URL: redisUrl! }), await nodes.start({ REDIS_URL: redisUrl! })]
    company = await aCompany(worlds[0]!)
    desks = []
    const { manager, employee } = company
    for (const person of [manager, employee, manager]) desks.push(await aDesk(person, desks.length))
    begun = performance.now()
  }, 90_000)

  afterAll(async () => {
    console.log('convergence', JSON.stringify(seen))
    for (const { client, wire } of desks ?? []) {
      client.close()
      await wire.close()
    }
    await nodes?.stop()
  }, 30_000)

  it.for(SEEDS)('seed %i: all boards are the server\'s', { timeout: 60_000 }, async (seed, { skip }) => {
    skip(performance.now() - begun > SECONDS * 1000, `${SECONDS} s are over`)
    const { manager, team } = company
    const { offset: before } = await manager.do(endpoints.readBoard, { params: { projectId: company.project.id } })
    const project = await aProject(manager, team.id)
    const params = { projectId: project.id }
    const labelIds = await Promise.all(['One', 'Two'].map(async (name) =>
      (await manager.do(endpoints.createLabel, { params, body: { name, color: 'sky' } })).id))
    const boards = desks.map(({ stores }) => stores.boards.open(project.id))
    await until(() => expect(boards.map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']))

    await wander(randomFrom(seed), boards, labelIds)

    for (const desk of desks) mend(desk)
    await until(() => expect(desks.map(({ stores }) => stores.outbox.waiting.length)).toEqual([0, 0, 0]))
    const fresh = asServer(await manager.do(endpoints.readBoard, { params }))
    for (const board of boards) await until(() => expect(boardSnapshot(board.view!), `seed ${seed}`).toEqual(fresh))
    expect(desks.map(({ stores }) => stores.outbox.changes)).toEqual([[], [], []])
    expect(fresh.offset - before).toBeGreaterThan(STEPS / 3)
    seen.runs += 1
    seen.events += fresh.offset - before
    seen.tasks += fresh.tasks.length
  })
})
