// Changes of departments that happen at once, on every database.
import { describe, expect, test } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, aTeam } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aDepartment, ofDepartment, ofTeam } from './crew.ts'

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })

  test('S6 of two moves that would make a circle together one is refused', async () => {
    for (let round = 0; round < 8; round += 1) {
      const admin = await anAdmin(world)
      const [one, other] = [await aDepartment(admin), await aDepartment(admin)]
      const answers = await Promise.all([[one, other], [other, one]].map(([child, parent]) =>
        admin.call(endpoints.updateDepartment, { ...ofDepartment(child!), body: { parentId: parent!.id } })))
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    }
  })

  test('S12 a manager who is demoted while being appointed never stays head', async () => {
    for (let round = 0; round < 5; round += 1) {
      const admin = await anAdmin(world)
      const manager = await aMember(world, admin, 'manager')
      const department = await aDepartment(admin)
      await Promise.all([
        admin.call(endpoints.updateDepartment, { ...ofDepartment(department), body: { headId: manager.membership.id } }),
        admin.call(endpoints.updateMember, { params: { memberId: manager.membership.id }, body: { role: 'employee' } }),
      ])
      expect((await admin.do(endpoints.readDepartment, ofDepartment(department))).headId).toBeNull()
    }
  })

  test('S6 a team that is moved into a department while that is deleted is in none, or in the one above', async () => {
    for (let round = 0; round < 5; round += 1) {
      const admin = await anAdmin(world)
      const team = await aTeam(admin)
      const top = await aDepartment(admin)
      const department = await aDepartment(admin, { parentId: top.id })
      const [moved] = await Promise.all([
        admin.call(endpoints.updateTeam, { ...ofTeam(team), body: { departmentId: department.id } }),
        admin.do(endpoints.deleteDepartment, ofDepartment(department)),
      ])
      const { departmentId } = await admin.do(endpoints.readTeam, ofTeam(team))
      expect([moved.status, departmentId]).toEqual(moved.status === 200 ? [200, top.id] : [422, null])
    }
  })
})
