// Bots: members without a person, made by admins, with a token.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aBot, aMember, anAdmin, aProgram, aTeam } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'

const world = useWorld()

test('S114 an admin makes a bot in teams; its token, shown once, opens them', async () => {
  const admin = await anAdmin(world)
  const [team, other] = [await aTeam(admin), await aTeam(admin)]
  const answer = await verifyAction({ viewers: [admin], snapshots: [overviewOf] }, () =>
    admin.call(endpoints.createBot, { body: { name: 'Tide', role: 'employee', teamIds: [team.id] } }))
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([201, 'no-store'])
  expect(answer.data.membership).toMatchObject(
    { kind: 'bot', name: 'Tide', email: null, role: 'employee', status: 'active' }
  )
  const bot = await aBot(world, admin, [team.id])
  expect((await bot.do(endpoints.listTeams)).items.map(({ id }) => id)).toEqual([team.id])
  expect((await bot.call(endpoints.readTeam, { params: { teamId: other.id } })).status).toBe(404)
  expect((await bot.do(endpoints.readOverview)).me).toEqual(bot.membership)
  expect((await eventsAfter(bot, inboxStream(bot.membership.id), 0)).map(({ type }) => type)).toContain('team.opened')
  expect((await eventsAfter(bot, teamStream(team.id), 0)).at(-1)).toMatchObject(
    { type: 'team.member_added', data: { memberId: bot.membership.id } }
  )
})

test('a bot with the role admin sees every team and is told so', async () => {
  const admin = await anAdmin(world)
  const teams = [await aTeam(admin), await aTeam(admin)]
  const bot = await aBot(world, admin, [teams[0]!.id], 'admin')
  const told = await eventsAfter(bot, inboxStream(bot.membership.id), 0)
  const opened = told.filter(({ type }) => type === 'team.opened')
  expect(opened.map(({ data }) => data.teamId).sort()).toEqual(teams.map(({ id }) => id).sort())
})

test('S22 only admins make bots, and only signed in as themselves', async () => {
  const admin = await anAdmin(world)
  const body = { name: 'Bot', role: 'admin' as const, teamIds: [] }
  for (const role of ['manager', 'employee'] as const) {
    expect((await (await aMember(world, admin, role)).call(endpoints.createBot, { body })).status).toBe(403)
  }
  const program = await aProgram(world, admin, ['members:write', 'organization:write'])
  expect((await program.call(endpoints.createBot, { body })).problem.code).toBe('insufficient_scope')
})

test('S1 S113 a team that is none of the organization is named, and nothing is made', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  const foreign = await aTeam(await anAdmin(world))
  for (const teamId of [foreign.id, randomUUID()]) {
    const answer = await admin.call(
      endpoints.createBot, { body: { name: 'Bot', role: 'employee', teamIds: [team.id, teamId] } },
    )
    expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, '/teamIds/1'])
  }
  const wrong = await admin.call(endpoints.createBot, { raw: JSON.stringify({ name: '', role: 'robot', teamIds: [] }) })
  expect(wrong.problem.errors?.map(({ pointer }) => pointer)).toEqual(['/name', '/role'])
  expect((await admin.do(endpoints.listMembers, { query: { kind: 'bot' } })).items).toEqual([])
})
