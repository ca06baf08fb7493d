// Streams by HTTP: replay in order, long texts, and who may read.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, organizationStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aProgram, aTeam } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()

test('RT2 RT10 events are read after an offset, in order, without gaps, page by page', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  for (let round = 1; round <= 6; round += 1) await admin.do(
    endpoints.updateTeam, { params: { teamId: team.id }, body: { name: `Name ${round}` } },
  )
  const params = { stream: teamStream(team.id) }
  const { items } = await admin.do(endpoints.listStreamEvents, { params })
  expect(items.map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(items[0]).toMatchObject({ stream: params.stream, type: 'team.created', schema: 1, actor: {
    membershipId: admin.membership.id,
  }, data: { team } })
  const page = await admin.do(endpoints.listStreamEvents, { params, query: { after: 3, limit: 2 } })
  expect(page.items).toEqual(items.slice(3, 5))
  expect((await admin.do(endpoints.listStreamEvents, { params, query: { after: 7 } })).items).toEqual([])
})

test('RT3 S33 whoever cannot read a stream is told that it is not there', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  const [employee, stranger] = [await aMember(world, admin), await anAdmin(world)]
  const may = async (person: typeof admin, stream: string) =>
    (await person.call(endpoints.listStreamEvents, { params: { stream: stream as never } })).status
  expect(await may(employee, organizationStream(admin.organization.id))).toBe(200)
  expect(await may(employee, inboxStream(employee.membership.id))).toBe(200)
  expect(await may(employee, teamStream(team.id))).toBe(404)
  expect(await may(admin, inboxStream(employee.membership.id))).toBe(404)
  const streams = [organizationStream(admin.organization.id), teamStream(team.id), inboxStream(admin.membership.id)]
  for (const stream of streams) {
    expect(await may(stranger, stream)).toBe(404)
  }
  const nowhere = [teamStream(randomUUID()), organizationStream(randomUUID()), 'board:1', 'team:not-an-id']
  for (const stream of nowhere) expect(await may(admin, stream)).toBe(404)
})

test('the texts of a stream belong to that stream and its readers', async () => {
  const admin = await anAdmin(world)
  const [team, other] = [await aTeam(admin), await aTeam(admin)]
  const employee = await aMember(world, admin, 'employee', [other.id])
  const description = 'ж'.repeat(8000)
  await admin.do(endpoints.updateTeam, { params: { teamId: team.id }, body: { description } })
  const stream = teamStream(team.id)
  const event = (await admin.do(endpoints.listStreamEvents, { params: { stream } })).items.at(-1)!
  const { $text: textId } = (
    event.data as { changes: { description: [string, { $text: string }] } }
  ).changes.description[1]
  expect((await admin.do(endpoints.readStreamText, { params: { stream, textId } })).text).toBe(description)
  expect((await employee.call(endpoints.readStreamText, { params: { stream, textId } })).status).toBe(404)
  expect(
    (await employee.call(endpoints.readStreamText, { params: { stream: teamStream(other.id), textId } })).status,
  ).toBe(404)
  expect((await admin.call(endpoints.readStreamText, { params: { stream, textId: randomUUID() } })).status).toBe(404)
})

test('S113 limits are kept, and a token needs streams:read', async () => {
  const admin = await anAdmin(world)
  const params = { stream: organizationStream(admin.organization.id) }
  for (const query of [{ limit: 501 }, { after: -1 }]) {
    const answer = await admin.call(endpoints.listStreamEvents, { params, query })
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, `?${Object.keys(query)[0]}`])
  }
  const [with_, without] = [
    await aProgram(world, admin, ['streams:read']), await aProgram(world, admin, ['teams:read']),
  ]
  expect((await with_.call(endpoints.listStreamEvents, { params })).status).toBe(200)
  expect((await without.call(endpoints.listStreamEvents, { params })).problem.code).toBe('insufficient_scope')
})
