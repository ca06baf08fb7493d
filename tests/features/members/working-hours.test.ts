// How many hours somebody works in a week: said by themselves, by who runs a team of theirs, and by admins (S104).
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aBot, type Person } from '../../support/factories.ts'
import { verifyAction } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { setWorkingHours, readMember } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
beforeAll(async () => (company = await aWiderCompany(world)))

const say = (of: Person, hoursPerWeek: number, by: Person) => by.call(setWorkingHours, { params: { memberId: of.membership.id }, body: { hoursPerWeek } })
const hoursOf = async ({ membership }: Person) => (await company.admin.do(readMember, { params: { memberId: membership.id } })).hoursPerWeek

describe('S104 the hours of a week', () => {
  it('are forty until somebody says otherwise, and change on every screen', async () => {
    const { admin, manager, employee } = company
    expect(await hoursOf(employee)).toBe(40)
    const screens = { viewers: [admin, employee], snapshots: [overviewOf] }
    for (const [hours, by] of [[32, employee], [30.25, manager], [20, admin]] as const) await verifyAction(screens, () => say(employee, hours, by))
    await verifyAction({ ...screens, silent: true }, () => say(employee, 20, admin))
    expect(await hoursOf(employee)).toBe(20)
  })

  it('are not for others to say', async () => {
    const { admin, manager, employee, stranger, foreigner, team } = company
    const before = await hoursOf(manager)
    expect((await say(manager, 1, employee)).status).toBe(403)
    expect((await say(employee, 1, stranger)).status).toBe(403)
    expect((await say(manager, 1, foreigner)).status).toBe(404)
    expect((await say(await aBot(world, admin, [team.id]), 1, admin)).status).toBe(409)
    expect(await hoursOf(manager)).toBe(before)
  })

  it.each([-1, 168.25, 0.1])('are not %s', async (hours) => {
    const { status, problem } = await say(company.employee, hours, company.admin)
    expect([status, problem.errors?.[0]?.pointer]).toEqual([422, '/hoursPerWeek'])
  })
})
