// A project goes to another team: people who do not belong there are taken off, told before; each team hears what it may; one undo brings all back.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aMember, aProject, aTeam, type Person } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { useWorld } from '../../support/world.ts'
import { overviewAcross } from '../organizations/overview-snapshot.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'

const { transferProject, undo } = endpoints
const world = useWorld()

/** A project with somebody of both teams and somebody of its own team alone in every place where people stand. */
async function aFullProject() {
  const company = await aWiderCompany(world)
  const { admin, manager, employee, team, otherTeam } = company
  const both = await aMember(world, admin, 'employee', [team.id, otherTeam.id], 'Bo')
  const project = await aProject(manager, team.id)
  const params = { projectId: project.id }
  const field = await manager.do(endpoints.createCustomField, { params, body: { name: 'Reviewer', kind: 'person' } })
  const people = [both.membership.id, employee.membership.id]
  const task = await manager.do(endpoints.createTask, { body: {
    projectId: project.id, title: 'Full', assigneeIds: people, customFields: { [field.id]: employee.membership.id },
  } })
  const fine = await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Fits', assigneeIds: [both.membership.id], customFields: { [field.id]: both.membership.id } } })
  for (const memberId of people) await manager.do(endpoints.setProjectMember, { params: { ...params, memberId }, body: { role: 'Dev', hoursPerWeek: 8 } })
  await manager.do(endpoints.updateProject, { params, body: { managerId: employee.membership.id } })
  for (const person of [both, employee]) await person.do(endpoints.watchTask, { params: { taskId: fine.id } })
  await employee.do(endpoints.startTimer, { body: { taskId: task.id } })
  const view = await manager.do(endpoints.createView, { body: { ...params, name: 'Shared', isShared: true, kind: 'table', filter: '' } })
  await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: `Look @[Edda](${employee.membership.id})` } })
  return { ...company, both, project, field, task, fine, view }
}

const idOf = ({ membership }: Person) => membership.id
const offset = async (by: Person, teamId: string) => (await eventsAfter(by, teamStream(teamId), 0)).at(-1)?.offset ?? 0
const lasting = ({ version: _, updatedAt: __, ...rest }: { version: number; updatedAt: string }) => rest

describe('a project goes to another team', () => {
  it('says before who is taken off, who loses it and who gets it; both streams tell, sidebars follow, and one undo brings all of it back', async () => {
    const { admin, manager, employee, stranger, both, project, field, task, fine, view, team, otherTeam } = await aFullProject()
    const params = { projectId: project.id }
    const before = await admin.do(endpoints.readProject, { params })
    const [here, there] = [await offset(admin, team.id), await offset(admin, otherTeam.id)]
    const preview = await admin.do(transferProject, { params, body: { teamId: otherTeam.id, dryRun: true } })
    expect(preview).toMatchObject({
      applied: false, dryRun: true, project: { teamId: otherTeam.id, managerId: null },
      lost: { managerId: idOf(employee), memberIds: [idOf(employee)], assigneeIds: [idOf(employee)], fields: ['Reviewer'], tasks: 1 },
      watcherIds: [idOf(manager), idOf(employee)].sort(),
    })
    expect([preview.closedToIds, preview.openedToIds]).toEqual([[idOf(manager), idOf(employee)].sort(), [idOf(stranger)]])
    expect([await offset(admin, team.id), await admin.do(endpoints.readProject, { params })]).toEqual([here, before])

    const act = () => admin.do(transferProject, { params, body: { teamId: otherTeam.id } })
    let answer!: Awaited<ReturnType<typeof act>>
    const across = [manager, employee, stranger, both, admin].reduceRight<() => Promise<unknown>>((next, person) => async () => {
      const { reduced, fetched } = await overviewAcross(person, next)
      expect(reduced, person.membership.name).toEqual(fetched)
    }, async () => void (answer = await act()))
    await across()
    expect(answer).toMatchObject({ ...preview, applied: true, dryRun: false, correlationId: expect.any(String), project: { updatedAt: expect.any(String) } })

    const left = await eventsAfter(manager, teamStream(team.id), here)
    expect(left.map(({ type }) => type)).toEqual(['task.updated', 'project_member.removed', 'project.updated', 'project.left'])
    expect(left.map((event) => event.offset)).toEqual(left.map((_, index) => here + index + 1))
    expect(JSON.stringify(left)).not.toContain(otherTeam.id)
    const entered = await eventsAfter(stranger, teamStream(otherTeam.id), there)
    expect(entered).toMatchObject([{ type: 'project.entered', offset: there + 1, data: { project: { id: project.id, teamId: otherTeam.id, managerId: null } } }])
    expect(JSON.stringify(entered)).not.toContain(team.id)

    for (const person of [manager, employee]) expect((await person.call(endpoints.readBoard, { params })).status).toBe(404)
    expect((await employee.do(endpoints.readOverview, {})).timer).toBeNull()
    const board = await stranger.do(endpoints.readBoard, { params })
    expect(board.tasks.map(({ id, assigneeIds, customFields }) => [id, assigneeIds, customFields])).toEqual([
      [task.id, [idOf(both)], {}], [fine.id, [idOf(both)], { [field.id]: idOf(both) }],
    ])
    expect(board.tasks[0]!.key).toBe(task.key)
    expect((await stranger.do(endpoints.listProjectMembers, { params })).items.map(({ memberId }) => memberId)).toEqual([idOf(both)])
    expect((await stranger.do(endpoints.readOverview, {})).views.map(({ id }) => id)).toContain(view.id)
    await stranger.do(endpoints.updateTask, { params: { taskId: task.id }, body: { priority: 'high' } })

    expect((await stranger.call(undo, { body: { correlationId: answer.correlationId } })).status).not.toBe(200)
    const back = await admin.do(undo, { body: { correlationId: answer.correlationId } })
    expect(back.undone.map(({ type }) => type)).toEqual(['project.left', 'project.updated', 'project_member.removed', 'task.updated'])
    expect(lasting(await admin.do(endpoints.readProject, { params }))).toEqual(lasting(before))
    const restored = await manager.do(endpoints.readBoard, { params })
    expect(restored.tasks.find(({ id }) => id === task.id)).toMatchObject({ assigneeIds: task.assigneeIds, customFields: task.customFields, priority: 'high' })
    expect((await manager.do(endpoints.listProjectMembers, { params })).items.map(({ memberId }) => memberId).sort()).toEqual([idOf(both), idOf(employee)].sort())
    const again = await admin.do(undo, { body: { correlationId: back.correlationId } })
    expect(again.undone.map(({ type }) => type)).toContain('project.left')
    expect(await stranger.do(endpoints.readProject, { params })).toMatchObject({ teamId: otherTeam.id, managerId: null })
  })

  it('leaves finished work to who is active nowhere, and the trash as it is, so that one undo still brings all back', async () => {
    const { admin, manager, employee, both, project, fine, team, otherTeam } = await aFullProject()
    const params = { projectId: project.id }
    const gone = await aMember(world, admin, 'employee', [team.id], 'Gone')
    const done = await manager.do(endpoints.createTask, { body: { ...params, title: 'Done', assigneeIds: [idOf(gone)] } })
    await manager.do(endpoints.setProjectMember, { params: { ...params, memberId: idOf(gone) }, body: { role: 'Dev', hoursPerWeek: 8 } })
    await admin.do(endpoints.updateMember, { params: { memberId: idOf(gone) }, body: { status: 'deactivated' } })
    const trashed = await manager.do(endpoints.createTask, { body: { ...params, title: 'Trashed', assigneeIds: [idOf(employee)] } })
    await manager.do(endpoints.deleteTask, { params: { taskId: trashed.id } })
    const before = await admin.do(endpoints.readBoard, { params })
    const { lost, correlationId } = await admin.do(transferProject, { params, body: { teamId: otherTeam.id } })
    expect(lost).toMatchObject({ memberIds: [idOf(employee)], assigneeIds: [idOf(employee)], tasks: 1 })
    const assigned = async () => new Map((await admin.do(endpoints.readBoard, { params })).tasks.map(({ id, assigneeIds }) => [id, assigneeIds]))
    expect((await assigned()).get(done.id)).toEqual([idOf(gone)])
    expect((await assigned()).get(fine.id)).toEqual([idOf(both)])
    await admin.do(undo, { body: { correlationId } })
    expect([...await assigned()]).toEqual(before.tasks.map(({ id, assigneeIds }) => [id, assigneeIds]))
    expect((await admin.do(endpoints.listProjectMembers, { params })).items.map(({ memberId }) => memberId)).toContain(idOf(gone))
  })

  it('only by whoever runs both teams, to a team that is another one; undone with what was changed there meanwhile, not once it went on', async () => {
    const { admin, manager, employee, stranger, foreigner, project, team, otherTeam, foreignProject } = await aWiderCompany(world)
    const params = { projectId: project.id }
    const tried = (by: Person, teamId: string, projectId = project.id) => by.call(transferProject, { params: { projectId }, body: { teamId } })
    const none = comparable((await tried(admin, otherTeam.id, nobodysId())).problem)
    for (const person of [stranger, foreigner]) expect([(await tried(person, otherTeam.id)).status, comparable((await tried(person, otherTeam.id)).problem)]).toEqual([404, none])
    expect((await tried(manager, otherTeam.id)).status).toBe(404)
    expect((await tried(employee, team.id)).status).toBe(403)
    expect((await tried(admin, nobodysId())).status).toBe(404)
    expect((await tried(admin, otherTeam.id, foreignProject.id)).status).toBe(404)
    const same = await tried(admin, team.id)
    expect([same.status, same.problem.errors?.[0]?.pointer]).toEqual([422, '/teamId'])
    const both = await aMember(world, admin, 'manager', [team.id, otherTeam.id])
    expect((await tried(both, otherTeam.id)).status).toBe(403)

    const { correlationId } = await admin.do(transferProject, { params, body: { teamId: otherTeam.id } })
    await stranger.do(endpoints.updateProject, { params, body: { name: 'Ours now' } })
    const third = await aTeam(admin)
    const onwards = await admin.do(transferProject, { params, body: { teamId: third.id } })
    const refused = await admin.call(undo, { body: { correlationId } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'undo_conflict'])
    await admin.do(undo, { body: { correlationId: onwards.correlationId } })
    expect(await stranger.do(endpoints.readProject, { params })).toMatchObject({ name: 'Ours now', teamId: otherTeam.id })
  })
})
