// Limits hold exactly, however many come at the same time and by whatever way.
import { describe, expect, it } from 'vitest'
import { endpoints } from '../../../shared/index.ts'
import { aCompany } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { fill, waysIn } from './ways-in.ts'

const { updateStatus, deleteStatus, moveTask, readBoard } = endpoints
const times = (count: number) => Array.from({ length: count }, (_, index) => index)

describe.each(backends)('at the same time, on %s', (backend) => {
  const world = useWorld({ backend })

  async function aTightStatus(limit: number) {
    const { manager: by, project, statuses } = await aCompany(world)
    const [fromId, statusId, otherId] = statuses.map(({ id }) => id) as [string, string, string]
    const place = { by, projectId: project.id, fromId, statusId, otherId }
    const set = (value: number) => by.do(updateStatus, { params: { statusId }, body: { limit: value } })
    const standing = async () => (await by.do(readBoard, { params: { projectId: project.id } })).tasks.filter((task) => task.statusId === statusId)
    return { ...place, set: () => set(limit), standing }
  }

  it('of 20 moves into a status for 3 exactly 3 are done', async () => {
    const place = await aTightStatus(3)
    await place.set()
    const tasks = await fill(place, place.fromId, 20)
    const answers = await Promise.all(tasks.map((taskId) =>
      place.by.call(moveTask, { params: { taskId }, body: { statusId: place.statusId, afterTaskId: null } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, ...Array<number>(17).fill(409)])
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ problem }) => problem.code))).toEqual(new Set(['wip_limit_reached']))
    expect(await place.standing()).toHaveLength(3)
  })

  it('all ways together never exceed the limit, and fill it', async () => {
    const place = await aTightStatus(5)
    const comers: (() => Promise<string>)[] = []
    for (const way of [...waysIn, ...waysIn]) comers.push(await way.prepare(place))
    await place.set()
    const outcomes = await Promise.all(comers.map((come) => come()))
    expect(outcomes.filter((one) => one === 'ok')).toHaveLength(5)
    expect(new Set(outcomes)).toEqual(new Set(['ok', 'wip_limit_reached']))
    expect(await place.standing()).toHaveLength(5)
  })

  it('while tasks come and go, nobody ever sees more than the limit', async () => {
    const place = await aTightStatus(2)
    await place.set()
    const tasks = await fill(place, place.fromId, 6)
    const crowds: number[] = []
    let entries = 0
    const wander = async (taskId: string) => {
      for (const _ of times(4)) {
        const move = (statusId: string) => place.by.call(moveTask, { params: { taskId }, body: { statusId, afterTaskId: null } })
        const came = await move(place.statusId)
        crowds.push((await place.standing()).length)
        if (came.status === 200) {
          entries += 1
          expect((await move(place.otherId)).status).toBe(200)
        } else expect(came.problem.code).toBe('wip_limit_reached')
      }
    }
    await Promise.all(tasks.map(wander))
    expect(Math.max(...crowds)).toBeLessThanOrEqual(2)
    expect(Math.max(...crowds)).toBeGreaterThan(0)
    expect(entries).toBeGreaterThan(2)
  })

  it('a status is deleted while tasks move into and out of it: each ends somewhere, none is lost', async () => {
    const place = await aTightStatus(9)
    const inside = await fill(place, place.statusId, 6)
    const outside = await fill(place, place.fromId, 6)
    const move = (taskId: string, statusId: string) => place.by.call(moveTask, { params: { taskId }, body: { statusId, afterTaskId: null } })
    const [deleted, ...moves] = await Promise.all([
      place.by.call(deleteStatus, { params: { statusId: place.statusId }, query: { moveTo: place.otherId } }),
      ...inside.map((taskId) => move(taskId, place.fromId)), ...outside.map((taskId) => move(taskId, place.statusId)),
    ])
    expect(deleted.status).toBe(204)
    for (const { status, problem } of moves) expect(status === 200 || problem.code === 'invalid_reference').toBe(true)
    const { tasks, statuses } = await place.by.do(readBoard, { params: { projectId: place.projectId } })
    expect(tasks).toHaveLength(12)
    for (const { statusId } of tasks) expect(statuses.map(({ id }) => id)).toContain(statusId)
  })
})
