// The rule of heads against a plain model: over random changes everybody may exactly what the model says, in the database and in the
// client, and has been told of every team that opened or closed (S7, RT1, RT19).
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actorOf } from '../../../client/features/organizations/actor.ts'
import { overviewState } from '../../../client/features/organizations/organizations.reducer.ts'
import { loadActor } from '../../../server/policy/access.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { inboxStream, teamStream } from '../../../shared/streams.ts'
import { aMember, anAdmin, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { aDepartment, ofDepartment, ofTeam } from './crew.ts'

const world = useWorld()
const [PEOPLE, DEPARTMENTS, TEAMS] = [4, 6, 3]

type Place = 'manager' | 'member'

/** What the product says, written down without looking at how it is done. */
class Model {
  readonly departments = new Map<string, { parent: string | null; head: string | null }>()
  readonly teams = new Map<string, { department: string | null; members: Set<string> }>()
  readonly employees = new Set<string>()

  above(department: string | null): string[] {
    return department === null ? [] : [department, ...this.above(this.departments.get(department)!.parent)]
  }

  placesOf(person: string): Record<string, Place> {
    const places: Record<string, Place> = {}
    for (const [team, { department, members }] of this.teams) {
      if (members.has(person)) places[team] = 'member'
      if (this.above(department).some((id) => this.departments.get(id)!.head === person)) places[team] = 'manager'
    }
    return places
  }

  headedBy(person: string): string[] {
    return [...this.departments.keys()].filter((id) => this.above(id).some((over) => this.departments.get(over)!.head === person)).sort()
  }
}

interface Stage { admin: Person; people: Person[]; model: Model }

/** Numbers are taken modulo what there is; null where there is none. */
const pick = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)]
const index = fc.nat({ max: 1000 })
const command = fc.record({
  kind: fc.constantFrom('parent', 'head', 'head', 'place', 'place', 'join', 'leave', 'delete', 'make', 'role'), one: index, two: index, none: fc.boolean(),
})
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

async function aStage(): Promise<Stage> {
  const admin = await anAdmin(world)
  const people = []
  for (let count = 0; count < PEOPLE; count += 1) people.push(await aMember(world, admin, 'manager'))
  const model = new Model()
  for (let count = 0; count < DEPARTMENTS; count += 1) model.departments.set((await aDepartment(admin)).id, { parent: null, head: null })
  for (let count = 0; count < TEAMS; count += 1) model.teams.set((await aTeam(admin)).id, { department: null, members: new Set() })
  return { admin, people, model }
}

/** Does it in the product and in the model; what the product refuses the model must find wrong too. */
async function apply({ admin, people, model }: Stage, { kind, one, two, none }: Command): Promise<void> {
  const department = pick([...model.departments.keys()], one)
  const other = none ? null : pick([...model.departments.keys()], two) ?? null
  const team = pick([...model.teams.keys()], one)!
  const person = pick(people, two)!
  const id = person.membership.id
  const update = (body: object) => admin.call(endpoints.updateDepartment, { ...ofDepartment({ id: department! }), body })
  if (kind === 'parent' && department) {
    const isCircle = model.above(other).includes(department)
    expect((await update({ parentId: other })).status).toBe(isCircle ? 422 : 200)
    if (!isCircle) model.departments.get(department)!.parent = other
  } else if (kind === 'head' && department) {
    const head = none ? null : id
    const isUnfit = head !== null && model.employees.has(head)
    expect((await update({ headId: head })).status).toBe(isUnfit ? 422 : 200)
    if (!isUnfit) model.departments.get(department)!.head = head
  } else if (kind === 'place') {
    await admin.do(endpoints.updateTeam, { ...ofTeam({ id: team }), body: { departmentId: other } })
    model.teams.get(team)!.department = other
  } else if (kind === 'join') {
    await admin.do(endpoints.addTeamMember, { params: { teamId: team, memberId: id } })
    model.teams.get(team)!.members.add(id)
  } else if (kind === 'leave' && model.teams.get(team)!.members.delete(id)) {
    await admin.do(endpoints.removeTeamMember, { params: { teamId: team, memberId: id } })
  } else if (kind === 'delete' && department && model.departments.size > 2) {
    await admin.do(endpoints.deleteDepartment, ofDepartment({ id: department }))
    const { parent } = model.departments.get(department)!
    model.departments.delete(department)
    for (const inner of model.departments.values()) if (inner.parent === department) inner.parent = parent
    for (const crew of model.teams.values()) if (crew.department === department) crew.department = parent
  } else if (kind === 'make') {
    model.departments.set((await aDepartment(admin, { parentId: other })).id, { parent: other, head: null })
  } else if (kind === 'role') {
    const role = none ? 'manager' : 'employee'
    await admin.do(endpoints.updateMember, { params: { memberId: id }, body: { role } })
    if (role === 'manager') model.employees.delete(id)
    else {
      model.employees.add(id)
      for (const headed of model.departments.values()) if (headed.head === id) headed.head = null
    }
  }
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { org: string; mid: string; sid: string; sub: string }

async function rightsOf({ token }: Person) {
  const { org, mid, sid, sub } = claimsOf(token)
  const caller = { organizationId: org, traceId: '', credential: { kind: 'session', sessionId: sid, userId: sub, membershipId: mid } } as const
  const { teams, departments } = await world.server.kernel.read(systemCaller(org), ({ em }) => loadActor(em, caller))
  return { teams, departments: departments.toSorted() }
}

/** The teams that the inbox has opened and not closed again. */
async function toldTo(person: Person): Promise<string[]> {
  const open = new Set<string>()
  for (const { type, data } of await eventsAfter(person, inboxStream(person.membership.id), 0)) {
    if (type === 'team.opened') open.add(data.teamId as string)
    if (type === 'team.closed') open.delete(data.teamId as string)
  }
  return [...open].sort()
}

async function revocationsIn(admin: Person, team: string): Promise<string[]> {
  return (await eventsAfter(admin, teamStream(team), 0)).filter(({ type }) => type === 'team.access_changed' || type === 'team.member_removed')
    .map(({ data }) => data.memberId as string)
}

test('S7 S8 RT1 RT19 rights follow the model over random changes, and everybody was told', async () => {
  await fc.assert(fc.asyncProperty(fc.array(command, { minLength: 30, maxLength: 30 }), async (commands) => {
    const stage = await aStage()
    const { admin, people, model } = stage
    for (const [step, one] of commands.entries()) {
      const before = new Map(people.map(({ membership: { id } }) => [id, Object.keys(model.placesOf(id))]))
      const revoked = new Map(await Promise.all([...model.teams.keys()].map(async (team) => [team, await revocationsIn(admin, team)] as const)))
      await apply(stage, one)
      for (const person of people) {
        const { id } = person.membership
        const expected = { teams: model.placesOf(id), departments: model.headedBy(id) }
        expect(await rightsOf(person), `${step} ${one.kind}`).toEqual(expected)
        expect(await toldTo(person), `${step} ${one.kind}`).toEqual(Object.keys(expected.teams).sort())
        for (const team of before.get(id)!.filter((was) => !(was in expected.teams))) {
          expect((await revocationsIn(admin, team)).slice(revoked.get(team)!.length), `${step} ${one.kind}`).toContain(id)
        }
      }
      const seen = pick(people, step)!
      const { teams, departments } = actorOf(overviewState(await seen.do(endpoints.readOverview)))
      expect({ teams, departments: departments!.toSorted() }).toEqual(await rightsOf(seen))
    }
  }), { numRuns: 4, endOnFailure: true })
}, 120_000)
