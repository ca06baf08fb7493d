// Undo of departments: made, renamed, moved, headed, deleted with what was in them, and all of it at once.
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { organizationStream, type StreamEvent } from '../../../shared/streams.ts'
import { undoableTypes } from '../../../shared/features/undo.ts'
import { aMember, anAdmin, aProgram, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aDepartment, aHierarchy, ofDepartment, ofTeam } from '../departments/crew.ts'
import { overviewAcross, overviewOf } from '../organizations/overview-snapshot.ts'

const { undo, createDepartment, updateDepartment, deleteDepartment, updateTeam, readOrganizationChart } = endpoints

describe.each(backends)('S7 S95 undo of departments on %s', (backend) => {
  const world = useWorld({ backend })

  const take = (by: Person, body: BodyInputOf<typeof undo>) => by.do(undo, { body })
  const refused = async (by: Person, body: BodyInputOf<typeof undo>) => {
    const { status, problem } = await by.call(undo, { body })
    return [status, problem.code, problem.errors?.[0]?.detail]
  }
  const toldAfter = (admin: Person, offset = 0) => eventsAfter(admin, organizationStream(admin.organization.id), offset)
  const eventOf = async (admin: Person, action: () => Promise<unknown>): Promise<StreamEvent> => {
    await action()
    return (await toldAfter(admin)).at(-1)!
  }

  /** Departments and where teams are, without what counts changes. */
  const stateOf = async (admin: Person) => {
    const { departments, teams } = await admin.do(readOrganizationChart)
    const sorted = <T extends { id: string }>(items: readonly T[]) => items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    return { departments: sorted(departments.map(({ version: _, updatedAt: __, ...rest }) => rest)), teams: sorted(teams.map(({ id, departmentId }) => ({ id, departmentId }))) }
  }

  it('one made, renamed, described, moved, headed: back, once, and forth again, on every screen', async () => {
    const admin = await anAdmin(world)
    const [manager, employee] = [await aMember(world, admin, 'manager'), await aMember(world, admin)]
    const [one, other] = [await aDepartment(admin, { name: 'One' }), await aDepartment(admin, { name: 'Other' })]
    const screens = { viewers: [admin, manager, employee], snapshots: [overviewOf] }
    const changes: (() => Promise<unknown>)[] = [
      () => aDepartment(admin, { name: 'New', parentId: one.id, headId: manager.membership.id }),
      ...([{ name: 'First', description: 'Words' }, { parentId: other.id }, { headId: manager.membership.id }, { headId: null, parentId: null, name: 'Last' }] as const)
        .map((body) => () => admin.do(updateDepartment, { ...ofDepartment(one), body })),
    ]
    for (const change of changes) {
      const before = await stateOf(admin)
      const event = await eventOf(admin, change)
      const after = await stateOf(admin)
      const { correlationId, undone } = await verifyAction(screens, () => take(admin, { eventIds: [event.id] }))
      expect(undone).toMatchObject([{ eventId: event.id, type: event.type, taskId: null, title: expect.stringMatching(/\w/) }])
      expect(await stateOf(admin)).toEqual(before)
      expect((await refused(admin, { eventIds: [event.id] })).slice(0, 2), `${event.type} twice`).toEqual([409, 'undo_conflict'])
      await verifyAction(screens, () => take(admin, { correlationId }))
      expect(await stateOf(admin)).toEqual(after)
    }
  })

  it('a deleted one comes back with its head and all that went up, and whoever runs its teams by it does so again', async () => {
    const { admin, chief, head, manager, employee, inside, team } = await aHierarchy(world)
    await aDepartment(admin, { name: 'Deeper', parentId: inside.id })
    const before = await stateOf(admin)
    const event = await eventOf(admin, () => admin.do(deleteDepartment, ofDepartment(inside)))
    const after = await stateOf(admin)
    expect(event).toMatchObject({ type: 'department.deleted', data: { name: 'Inside', department: inside } })
    expect((await head.call(endpoints.readTeam, ofTeam(team))).status).toBe(404)
    let forth = ''
    const seen = await overviewAcross(head, async () => {
      const viewers = [admin, chief, manager, employee]
      forth = (await verifyAction({ viewers, snapshots: [overviewOf] }, () => take(admin, { correlationId: event.correlationId }))).correlationId
    })
    expect(seen.reduced, 'the head sees the team from then on').toEqual(seen.fetched)
    expect(await stateOf(admin)).toEqual(before)
    expect((await head.call(endpoints.readTeam, ofTeam(team))).status).toBe(200)
    const lost = await overviewAcross(head, () => take(admin, { correlationId: forth }))
    expect(lost.reduced).toEqual(lost.fetched)
    expect(await stateOf(admin)).toEqual(after)
    expect((await head.call(endpoints.readTeam, ofTeam(team))).status, 'and no longer than it is there').toBe(404)
  })

  it('by its deletion alone it comes back empty; and by its last deletion only', async () => {
    const { admin, top, inside, team } = await aHierarchy(world)
    const remove = () => eventOf(admin, () => admin.do(deleteDepartment, ofDepartment(inside)))
    const first = await remove()
    await take(admin, { eventIds: [first.id] })
    expect((await admin.do(endpoints.readTeam, ofTeam(team))).departmentId).toBe(top.id)
    expect(await admin.do(endpoints.readDepartment, ofDepartment(inside))).toMatchObject({ parentId: top.id, headId: inside.headId, createdAt: inside.createdAt })
    await admin.do(updateDepartment, { ...ofDepartment(inside), body: { name: 'Later' } })
    const second = await remove()
    expect(await refused(admin, { eventIds: [first.id] })).toEqual([409, 'undo_conflict', 'What was deleted was changed since.'])
    await take(admin, { eventIds: [second.id] })
    expect((await admin.do(endpoints.readDepartment, ofDepartment(inside))).name).toBe('Later')
  })

  it('is refused with the reason where it was changed since, is in use, or what it needs is not there', async () => {
    const admin = await anAdmin(world)
    const [head, other] = [await aMember(world, admin, 'manager'), await aMember(world, admin, 'manager')]
    const made = await eventOf(admin, () => aDepartment(admin, { name: 'North' }))
    const { department } = made.data as { department: { id: string } }
    const renamed = await eventOf(admin, () => admin.do(updateDepartment, { ...ofDepartment(department), body: { name: 'South' } }))
    expect(await refused(admin, { eventIds: [made.id] })).toEqual([409, 'undo_conflict', 'The department South was changed since.'])
    await admin.do(updateDepartment, { ...ofDepartment(department), body: { name: 'East' } })
    expect(await refused(admin, { eventIds: [renamed.id] })).toEqual([409, 'undo_conflict', 'The department East was changed since.'])
    await admin.do(updateDepartment, { ...ofDepartment(department), body: { name: 'North' } })
    const team = await aTeam(admin)
    await admin.do(updateTeam, { ...ofTeam(team), body: { departmentId: department.id } })
    expect(await refused(admin, { eventIds: [made.id] })).toEqual([409, 'undo_conflict', 'The department North is in use.'])

    const place = await aDepartment(admin, { name: 'Place' })
    const appointed = await aDepartment(admin, { name: 'Headed', headId: head.membership.id, parentId: place.id })
    const replaced = await eventOf(admin, () => admin.do(updateDepartment, { ...ofDepartment(appointed), body: { headId: other.membership.id } }))
    const moved = await eventOf(admin, () => admin.do(updateDepartment, { ...ofDepartment(appointed), body: { parentId: null } }))
    await admin.do(endpoints.updateMember, { params: { memberId: head.membership.id }, body: { status: 'deactivated' } })
    expect(await refused(admin, { eventIds: [replaced.id] })).toEqual([409, 'undo_conflict', 'This is not an active member of the organization.'])
    await admin.do(deleteDepartment, ofDepartment(place))
    expect(await refused(admin, { eventIds: [moved.id] })).toEqual([409, 'undo_conflict', 'The department that it was part of is not there any more.'])
    const gone = await eventOf(admin, () => admin.do(deleteDepartment, ofDepartment(appointed)))
    expect((await refused(admin, { eventIds: [moved.id] }))[2]).toContain('is not there any more')
    await admin.do(endpoints.updateMember, { params: { memberId: other.membership.id }, body: { role: 'employee' } })
    expect(await refused(admin, { eventIds: [gone.id] })).toEqual([409, 'undo_conflict', 'Only managers and admins can head a department.'])

    const [upper, lower] = [await aDepartment(admin, { name: 'Upper' }), await aDepartment(admin, { name: 'Lower' })]
    await admin.do(updateDepartment, { ...ofDepartment(lower), body: { parentId: upper.id } })
    const freed = await eventOf(admin, () => admin.do(updateDepartment, { ...ofDepartment(lower), body: { parentId: null } }))
    await admin.do(updateDepartment, { ...ofDepartment(upper), body: { parentId: lower.id } })
    const before = await stateOf(admin)
    expect(await refused(admin, { eventIds: [freed.id] }), 'no circle comes of it').toEqual([409, 'undo_conflict', 'A department cannot be part of itself or of one that is part of it.'])
    expect(await stateOf(admin)).toEqual(before)
  })

  it('S11 S22 only admins, by tokens that may; another organization finds nothing', async () => {
    const { admin, head, employee, inside } = await aHierarchy(world)
    const renamed = await eventOf(admin, () => admin.do(updateDepartment, { ...ofDepartment(inside), body: { name: 'Renamed' } }))
    for (const person of [head, employee]) expect((await refused(person, { eventIds: [renamed.id] })).slice(0, 2)).toEqual([403, 'forbidden'])
    const program = await aProgram(world, admin, ['tasks:write', 'teams:write'])
    expect((await refused(program, { eventIds: [renamed.id] })).slice(0, 2)).toEqual([403, 'insufficient_scope'])
    const stranger = await anAdmin(world)
    for (const body of [{ eventIds: [renamed.id] }, { correlationId: renamed.correlationId }, { eventIds: [randomUUID()] }]) {
      expect((await refused(stranger, body)).slice(0, 2)).toEqual([404, 'not_found'])
    }
    expect((await admin.do(endpoints.readDepartment, ofDepartment(inside))).name).toBe('Renamed')
    const allowed = await aProgram(world, admin, ['tasks:write', 'organization:write'])
    await take(allowed, { eventIds: [renamed.id] })
    expect((await admin.do(endpoints.readDepartment, ofDepartment(inside))).name).toBe('Inside')
  })

  it('what only follows, who may read a team, is not taken back by itself', async () => {
    const { admin, head } = await aHierarchy(world)
    const before = (await toldAfter(admin)).at(-1)!.offset
    await admin.do(endpoints.updateMember, { params: { memberId: head.membership.id }, body: { role: 'employee' } })
    const [demoted] = (await toldAfter(admin, before)).filter(({ type }) => type === 'member.updated')
    const [status, code] = await refused(admin, { correlationId: demoted!.correlationId })
    expect([status, code]).toEqual([409, 'undo_conflict'])
  })

  it('whatever was done to departments, undoing all of it gives what was, and undoing that what there was', async () => {
    const command = fc.record({
      kind: fc.constantFrom('create', 'create', 'rename', 'move', 'move', 'head', 'delete', 'delete', 'place', 'place'), one: fc.nat(), other: fc.nat(), flag: fc.boolean(),
    })
    await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 20 }), async (commands) => {
      const admin = await anAdmin(world)
      const heads = [await aMember(world, admin, 'manager'), await aMember(world, admin, 'manager')]
      const teams = [await aTeam(admin), await aTeam(admin)]
      const ids: string[] = []
      const run = async ({ kind, one, other, flag }: { kind: string; one: number; other: number; flag: boolean }) => {
        const [id, otherId] = [ids[one % ids.length], flag ? null : ids[other % ids.length] ?? null]
        const headId = flag ? null : heads[other % 2]!.membership.id
        if (kind === 'create' || id === undefined) ids.push((await admin.call(createDepartment, { body: { name: `D${one % 9}`, parentId: otherId, headId } })).data?.id ?? randomUUID())
        else if (kind === 'delete') await admin.call(deleteDepartment, ofDepartment({ id }))
        else if (kind === 'place') await admin.call(updateTeam, { ...ofTeam(teams[one % 2]!), body: { departmentId: otherId } })
        else await admin.call(updateDepartment, { ...ofDepartment({ id }), body: kind === 'rename' ? { name: `Name ${other % 5}` } : kind === 'move' ? { parentId: otherId } : { headId } })
      }
      await run({ kind: 'create', one: 0, other: 0, flag: true })
      await run({ kind: 'create', one: 1, other: 0, flag: false })
      const before = await stateOf(admin)
      const since = new Date().toISOString()
      for (const one of commands) await run(one)
      const after = await stateOf(admin)
      const { undone, leftOut, correlationId } = await take(admin, { actorId: admin.membership.id, since })
      expect(leftOut).toEqual([])
      expect(undone.every(({ type }) => (undoableTypes as readonly string[]).includes(type))).toBe(true)
      expect(await stateOf(admin)).toEqual(before)
      if (undone.length === 0) return
      await take(admin, { correlationId })
      expect(await stateOf(admin)).toEqual(after)
    }), { numRuns: Number(process.env.FUZZ_RUNS ?? 8) })
  }, 120_000)
})
