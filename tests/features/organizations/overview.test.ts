// The overview: one snapshot of what one may see, with the positions of its streams.
import { expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, organizationStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aProject, aTeam } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'

const world = useWorld()

test('S5 S6 S35 S36 an employee sees their teams and projects and all people, an admin sees everything', async () => {
  const admin = await anAdmin(world)
  const [mine, other] = [await aTeam(admin), await aTeam(admin)]
  const [project, hidden] = [await aProject(admin, mine.id), await aProject(admin, other.id)]
  const employee = await aMember(world, admin, 'employee', [mine.id])
  const seen = await employee.do(endpoints.readOverview)
  expect(seen.me).toEqual(seen.members.find(({ id }) => id === employee.membership.id))
  expect(seen.members.map(({ id }) => id).sort()).toEqual([admin.membership.id, employee.membership.id].sort())
  expect(seen.teams.map(({ id }) => id)).toEqual([mine.id])
  expect(seen.teams[0]!.memberIds).toEqual([admin.membership.id, employee.membership.id])
  expect(seen.projects.map(({ id }) => id)).toEqual([project.id])
  const all = await admin.do(endpoints.readOverview)
  expect(all.teams.map(({ id }) => id).sort()).toEqual([mine.id, other.id].sort())
  expect(all.projects.map(({ id }) => id).sort()).toEqual([project.id, hidden.id].sort())
})

test('RT17 it says for each readable stream where it stands', async () => {
  const admin = await anAdmin(world)
  const team = await aTeam(admin)
  const employee = await aMember(world, admin)
  const { streams } = await employee.do(endpoints.readOverview)
  expect(streams.map(({ stream }) => stream)).toEqual(
    [organizationStream(admin.organization.id), inboxStream(employee.membership.id)],
  )
  expect(streams[1]).toMatchObject({ stream: inboxStream(employee.membership.id), offset: 1 })
  for (const { stream, offset } of (await admin.do(endpoints.readOverview)).streams) {
    expect((await eventsAfter(admin, stream, 0)).at(-1)?.offset ?? 0).toBe(offset)
  }
  await admin.do(endpoints.addTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })
  expect((await employee.do(endpoints.readOverview)).streams.map(({ stream }) => stream)).toContain(teamStream(team.id))
})

test('projects in the trash are left out', async () => {
  const admin = await anAdmin(world)
  const project = await aProject(admin, (await aTeam(admin)).id)
  await admin.do(endpoints.deleteProject, { params: { projectId: project.id } })
  expect((await admin.do(endpoints.readOverview)).projects).toEqual([])
})

test('S1 nothing of another organization is in it', async () => {
  const [one, other] = [await anAdmin(world), await anAdmin(world)]
  await aProject(one, (await aTeam(one)).id)
  const seen = await other.do(endpoints.readOverview)
  expect(JSON.stringify(seen)).not.toContain(one.organization.id)
  expect([seen.teams, seen.projects, seen.members.length]).toEqual([[], [], 1])
})
