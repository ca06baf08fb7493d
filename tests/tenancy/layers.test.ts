// One layer of isolation off at a time (X52): what crosses organizations stays as refused as with all three; with two off it does not.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Policy from '../../server/policy/policy.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { closeClients, connect, pause, type Client } from '../realtime/support/client.ts'
import { postgresUrl, useWorld, type World } from '../support/world.ts'
import { aFurnishedCompany, type Company } from './company.ts'
import { asOwner, fingerprint, tenantTables } from './owner.ts'
import { registered, trySocket } from './socket-swap.ts'
import { inWords, tryOperation, type Attacker, type Attempt } from './swap.ts'

// Test files share their process: the server is loaded anew here, so that it takes the switch, and once more for whoever comes next.
const switches = vi.hoisted(() => {
  vi.resetModules()
  return { policy: true, passedOver: 0 }
})
afterAll(() => void vi.resetModules())

vi.mock('../../server/policy/policy.ts', async (original) => {
  const real = await original<typeof Policy>()
  const unlessOff = <Given extends unknown[], Answer>(ask: (...given: Given) => Answer, allowed: Answer) => (...given: Given): Answer => {
    if (switches.policy) return ask(...given)
    switches.passedOver += 1
    return allowed
  }
  return {
    ...real,
    authorize: unlessOff(real.authorize, undefined),
    authorizeRole: unlessOff(real.authorizeRole, undefined),
    can: unlessOff(real.can, true),
  }
})

describe('one layer off', () => {
  const world = useWorld(postgresUrl ? { backend: 'postgres' } : {})
  let victim: Company
  let own: Company
  beforeAll(async () => {
    victim = await aFurnishedCompany(world, 'VICTIMMARKER')
    own = await aFurnishedCompany(world, 'OWN')
  }, 180_000)

  async function faults(): Promise<string[]> {
    const attacker: Attacker = {
      name: 'an admin of another organization', token: own.admin.token, own, victim, foreign: true, keys: crypto.randomUUID(),
    }
    const attempts: Attempt[] = []
    const before = await fingerprint(world, victim.admin.organization.id)
    for (const endpoint of Object.values(endpoints) as Endpoint[]) attempts.push(...await tryOperation(world, attacker, endpoint))
    const client = await connect(world.url, attacker.token)
    const differences = await faultsOfSocket(client, attacker)
    const after = await fingerprint(world, victim.admin.organization.id)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]).map((table) => `rows of ${table} changed`)
    return [...attempts.filter(({ fault }) => fault !== '').map(inWords), ...differences, ...changed, ...await heardBy(client)]
  }

  /** Every message of the socket with the victim's ids. */
  async function faultsOfSocket(client: Client, attacker: Attacker): Promise<string[]> {
    const tried = new Set<string>()
    const differences = await trySocket(client, attacker, victim, tried)
    expect([...tried].sort()).toEqual(registered())
    return differences
  }

  /** What the attacker's socket hears while the victim's team works. */
  async function heardBy(client: Client): Promise<string[]> {
    const { status } = await victim.admin.call(endpoints.createTask, { body: { projectId: victim.project.id, title: 'VICTIMMARKER live' } })
    if (status !== 201) return ['the victim can no longer work']
    await pause(120)
    const told = JSON.stringify([client.events, client.resets, client.heads])
    closeClients()
    return told.includes('VICTIMMARKER') || told.includes(victim.epoch) ? [`a socket heard ${told.slice(0, 300)}`] : []
  }

  it('X52 without the ORM\'s filter, row-level security holds alone', async () => {
    const on = filtersOff(world)
    try {
      expect(await faults()).toEqual([])
    } finally {
      on()
    }
  }, 240_000)

  it('X52 without authorize, another organization is still out of reach', async () => {
    switches.policy = false
    try {
      expect(await faults()).toEqual([])
      expect(switches.passedOver).toBeGreaterThan(100)
    } finally {
      switches.policy = true
    }
  }, 240_000)

  it('X52 without row-level security, filter and conditions hold alone; without both the matrix sees it', async () => {
    await rowSecurityOff(world)
    expect(await faults()).toEqual([])
    const on = filtersOff(world)
    try {
      expect((await faults()).length).toBeGreaterThan(5)
    } finally {
      on()
    }
  }, 240_000)
})

/** Takes the tenant filter out of this server's entities; gives what puts it back. */
function filtersOff({ server }: World): () => void {
  const filters = [...server.kernel.database.orm.getMetadata().getAll().values()].flatMap(({ filters: own }) => own.tenant ?? [])
  expect(filters.length).toBeGreaterThan(15)
  for (const filter of filters) filter.default = false
  return () => {
    for (const filter of filters) filter.default = true
  }
}

async function rowSecurityOff(world: World): Promise<void> {
  await asOwner(world, async (ask) => {
    for (const table of [...await tenantTables(ask), 'organizations']) await ask(`alter table ${table} disable row level security`)
  })
}
