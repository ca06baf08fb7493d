// How often the requests that are made all day wait for the database, by count: no more for a full team than for an empty one, and those
// that hold what others wait for as seldom as can be.
import { beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aMember, aProject, aTask } from '../support/factories.ts'
import { RoundTrips, type Asked } from '../support/round-trips.ts'
import { postgresUrl, useWorld } from '../support/world.ts'

const TURNS = 4
const { createTask, moveTask, updateTask, createComment } = endpoints

describe.skipIf(!postgresUrl)('requests by how often they wait for PostgreSQL (needs TEST_DATABASE_URL)', () => {
  const world = useWorld({ backend: 'postgres' })
  let company: Awaited<ReturnType<typeof aCompany>>
  let counter: RoundTrips
  beforeAll(async () => {
    company = await aCompany(world)
    counter = new RoundTrips(world)
  })

  /** The server looks after itself now and then, so each is asked a few times. */
  async function least(action: (turn: number) => Promise<unknown>): Promise<Asked> {
    const all: Asked[] = []
    for (let turn = 0; turn < TURNS; turn += 1) all.push(await counter.of(() => action(turn)))
    return all.toSorted((x, y) => x.statements - y.statements)[0]!
  }

  it('S123 changes of tasks', async () => {
    const { manager, project, statuses } = company
    const [statusId, otherId] = statuses.map(({ id }) => id)
    const done = statuses.find(({ category }) => category === 'done')!.id
    const parentId = (await aTask(manager, project.id)).id
    const make = (body: object) => manager.do(createTask, { body: { projectId: project.id, title: 'Part', ...body } })
    const parts = await Promise.all(Array.from({ length: TURNS }, () => make({ parentId })))
    const params = { taskId: (await make({ parentId })).id }
    const [one, other] = [manager, company.employee].map(({ membership }) => membership.id)
    const changes: Record<string, (turn: number) => Promise<unknown>> = {
      'a task in a status': () => make({ statusId }),
      'a part': () => make({ parentId, statusId }),
      'a move': (turn) => manager.do(moveTask, { params, body: { statusId: (turn % 2 ? statusId : otherId)!, afterTaskId: null } }),
      'a part finished': (turn) => manager.do(moveTask, { params: { taskId: parts[turn]!.id }, body: { statusId: done, afterTaskId: null } }),
      'a title': (turn) => manager.do(updateTask, { params, body: { title: `Title ${turn}` } }),
      'somebody else': (turn) => manager.do(updateTask, { params, body: { assigneeIds: [(turn % 2 ? one : other)!] } }),
      'a comment': () => manager.do(createComment, { params, body: { body: 'Done by noon' } }),
    }
    const trips: Record<string, number> = {}
    for (const [what, change] of Object.entries(changes)) trips[what] = (await least(change)).trips
    // Who begins, the lock, the change with what its parent counts, the commit. Those who finish parts of one task wait for each other meanwhile.
    expect(trips).toEqual({ 'a task in a status': 5, 'a part': 5, 'a move': 3, 'a part finished': 4, 'a title': 3, 'somebody else': 5, 'a comment': 4 })
  })

  it('S123 what is read asks as much of a full team as of one that has just begun', async () => {
    const { admin, manager, team, project } = company
    const task = await aTask(manager, project.id)
    const [params, place] = [{ projectId: project.id }, { taskId: task.id }]
    const reads: Record<string, () => Promise<unknown>> = {
      readOverview: () => manager.do(endpoints.readOverview),
      readWorkspace: () => manager.do(endpoints.readWorkspace, { params: { teamId: team.id } }),
      readBoard: () => manager.do(endpoints.readBoard, { params }),
      listTasks: () => manager.do(endpoints.listTasks, { query: { projectId: project.id } }),
      readTask: () => manager.do(endpoints.readTask, { params: place }),
      readTaskDetail: () => manager.do(endpoints.readTaskDetail, { params: place }),
      listComments: () => manager.do(endpoints.listComments, { params: place }),
      listTaskActivity: () => manager.do(endpoints.listTaskActivity, { params: place }),
      listTeamActivity: () => manager.do(endpoints.listTeamActivity, { params: { teamId: team.id } }),
      listNotifications: () => manager.do(endpoints.listNotifications),
      search: () => manager.do(endpoints.search, { query: { q: 'Part' } }),
      listMembers: () => manager.do(endpoints.listMembers),
      listProjects: () => manager.do(endpoints.listProjects),
      listTeams: () => manager.do(endpoints.listTeams),
      readProjectReport: () => manager.do(endpoints.readProjectReport, { params }),
      readOwnWorkload: () => manager.do(endpoints.readOwnWorkload),
    }
    const fill = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const { membership } = await aMember(world, admin, 'employee', [team.id])
        await aProject(manager, team.id)
        const part = await company.employee.do(createTask, { body: { projectId: project.id, title: 'Part', parentId: task.id, assigneeIds: [membership.id, manager.membership.id] } })
        await company.employee.do(createComment, { params: { taskId: part.id }, body: { body: 'Part' } })
        await company.employee.do(createComment, { params: place, body: { body: `Part @[Mira](${manager.membership.id})` } })
        await manager.do(endpoints.createTaskLink, { params: place, body: { kind: 'relates', otherTaskId: part.id } })
      }
    }
    const asked = async () => {
      const all: Record<string, Asked> = {}
      for (const [what, read] of Object.entries(reads)) {
        await read()
        all[what] = await least(read)
      }
      return all
    }
    await fill(2)
    const few = await asked()
    await fill(8)
    const many = await asked()
    expect(many).toEqual(few)
    expect([few.readTask!.trips, few.listTasks!.trips, few.readTaskDetail!.trips, few.readOverview!.trips]).toEqual([3, 3, 4, 11])
  })
})
