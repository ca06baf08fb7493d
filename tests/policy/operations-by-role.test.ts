// Every operation by HTTP x who asks (X15): answered and refused exactly as the endpoint's permission and the table of permissions say, and nothing changes by what is refused.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { can, permissions, type Permission } from '../../shared/permissions.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { asOwner } from '../tenancy/owner.ts'
import { allCallers, CALLERS, MARKER, type Caller, type CallerName } from './operation-callers.ts'
import { ANSWERED, ASKED_TOO, inWorkableOrder, OF_ONESELF, REFUSED_BY, requestOf, WITHOUT_PERMISSION } from './operation-requests.ts'

const members = (Object.values(endpoints) as Endpoint[]).filter(({ access }) => access === 'member')
const permissionOf = (endpoint: Endpoint): Permission | 'own' => endpoint.permission ?? WITHOUT_PERMISSION[endpoint.id]!

/** By operation, whom it answered and whom it refused. */
const tried = new Map(members.map(({ id }) => [id, { answered: new Set<string>(), refused: new Set<string>() }]))

describe('every operation for every role', () => {
  const world = useWorld()
  let callers: Record<CallerName, Caller>
  beforeAll(async () => {
    callers = await allCallers(world)
    // Else the first request that is refused would see what others are told of.
    await world.server.notifier.settle()
  }, 180_000)

  const heads = ({ company }: Caller) => asOwner(world, (ask) =>
    ask<{ stream: string; head: number }>(`select stream, max("offset")::int as head from events where organization_id = $1::uuid group by stream order by stream`, [company.admin.organization.id]))

  async function faultOf(caller: Caller, endpoint: Endpoint): Promise<string> {
    const expected = mayBy(caller, endpoint)
    const before = await heads(caller)
    const { status, data, problem } = await call(world.url, caller.person.token, endpoint, requestOf(endpoint, caller.company, caller.mine) as never)
    const text = JSON.stringify(data) ?? ''
    tried.get(endpoint.id)![expected ? 'answered' : 'refused'].add(caller.actor.membershipId)
    if (expected) return status === (ANSWERED[endpoint.id] ?? endpoint.status) ? '' : `may, and was answered ${status} ${text.slice(0, 300)}`
    const refused = [403, 404].includes(status) || (status === 422 && problem.code === REFUSED_BY[endpoint.id])
    if (!(isListOfWhatOneSees(endpoint) ? status === 200 : refused)) return `may not, and was answered ${status} ${text.slice(0, 300)}`
    if (text.includes(MARKER) && !sees(caller)) return `may not, and was told ${text.slice(0, 300)}`
    return JSON.stringify(await heads(caller)) === JSON.stringify(before) ? '' : 'may not, and changed something'
  }

  it.each(CALLERS)('X15 %s is answered and refused as the table says', async (name) => {
    const faults: string[] = []
    for (const endpoint of inWorkableOrder(members)) {
      const fault = await faultOf(callers[name], endpoint)
      if (fault) faults.push(`${endpoint.id} (${permissionOf(endpoint)}): ${fault}`)
    }
    expect(faults).toEqual([])
  }, 120_000)

  it('X15 every operation was answered to somebody, and refused to somebody unless it is everybody\'s', () => {
    const untold = members.filter((endpoint) => {
      const { answered, refused } = tried.get(endpoint.id)!
      return answered.size === 0 || (refused.size === 0 && !isEverybodys(endpoint))
    })
    expect(untold.map(({ id }) => id)).toEqual([])
    expect([...tried.values()].every(({ answered, refused }) => answered.size + refused.size === CALLERS.length)).toBe(true)
  })
})

describe('what the matrix cannot read off the endpoints', () => {
  it('X15 is what names no permission, and nothing else', () => {
    expect(members.filter(({ permission }) => !permission).map(({ id }) => id).sort()).toEqual(Object.keys(WITHOUT_PERMISSION).sort())
  })
})

/** What an API token can never do is refused to bots. */
function mayBy({ actor, company, makerId, person }: Caller, endpoint: Endpoint): boolean {
  if (person.membership.kind === 'bot' && endpoint.scope === null) return false
  const permission = permissionOf(endpoint)
  if (permission === 'own') return true
  const subject = { teamId: company.team.id, departmentId: company.department.id, createdById: OF_ONESELF.has(endpoint.id) ? actor.membershipId : makerId }
  return [permission, ...(ASKED_TOO[endpoint.id] ? [ASKED_TOO[endpoint.id]!] : [])].every((one) => can(actor, one, subject))
}

const sees = ({ actor, company }: Caller) => can(actor, 'team.read', { teamId: company.team.id })

/** Lists of the whole organization hold what the asker may see; where that is nothing, they are empty. */
const isListOfWhatOneSees = ({ method, path, permission }: Endpoint) =>
  method === 'GET' && !path.includes('{') && permission !== undefined && permissions[permission].employee === 'member'

const isEverybodys = (endpoint: Endpoint) => {
  const permission = permissionOf(endpoint)
  return endpoint.scope !== null && (permission === 'own' || Object.values(permissions[permission]).every((grant) => grant === 'always'))
}
