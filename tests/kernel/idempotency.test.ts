// Idempotency-Key (F26, F27, RT22): applied once, answered alike, for one member, for a day; what holds secrets is stored sealed.
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { setClock } from '../../server/kernel/clock.ts'
import { query } from '../../server/kernel/database.ts'
import { keptAnswer } from '../../server/kernel/idempotency.ts'
import { deriveSecrets } from '../../server/kernel/secrets.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import { aMember, anAdmin, aProject, aTeam, type Person } from '../support/factories.ts'
import { backends, useWorld } from '../support/world.ts'
import { asOwner } from '../tenancy/owner.ts'

const HOUR = 3_600_000
const SECRET_KEY = 'repeated-0123456789-abcdefghijklmnopqrstuvwxyz'

describe.each(backends)('Idempotency-Key on %s', (backend) => {
  const world = useWorld({ backend, settings: { SECRET_KEY } })
  afterEach(() => setClock())

  async function aStage() {
    const admin = await anAdmin(world)
    const project = await aProject(admin, (await aTeam(admin)).id)
    const create = (person: Person, key: string, title: string) =>
      person.call(endpoints.createTask, { body: { projectId: project.id, title }, headers: { 'Idempotency-Key': key } })
    const count = async () => (await admin.do(endpoints.readBoard, { params: { projectId: project.id } })).tasks.length
    return { admin, project, create, count }
  }

  it('F26 the same key ten times at once, 20 rounds: applied once each, all answers equal', async () => {
    const { admin, create, count } = await aStage()
    for (let round = 1; round <= 20; round += 1) {
      const key = randomUUID()
      const answers = await Promise.all(Array.from({ length: 10 }, () => untilDone(() => create(admin, key, `Round ${round}`))))
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201))
      for (const { data, offsets } of answers) expect([data, offsets]).toEqual([answers[0]!.data, answers[0]!.offsets])
      expect(answers.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(9)
      expect(await count()).toBe(round)
    }
  }, 60_000)

  it('F27 same body: the stored answer; another body, path or method: 422', async () => {
    const { admin, project, create, count } = await aStage()
    const first = await create(admin, 'key', 'Task')
    const again = await create(admin, 'key', 'Task')
    expect([again.status, again.data, again.offsets]).toEqual([201, first.data, first.offsets])
    const other = await create(admin, 'key', 'Other task')
    expect([other.status, other.problem.code]).toEqual([422, 'idempotency_mismatch'])
    const elsewhere = await admin.call(endpoints.createLabel, {
      params: { projectId: project.id }, body: { name: 'Label' }, headers: { 'Idempotency-Key': 'key' },
    })
    expect(elsewhere.problem.code).toBe('idempotency_mismatch')
    expect(await count()).toBe(1)
  })

  it('F27 a request that failed keeps no key: the repetition is a new try', async () => {
    const { admin, create, count } = await aStage()
    expect((await create(admin, 'key', '')).status).toBe(422)
    const missing = { body: { projectId: randomUUID(), title: 'Task' }, headers: { 'Idempotency-Key': 'key' } }
    expect((await admin.call(endpoints.createTask, missing)).status).toBe(404)
    expect((await create(admin, 'key', 'Task')).status).toBe(201)
    expect(await count()).toBe(1)
  })

  it('F27 while the first is in flight: 409, or the same answer once it is done', async () => {
    const { admin, create } = await aStage()
    await world.server.kernel.transact(systemCaller(admin.organization.id), ({ em }) => query(em,
      `insert into idempotency_keys (organization_id, membership_id, key, fingerprint, created_at)
       select organization_id, $2::uuid, 'taken', fingerprint, created_at from idempotency_keys where organization_id = $1::uuid union all
       select $1::uuid, $2::uuid, 'taken', 'nothing yet', now() limit 1`, [admin.organization.id, admin.membership.id]))
    expect((await create(admin, 'taken', 'Task')).problem.code).toBe('idempotency_mismatch')
    await create(admin, 'done', 'Task')
    await asOwner(world, (ask) => ask(`update idempotency_keys set response = null where organization_id = $1::uuid and key = 'done'`, [admin.organization.id]))
    const inFlight = await create(admin, 'done', 'Task')
    expect([inFlight.status, inFlight.problem.code]).toEqual([409, 'idempotency_in_flight'])
  })

  it('F27 after 24 hours the key is new; a minute before it is not', async () => {
    const { admin, create, count } = await aStage()
    const program = await admin.do(endpoints.createToken, { body: { name: 'Night', scopes: ['tasks:write'] } })
    const night: Person = { ...admin, call: (endpoint, options) => admin.call(endpoint, { ...options, headers: { ...options?.headers, Authorization: `Bearer ${program.token}` } } as never) }
    const first = await create(night, 'key', 'Task')
    const start = Date.now()
    setClock(() => start + 24 * HOUR - 60_000)
    expect((await create(night, 'key', 'Task')).data.id).toBe(first.data.id)
    setClock(() => start + 24 * HOUR + 60_000)
    const later = await create(night, 'key', 'Another task')
    expect([later.status, later.headers.has('idempotent-replayed')]).toEqual([201, false])
    setClock()
    expect(await count()).toBe(2)
  })

  it('F27 another member, or another organization, has keys of their own', async () => {
    const { admin, create, count } = await aStage()
    const second = await aMember(world, admin, 'admin')
    const [one, two] = [await create(admin, 'key', 'Task'), await create(second, 'key', 'Task')]
    expect([one.status, two.status, one.data.id === two.data.id]).toEqual([201, 201, false])
    const other = await aStage()
    expect((await other.create(other.admin, 'key', 'Task')).headers.has('idempotent-replayed')).toBe(false)
    expect([await count(), await other.count()]).toEqual([2, 1])
  })

  it('whoever lost the team does not get its task by asking again, and does again when back', async () => {
    const { admin, project, create } = await aStage()
    const member = await aMember(world, admin, 'employee', [project.teamId])
    const first = await create(member, 'key', 'Task')
    expect(first.status).toBe(201)
    const params = { teamId: project.teamId, memberId: member.membership.id }
    const leave = () => admin.call(endpoints.removeTeamMember, { params, headers: { 'Idempotency-Key': 'leave' } })
    expect((await leave()).status).toBe(200)
    const lost = await create(member, 'key', 'Task')
    expect([lost.status, lost.problem.code, lost.offsets]).toEqual([404, 'not_found', {}])
    expect([(await leave()).status, (await leave()).headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    await admin.do(endpoints.addTeamMember, { params })
    const back = await create(member, 'key', 'Task')
    expect([back.status, back.data]).toEqual([201, first.data])
  })

  it('whoever lost the team does not get its task by asking again for what changed nothing', async () => {
    const { admin, project, create } = await aStage()
    const member = await aMember(world, admin, 'employee', [project.teamId])
    const { data: task } = await create(member, 'key', 'Task')
    const same = () => member.call(endpoints.updateTask, { params: { taskId: task.id }, body: { title: 'Task' }, headers: { 'Idempotency-Key': 'same' } })
    const first = await same()
    expect([first.status, first.offsets, (await same()).headers.get('idempotent-replayed')]).toEqual([200, {}, 'true'])
    const params = { teamId: project.teamId, memberId: member.membership.id }
    await admin.do(endpoints.removeTeamMember, { params })
    expect([(await same()).status, (await same()).problem.code]).toEqual([404, 'not_found'])
    await admin.do(endpoints.addTeamMember, { params })
    expect((await same()).data).toEqual(first.data)
  })

  it('whoever is no admin any more does not get the secret of a token that an admin made by asking again', async () => {
    const admin = await anAdmin(world)
    const second = await aMember(world, admin, 'admin')
    const create = () => second.call(endpoints.createToken, { body: { name: 'Secret', scopes: ['tasks:read'] }, headers: { 'Idempotency-Key': 'key' } })
    const { token } = (await create()).data
    expect((await create()).data.token).toBe(token)
    await admin.do(endpoints.updateMember, { params: { memberId: second.membership.id }, body: { role: 'employee' } })
    const lower = await create()
    expect([lower.status, JSON.stringify(lower.problem).includes(token)]).toEqual([404, false])
  })

  it('X14 an answer with a secret is replayed whole, and is stored sealed', async () => {
    const admin = await anAdmin(world)
    const headers = { 'Idempotency-Key': 'key' }
    const create = () => admin.call(endpoints.createToken, { body: { name: 'Secret', scopes: ['tasks:read'] }, headers })
    const invite = () => admin.call(endpoints.createInvitation, { body: { email: 'x@example.com', role: 'employee', teamIds: [] }, headers: { 'Idempotency-Key': 'other' } })
    const [token, invitation] = [(await create()).data.token, (await invite()).data.token]
    expect((await create()).data.token).toBe(token)
    expect((await invite()).data.token).toBe(invitation)
    const rows = await asOwner(world, (ask) => ask<{ row: string }>('select k::text as row from idempotency_keys k where organization_id = $1::uuid', [admin.organization.id]))
    expect(rows).toHaveLength(2)
    for (const { row } of rows) {
      expect(row).toContain('sealed')
      for (const secret of [token, invitation, token.slice(10, 40), invitation.slice(8, 40)]) expect(row).not.toContain(secret)
    }
  })

  it('F27 an answer that version 0.1.0 stored is repeated after the upgrade, plain or sealed', async () => {
    const { admin, create } = await aStage()
    const secret = () => admin.call(endpoints.createToken, { body: { name: 'Secret', scopes: ['tasks:read'] }, headers: { 'Idempotency-Key': 'token' } })
    const [task, token] = [await create(admin, 'key', 'Task'), await secret()]
    const owner = { organizationId: admin.organization.id, membershipId: admin.membership.id }
    const { json: sealed } = keptAnswer(owner, { key: 'token', fingerprint: '', secret: true },
      { result: token.data, offsets: {} }, deriveSecrets(SECRET_KEY).seal)
    await asOwner(world, async (ask) => {
      const former = 'update idempotency_keys set response = $3::text::json where organization_id = $1::uuid and key = $2'
      await ask(former, [owner.organizationId, 'key', JSON.stringify({ plain: { result: task.data, offsets: { 'team:x': 7 } } })])
      await ask(former, [owner.organizationId, 'token', `{"sealed":${sealed}}`])
    })
    const again = [await create(admin, 'key', 'Task'), await secret()]
    expect(again.map(({ status, data }) => [status, data])).toEqual([task, token].map(({ data }) => [201, data]))
    expect(again[0]!.headers.get('lockstep-offsets')).toBe('team:x=7')
  })

  it.each(['', ' ', 'ä', 'x'.repeat(201), 'a b'])('a key %j that is none is refused or no key', async (key) => {
    const { admin, project } = await aStage()
    const response = await fetch(`${world.url}/api/projects/${project.id}/labels`, {
      method: 'POST', body: JSON.stringify({ name: 'Label' }),
      headers: { Authorization: `Bearer ${admin.token}`, 'Content-Type': 'application/json', 'Idempotency-Key': Buffer.from(key).toString('latin1') },
    })
    expect(response.status).toBe(key.trim() === '' ? 201 : 422)
  })
})

/** Repeats while the same request is being worked on. */
async function untilDone<A extends { status: number; problem: { code: string } }>(ask: () => Promise<A>): Promise<A> {
  for (;;) {
    const answer = await ask()
    if (answer.status !== 409 || answer.problem.code !== 'idempotency_in_flight') return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
