// The tenant-swap matrix (X11, X12, X14, S1, S5): every operation x every place of an id x every kind of stranger. What is registered is tried.
import { beforeAll, describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { openapi } from '../../server/http/openapi.ts'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { aBot, aMember, aProgram, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { backends, useWorld, type World } from '../support/world.ts'
import { aFurnishedCompany, furnish, idsOf, type Company } from './company.ts'
import { fixtures, requestsOf } from './fixtures.ts'
import { fingerprint } from './owner.ts'
import { placesIn, placesOf } from './places.ts'
import { inWords, keyOf, tryOperation, type Attacker, type Attempt } from './swap.ts'

const all = Object.values(endpoints) as Endpoint[]
const USED = 'used-by-the-victim'

describe('what the matrix covers', () => {
  it('X11 X62 the operations of OpenAPI, of shared/index.ts and the fixtures are the same', () => {
    const documented = Object.values(openapi().paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId)).sort()
    const described = all.map(({ id }) => id).sort()
    expect(described).toEqual(documented)
    expect(Object.keys(endpoints).sort()).toEqual(documented)
    expect(Object.keys(fixtures).sort()).toEqual(documented)
  })
})

/** An archive comes into empty organizations only; the only admin does not go. */
const ANSWERED: Readonly<Record<string, number>> = { importArchive: 409, deleteAccount: 409 }

describe.each(backends)('the tenant-swap matrix on %s', (backend) => {
  const world = useWorld({ backend })
  let victim: Company
  let attackers: Attacker[]
  beforeAll(async () => {
    victim = await aFurnishedCompany(world, 'VICTIMMARKER')
    await useKeys(world, victim)
    attackers = [...await strangers(world, victim), ...await colleagues(world, victim)]
    // Else a later company, which waits for its own, would have the victim's told.
    await world.server.notifier.settle()
  }, 180_000)

  it('X11 X12 X14 no operation tells a foreign id from one that nobody has, changes a row, or adds an event', async () => {
    const attempts: Attempt[] = []
    for (const attacker of attackers) {
      const rows = () => fingerprint(world, victim.admin.organization.id, attacker.foreign ? undefined : idsOf(victim, { whole: false }))
      const before = await rows()
      for (const endpoint of all) attempts.push(...await tryOperation(world, attacker, endpoint))
      expect(await rows(), `rows after ${attacker.name}`).toEqual(before)
    }
    expect(attempts.filter(({ fault }) => fault !== '').map(inWords)).toEqual([])
    expect(triedBy(attempts, 'an admin of another organization')).toEqual(registeredPlaces())
    expect(attempts.length).toBeGreaterThan(1000)
  }, 300_000)

  it('X11 X14 every fixture is a good request of its own admin, answers as described, and touches no other organization', async () => {
    const before = await fingerprint(world, victim.admin.organization.id)
    const faults: string[] = []
    const shared = await aFurnishedCompany(world, 'OWN')
    for (const endpoint of inWorkableOrder()) {
      const company = CONSUMING.has(endpoint.id) ? await aFurnishedCompany(world, 'OWN') : shared
      const token = endpoint.access === 'public' ? null : company.admin.token
      for (const request of requestsOf(endpoint.id, company)) {
        const { status, data, problem } = await call(world.url, token, endpoint, request as never)
        if (status !== (ANSWERED[endpoint.id] ?? endpoint.status)) faults.push(`${endpoint.id} answered ${status} ${JSON.stringify(problem)}`)
        else if (status === endpoint.status && endpoint.response && !endpoint.response.safeParse(data).success) faults.push(`${endpoint.id}: ${endpoint.response.safeParse(data).error?.message}`)
        if (JSON.stringify(data ?? null).includes(victim.marker)) faults.push(`${endpoint.id} tells of the victim`)
      }
    }
    expect(faults).toEqual([])
    expect(await fingerprint(world, victim.admin.organization.id)).toEqual(before)
  }, 300_000)
})

/** As if the victim's admin had used them a moment ago. */
async function useKeys(world: World, victim: Company): Promise<void> {
  const writes = all.filter(({ method }) => method !== 'GET')
  const keys = writes.flatMap((endpoint) => requestsOf(endpoint.id, victim).map((_, index) => keyOf(USED, endpoint, index)))
  const { organization, membership } = victim.admin
  const response = { plain: { result: { name: victim.marker }, offsets: {} } }
  await world.server.kernel.transact(systemCaller(organization.id), ({ em }) => query(em, `insert into idempotency_keys
    (organization_id, membership_id, key, fingerprint, response, created_at)
    select $1::uuid, $2::uuid, key, 'theirs', $4::text::jsonb, now() from unnest($3::text[]) key`,
  [organization.id, membership.id, keys, JSON.stringify(response)]))
}

/** What ends the session or spends what other operations need has a company of its own. */
const CONSUMING = new Set(['refresh', 'logout', 'changePassword', 'deleteAccount', 'deleteOrganization', 'eraseMember', 'switchOrganization', 'acceptInvitation', 'bulkTasks', 'turnItemIntoTask'])

/** Reads, then writes, then deletions from the leaves up: endpoints are listed from the organization down to attachments. */
function inWorkableOrder(): Endpoint[] {
  const of = (...methods: string[]) => all.filter(({ method }) => methods.includes(method))
  return [...of('GET'), ...of('POST', 'PUT', 'PATCH'), ...of('DELETE').reverse()]
}

/** An item becomes a task once, so of two chosen ids the second finds no item; what a chosen id tells is tried with `createTask`. */
const UNTRIED = new Set(['turnItemIntoTask body/id'])

/** Every place that the schemas know; what has none is tried by the second test. */
function registeredPlaces(): string[] {
  return all.flatMap((endpoint) => [...placesOf(endpoint)].map((place) => `${endpoint.id} ${place}`)).filter((place) => !UNTRIED.has(place)).sort()
}

const triedBy = (attempts: Attempt[], attacker: string) => [...new Set(attempts
  .filter((attempt) => attempt.attacker === attacker && !/ among own$|^whole request$|^header\//.test(attempt.place))
  .map(({ endpoint, place }) => `${endpoint} ${place}`))].sort()

async function strangers(world: World, victim: Company): Promise<Attacker[]> {
  const own = await aFurnishedCompany(world, 'OWN')
  const others = { own, victim, foreign: true, keys: USED }
  return [
    { ...others, name: 'an admin of another organization', token: own.admin.token },
    { ...others, name: 'a bot of another organization', token: (await aBot(world, own.admin, [own.team.id], 'manager')).token },
    { ...others, name: 'an API token of another organization with one scope', token: (await aProgram(world, own.admin, ['organization:read'])).token, wholeOnly: true },
    { ...others, name: 'nobody', token: null, wholeOnly: true },
  ]
}

/** Of the same organization, but of another team; what they have there is their own. */
async function colleagues(world: World, victim: Company): Promise<Attacker[]> {
  const own = await furnish(world, victim.admin, 'COLLEAGUES')
  const others = { own, victim, foreign: false, keys: USED }
  const manager = await aMember(world, victim.admin, 'manager', [own.team.id])
  await victim.admin.do(endpoints.updateTeam, { params: { teamId: own.team.id }, body: { managerId: manager.membership.id } })
  const employee = await aMember(world, victim.admin, 'employee', [own.team.id])
  const bot = await aBot(world, victim.admin, [own.team.id], 'manager')
  return [
    { ...others, name: 'the manager of another team', token: manager.token },
    { ...others, name: 'an employee of another team', token: employee.token },
    { ...others, name: 'a bot of another team', token: bot.token, wholeOnly: true },
    { ...others, name: 'a member who was removed from the team', token: (await removed(world, victim)).token },
    { ...others, name: 'a deactivated member of the team', token: (await deactivated(world, victim)).token, wholeOnly: true },
  ]
}

async function removed(world: World, { admin, team }: Company): Promise<Person> {
  const person = await aMember(world, admin, 'employee', [team.id])
  await admin.do(endpoints.removeTeamMember, { params: { teamId: team.id, memberId: person.membership.id } })
  return person
}

async function deactivated(world: World, { admin, team }: Company): Promise<Person> {
  const person = await aMember(world, admin, 'employee', [team.id])
  await admin.do(endpoints.updateMember, { params: { memberId: person.membership.id }, body: { status: 'deactivated' } })
  return person
}

describe('the places', () => {
  it('X11 are found in schemas and requests alike', () => {
    expect([...placesOf(endpoints.moveTask)].sort()).toEqual(['body/afterTaskId', 'body/statusId', 'params/taskId'])
    expect([...placesOf(endpoints.bulkTasks)]).toContain('body/operations/*/create/assigneeIds/*')
    const request = { body: { operations: [{ op: 'delete', taskId: crypto.randomUUID() }] } }
    expect(placesIn(endpoints.bulkTasks, request)).toEqual([{ label: 'body/operations/*/delete/taskId', path: ['body', 'operations', 0, 'taskId'] }])
  })
})
