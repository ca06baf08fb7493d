// What waited in the trash for as long as it keeps is deleted for good; all else stays, and every screen follows.
import { beforeAll, describe, expect, it, afterEach } from 'vitest'
import { sweepFiles } from '../../../server/features/attachments/sweep.jobs.ts'
import { purgeTrash } from '../../../server/features/trash/purge.jobs.ts'
import { readConfig } from '../../../server/config.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { openFileStore } from '../../../server/kernel/file-store.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aProgram, aProject, aTask } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { added, asOriginal, attached, onDisk, textBytes } from '../attachments/uploading.ts'
import { aWiderCompany, comparable, nobodysId } from '../tasks/company.ts'
import { overviewOf } from '../organizations/overview-snapshot.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const DAY = 24 * 60 * 60 * 1000
const { deleteTask, restoreTask, readTask, deleteProject, restoreProject, readProject, readTrash, readTeamTrash, createComment, deleteComment, undo, createTaskLink, updateTask } = endpoints

describe.each(backends)('on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  afterEach(() => setClock())
  const on = (days = '30') => ({ kernel: world.server.kernel, config: readConfig({ TRASH_DAYS: days }), files: openFileStore(undefined, world.dataDir) })
  /** Runs the jobs some days from now, then goes back to now. */
  const purgeIn = async (days: number, kept?: string) => {
    const began = Date.now()
    setClock(() => began + days * DAY)
    await purgeTrash(on(kept))({})
    setClock()
  }
  const trash = (projectId: string) => company.manager.do(readTrash, { params: { projectId } })
  const rows = (table: string, column: string, id: string) => world.server.kernel.read(systemCaller(company.admin.organization.id), async ({ em }) =>
    (await query(em, `select 1 from ${table} where ${column} = $1::uuid`, [id])).length)

  it('S95 tasks are kept for their days, then gone with all that was in them; restored ones and others stay', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const [gone, back, other] = [await aTask(manager, project.id), await aTask(manager, project.id), await aTask(manager, project.id)]
    const file = await attached(manager, gone.id, 'a', textBytes('a'))
    await manager.do(createComment, { params: { taskId: gone.id }, body: { body: 'Bye' } })
    for (const { id } of [gone, back]) await manager.do(deleteTask, { params: { taskId: id } })
    expect((await trash(project.id)).keptDays).toBe(30)
    await purgeIn(29.9)
    expect((await trash(project.id)).tasks).toHaveLength(2)
    await manager.do(restoreTask, { params: { taskId: back.id } })
    const snapshots = [boardOf(project.id), detailOf(other.id)]
    await verifyAction({ viewers: [manager], snapshots }, () => purgeIn(30.1))
    expect((await trash(project.id)).tasks).toEqual([])
    expect((await manager.call(restoreTask, { params: { taskId: gone.id } })).status).toBe(404)
    expect([await rows('tasks', 'id', gone.id), await rows('comments', 'task_id', gone.id), await rows('attachments', 'id', file.id)]).toEqual([0, 0, 0])
    for (const { id } of [back, other]) expect((await manager.call(readTask, { params: { taskId: id } })).status).toBe(200)
    const last = (await eventsAfter(manager, teamStream(team.id), 0)).at(-1)!
    expect([last.type, last.data, last.actor.name]).toEqual(['trash.emptied', { projectId: project.id, taskIds: [gone.id], isProjectGone: false }, 'Lockstep'])
  })

  it('tasks that stay lose the parent and the links that went, on every screen', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const [parent, blocker, child, blocked] = [await aTask(manager, project.id), await aTask(manager, project.id), await aTask(manager, project.id), await aTask(manager, project.id)]
    await manager.do(updateTask, { params: { taskId: child.id }, body: { parentId: parent.id } })
    await manager.do(createTaskLink, { params: { taskId: blocker.id }, body: { kind: 'blocks', otherTaskId: blocked.id } })
    for (const { id } of [parent, blocker]) await manager.do(deleteTask, { params: { taskId: id } })
    const snapshots = [boardOf(project.id), detailOf(child.id), detailOf(blocked.id)]
    await verifyAction({ viewers: [manager], snapshots }, () => purgeIn(31))
    expect((await manager.do(readTask, { params: { taskId: child.id } })).parentId).toBeNull()
    expect((await manager.do(endpoints.readTaskDetail, { params: { taskId: blocked.id } })).links).toEqual([])
  })

  it('projects are listed with who deleted them, come back within their days, and go with tasks, files and stars after them, more than one step can take', async () => {
    const { manager, admin, employee, team } = company
    const project = await aProject(manager, team.id)
    const operations = Array.from({ length: 130 }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Task ${index}` }))
    await manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    const file = await added({ kind: 'project', id: project.id }, manager, 'plan.txt', textBytes('plan'))
    const stored = onDisk(world).length
    await manager.do(deleteProject, { params: { projectId: project.id } })
    const listed = () => manager.do(readTeamTrash, { params: { teamId: team.id } })
    const [first] = (await listed()).projects
    expect(first).toMatchObject({ project: { id: project.id }, deletedBy: { membershipId: manager.membership.id } })
    expect([first!.deletedAt, (await listed()).keptDays]).toEqual([first!.project.deletedAt, 30])
    await manager.do(restoreProject, { params: { projectId: project.id } })
    expect((await listed()).projects.map((one) => one.project.id)).not.toContain(project.id)
    const viewers = [admin, manager, employee]
    for (const person of viewers) await person.do(endpoints.starProject, { params: { projectId: project.id } })
    await manager.do(deleteProject, { params: { projectId: project.id } })
    await verifyAction({ viewers, snapshots: [overviewOf] }, () => purgeIn(31))
    expect((await listed()).projects).toEqual([])
    expect([await rows('projects', 'id', project.id), await rows('tasks', 'project_id', project.id)]).toEqual([0, 0])
    for (const call of [manager.call(restoreProject, { params: { projectId: project.id } }), admin.call(readProject, { params: { projectId: project.id } })])
      expect((await call).status).toBe(404)
    expect((await asOriginal(world, manager, file.id)).status).toBe(404)
    const began = Date.now()
    for (const days of [31, 40]) {
      setClock(() => began + days * DAY)
      await sweepFiles(on())({})
    }
    expect(onDisk(world).length).toBeLessThan(stored)
  })

  it('comments leave the trash, do not come back by undo, and their files go', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const task = await aTask(manager, project.id)
    const params = { taskId: task.id }
    const file = await attached(manager, task.id, 'said.txt', textBytes('said'))
    const comment = await manager.do(createComment, { params, body: { body: 'Said', fileIds: [file.id] } })
    await manager.do(deleteComment, { params: { commentId: comment.id } })
    const { eventId } = (await trash(project.id)).comments[0]!
    const back = await manager.do(undo, { body: { eventIds: [eventId], dryRun: true } })
    expect(back.undone).toHaveLength(1)
    // Its token outlives the month.
    const program = await aProgram(world, manager, ['tasks:read', 'tasks:write'])
    await purgeIn(31)
    expect(await rows('attachments', 'id', file.id)).toBe(0)
    const began = Date.now()
    setClock(() => began + 31 * DAY)
    expect((await program.do(readTrash, { params: { projectId: project.id } })).comments).toEqual([])
    const refused = await program.call(undo, { body: { eventIds: [eventId] } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'undo_conflict'])
  })

  it('nothing goes where the setting is 0', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const task = await aTask(manager, project.id)
    await manager.do(deleteTask, { params: { taskId: task.id } })
    await purgeIn(4000, '0')
    expect((await trash(project.id)).tasks).toHaveLength(1)
  })

  it('two nodes at once delete each thing once', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    const tasks = [await aTask(manager, project.id), await aTask(manager, project.id)]
    for (const { id } of tasks) await manager.do(deleteTask, { params: { taskId: id } })
    const began = Date.now()
    setClock(() => began + 31 * DAY)
    await Promise.all([purgeTrash(on())({}), purgeTrash(on())({})])
    setClock()
    const told = (await eventsAfter(manager, teamStream(team.id), 0)).filter(({ type, data }) => type === 'trash.emptied' && data.projectId === project.id)
    expect(told.flatMap(({ data }) => data.taskIds as string[]).sort()).toEqual(tasks.map(({ id }) => id).sort())
  })

  it('X11 nobody else reads a team\'s trash', async () => {
    const { stranger, foreigner, team } = company
    for (const by of [stranger, foreigner]) {
      const [answer, none] = [await by.call(readTeamTrash, { params: { teamId: team.id } }), await by.call(readTeamTrash, { params: { teamId: nobodysId() } })]
      expect([answer.status, comparable(answer.problem)]).toEqual([404, comparable(none.problem)])
    }
  })
})
