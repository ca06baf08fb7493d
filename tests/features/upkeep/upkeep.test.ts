// Upkeep: stored answers and sessions go when their time is over, and not before.
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { purge } from '../../../server/features/upkeep/upkeep.jobs.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { anAdmin, type Person } from '../../support/factories.ts'
import { backends, useWorld, type World } from '../../support/world.ts'

const HOUR = 60 * 60 * 1000
const later = (hours: number) => setClock(() => Date.now() + hours * HOUR)
afterEach(() => setClock())

const keysOf = ({ server }: World, person: Person) =>
  server.kernel.read(systemCaller(person.organization.id), async ({ em }) =>
    (await query<{ key: string }>(em, 'select key from idempotency_keys')).map(({ key }) => key))
const sessionsOf = (world: World, person: Person) => world.server.kernel.system(async (em) =>
  (await query(em, 'select id from sessions where membership_id = $1::uuid', [person.membership.id])).length)
const rename = (person: Person, key: string) =>
  person.do(endpoints.updateOrganization, { body: { name: key }, headers: { 'Idempotency-Key': key } })

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  const keys = (person: Person) => keysOf(world, person)
  const sessions = (person: Person) => sessionsOf(world, person)

  test('RT22 answers of every organization are kept 24 hours, then purged', async () => {
    const people = [await anAdmin(world), await anAdmin(world)]
    for (const person of people) await rename(person, `key-${randomUUID()}`)
    later(23.9)
    await purge(world.server)({})
    for (const person of people) expect(await keys(person)).toHaveLength(1)
    later(24.1)
    await purge(world.server)({})
    for (const person of people) expect(await keys(person)).toEqual([])
  })

  test('a session is deleted a day after it ended or expired', async () => {
    const [left, stays] = [await anAdmin(world), await anAdmin(world)]
    await left.do(endpoints.logout, { body: { refresh: left.refresh } })
    await purge(world.server)({})
    expect([await sessions(left), await sessions(stays)]).toEqual([1, 1])
    later(25)
    await purge(world.server)({})
    expect([await sessions(left), await sessions(stays)]).toEqual([0, 1])
    later(16 * 24)
    await purge(world.server)({})
    expect(await sessions(stays)).toBe(0)
  })
})
