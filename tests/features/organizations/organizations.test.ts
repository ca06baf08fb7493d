// The organization and its settings.
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aProgram } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from './overview-snapshot.ts'

const world = useWorld()

test('S2 S3 S4 S13 an admin changes name, look and time zone, and every open overview follows', async () => {
  const admin = await anAdmin(world)
  const [manager, employee] = [await aMember(world, admin, 'manager'), await aMember(world, admin)]
  const changed = await verifyAction({ viewers: [admin, manager, employee], snapshots: [overviewOf] }, () =>
    admin.do(
      endpoints.updateOrganization, { body: { name: 'Harbour Works', accent: 'magenta', timezone: 'Europe/Vienna' } },
    ))
  expect(changed).toMatchObject({ name: 'Harbour Works', accent: 'magenta', timezone: 'Europe/Vienna' })
  expect(await employee.do(endpoints.readOrganization)).toEqual(changed)
  const events = await eventsAfter(employee, organizationStream(admin.organization.id), 0)
  expect(events.at(-1)).toMatchObject({
    type: 'organization.updated', actor: { membershipId: admin.membership.id },
    data: { changes: { accent: [expect.any(String), 'magenta'] } },
  })
})

test('a change that changes nothing leaves no event and no new version', async () => {
  const admin = await anAdmin(world)
  const same = await verifyAction({ viewers: [admin], snapshots: [overviewOf], silent: true }, () =>
    admin.do(endpoints.updateOrganization, { body: { name: admin.organization.name } }))
  expect(same.version).toBe(admin.organization.version)
})

test('S22 S31 managers and employees may read the settings but not change them', async () => {
  const admin = await anAdmin(world)
  for (const role of ['manager', 'employee'] as const) {
    const member = await aMember(world, admin, role)
    const answer = await member.call(endpoints.updateOrganization, { body: { name: 'Mine now' } })
    expect([answer.status, answer.problem.code]).toEqual([403, 'forbidden'])
    expect((await member.do(endpoints.readOrganization)).name).toBe(admin.organization.name)
  }
})

test('S1 S9 each organization is told only about itself', async () => {
  const [one, other] = [await anAdmin(world), await anAdmin(world)]
  await one.do(endpoints.updateOrganization, { body: { name: 'Only mine' } })
  expect((await other.do(endpoints.readOrganization)).id).toBe(other.organization.id)
  expect((await other.do(endpoints.readOrganization)).name).not.toBe('Only mine')
})

test.each([
  ['/timezone', { timezone: 'Mars/Olympus' }],
  ['/accent', { accent: 'plaid' }],
  ['/name', { name: '   ' }],
  ['/plan', { plan: 'gold' }],
])('S113 a wrong field is named: %s', async (pointer, body) => {
  const admin = await anAdmin(world)
  const answer = await admin.call(endpoints.updateOrganization, { raw: JSON.stringify(body) })
  expect(answer.status).toBe(422)
  expect(answer.problem.errors?.map((error) => error.pointer)).toEqual([pointer])
})

test('If-Match with a stale version is refused with 412 and changes nothing', async () => {
  const admin = await anAdmin(world)
  const first = await admin.call(endpoints.readOrganization)
  const etag = first.headers.get('etag')!
  await admin.do(endpoints.updateOrganization, { body: { name: 'Second' }, headers: { 'If-Match': etag } })
  const stale = await admin.call(
    endpoints.updateOrganization, { body: { name: 'Third' }, headers: { 'If-Match': etag } },
  )
  expect([stale.status, stale.problem.code]).toEqual([412, 'precondition_failed'])
  expect((await admin.do(endpoints.readOrganization)).name).toBe('Second')
})

test('an API token needs the scope to change settings', async () => {
  const admin = await anAdmin(world)
  const reader = await aProgram(world, admin, ['organization:read'])
  expect((await reader.call(endpoints.readOrganization)).status).toBe(200)
  const answer = await reader.call(endpoints.updateOrganization, { body: { name: 'By token' } })
  expect([answer.status, answer.problem.code]).toEqual([403, 'insufficient_scope'])
})
