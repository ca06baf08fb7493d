// A running timer ends with the access to its task, in the same transaction, and its person's overview knows (S5, S89).
import { beforeEach, describe, expect, it } from 'vitest'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { aMember, anAdmin, aProject, aTask, aTeam, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { overviewAcross } from '../organizations/overview-snapshot.ts'

const { startTimer, stopTimer, updateMember, removeTeamMember, addTeamMember, deleteTeam, deleteProject, updateTask, readTaskDetail, createDepartment, updateDepartment } = endpoints

describe.each(backends)('the timer on %s', (backend) => {
  const world = useWorld({ backend })
  let admin: Person
  let manager: Person
  let employee: Person
  let teamId: string
  let projectId: string
  beforeEach(async () => {
    admin = await anAdmin(world)
    manager = await aMember(world, admin, 'manager')
    teamId = (await aTeam(manager)).id
    employee = await aMember(world, admin, 'employee', [teamId])
    projectId = (await aProject(manager, teamId)).id
  })

  const running = async (person: Person) => {
    const taskId = (await aTask(person, projectId)).id
    await person.do(startTimer, { body: { taskId } })
    return taskId
  }
  const timers = () => world.server.kernel.read(systemCaller(admin.organization.id), async ({ em }) =>
    (await query<{ id: string }>(em, 'select membership_id as id from timers')).map(({ id }) => id))
  const removal = () => ({ params: { teamId, memberId: employee.membership.id } })

  /** The person still has an account: their overview follows by events and says what a fresh one says. */
  const endsWith = async (person: Person, action: () => Promise<unknown>) => {
    const { reduced, fetched } = await overviewAcross(person, action)
    expect(reduced).toEqual(fetched)
    expect([fetched.timer, await timers()]).toEqual([null, []])
  }

  it('ends when its person is removed from the team, and nothing is logged', async () => {
    const taskId = await running(employee)
    await endsWith(employee, () => manager.do(removeTeamMember, removal()))
    await manager.do(updateTask, { params: { taskId }, body: { title: 'A secret' } })
    expect((await employee.call(stopTimer)).status).toBe(404)
    expect((await manager.do(readTaskDetail, { params: { taskId } })).time).toEqual([])
  })

  it('ends when the team is deleted', async () => {
    await running(employee)
    await manager.do(deleteProject, { params: { projectId } })
    await endsWith(employee, () => admin.do(deleteTeam, { params: { teamId } }))
  })

  it('ends when its person has another role, which sees less', async () => {
    const second = await aMember(world, admin, 'admin')
    await running(second)
    await endsWith(second, () => admin.do(updateMember, { params: { memberId: second.membership.id }, body: { role: 'employee' } }))
  })

  it('ends when another one heads the department', async () => {
    const head = await aMember(world, admin, 'manager')
    const department = await admin.do(createDepartment, { body: { name: 'Yard', headId: head.membership.id } })
    await admin.do(endpoints.updateTeam, { params: { teamId }, body: { departmentId: department.id } })
    await running(head)
    await endsWith(head, () => admin.do(updateDepartment, { params: { departmentId: department.id }, body: { headId: null } }))
  })

  it('ends when its person is deactivated, and does not run when they come back', async () => {
    await running(employee)
    const change = (status: 'active' | 'deactivated') =>
      admin.do(updateMember, { params: { memberId: employee.membership.id }, body: { status } })
    await change('deactivated')
    expect(await timers()).toEqual([])
    await change('active')
    expect(await timers()).toEqual([])
  })

  it('goes on for who still sees the task, and on tasks of other teams', async () => {
    await running(admin)
    await manager.do(addTeamMember, { params: { teamId, memberId: admin.membership.id } })
    await manager.do(removeTeamMember, { params: { teamId, memberId: admin.membership.id } })
    expect(await timers()).toEqual([admin.membership.id])
    const other = await aTeam(manager, [employee.membership.id])
    const task = await aTask(employee, (await aProject(manager, other.id)).id)
    await employee.do(startTimer, { body: { taskId: task.id } })
    await manager.do(removeTeamMember, removal())
    expect((await timers()).sort()).toEqual([admin.membership.id, employee.membership.id].sort())
  })

  it('is not started behind the back of a removal', async () => {
    const taskId = (await aTask(employee, projectId)).id
    for (let round = 0; round < 5; round += 1) {
      const [started] = await Promise.all([employee.call(startTimer, { body: { taskId } }), manager.call(removeTeamMember, removal())])
      expect(started.status).toBeOneOf([200, 403, 404])
      expect(await timers()).toEqual([])
      await manager.do(addTeamMember, removal())
    }
  })
})
