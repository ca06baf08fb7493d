// Changes of rights that happen at once follow each other, on every database.
import { describe, expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, aTeam, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'

const of = ({ membership }: Person) => ({ params: { memberId: membership.id } })

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })

  test('S13 of two admins who demote each other at once one stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const one = await anAdmin(world)
      const other = await aMember(world, one, 'admin')
      const answers = await Promise.all([
        one.call(endpoints.updateMember, { ...of(other), body: { role: 'employee' } }),
        other.call(endpoints.updateMember, { ...of(one), body: { status: 'deactivated' } }),
      ])
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
      expect(answers.find(({ status }) => status !== 200)!.status).toBeOneOf([401, 403])
    }
  })

  test('S13 of three admins who all step down at once one stays', async () => {
    const first = await anAdmin(world)
    const admins = [first, await aMember(world, first, 'admin'), await aMember(world, first, 'admin')]
    const answers = await Promise.all(
      admins.map((admin) => admin.call(endpoints.updateMember, { ...of(admin), body: { role: 'manager' } }))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409])
    expect((await first.do(endpoints.listMembers, { query: { role: 'admin' } })).items).toHaveLength(1)
  })

  test('S61 a manager who is demoted while being appointed never stays in charge', async () => {
    for (let round = 0; round < 5; round += 1) {
      const admin = await anAdmin(world)
      const manager = await aMember(world, admin, 'manager')
      const team = await aTeam(admin)
      await Promise.all([
        admin.call(endpoints.updateTeam, { params: { teamId: team.id }, body: { managerId: manager.membership.id } }),
        admin.call(endpoints.updateMember, { ...of(manager), body: { role: 'employee' } }),
      ])
      expect((await admin.do(endpoints.readTeam, { params: { teamId: team.id } })).managerId).toBe(admin.membership.id)
    }
  })

  test('the same member added by many at once is added once', async () => {
    const admin = await anAdmin(world)
    const employee = await aMember(world, admin)
    const team = await aTeam(admin)
    const answers = await Promise.all(Array.from({ length: 8 }, () =>
      admin.call(endpoints.addTeamMember, { params: { teamId: team.id, memberId: employee.membership.id } })))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(answers.map(({ offsets }) => offsets[`team:${team.id}`]).filter(Boolean)).toEqual([2])
  })
})
