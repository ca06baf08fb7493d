// Server and client states hash equal when they are, and differ by the part that differs.
import { beforeAll, describe, expect, it } from 'vitest'
import { boardSnapshot, boardState, reduceAll } from '../../../client/features/board/board.reducer.ts'
import { boardDigest, canonical, differingParts } from '../../../shared/board-digest.ts'
import { endpoints } from '../../../shared/index.ts'
import { aTask } from '../../support/factories.ts'
import { eventsAfter } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { readBoard, readBoardDigest } = endpoints

describe.each(backends)('the digest of a board on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const params = () => ({ projectId: company.project.id })

  it('is that of the snapshot at the same offset, with counts of its parts', async () => {
    const { manager, employee, project } = company
    await aTask(manager, project.id, 'First')
    await aTask(manager, project.id, 'Second')
    const board = await employee.do(readBoard, { params: params() })
    const told = await employee.do(readBoardDigest, { params: params() })
    const mine = await boardDigest(board)
    expect({ offset: told.offset, epoch: told.epoch, stream: told.stream }).toEqual(
      { offset: board.offset, epoch: board.epoch, stream: board.stream })
    expect({ digest: told.digest, parts: told.parts }).toEqual(mine)
    expect(told.parts.tasks.count).toBe(board.tasks.length)
    expect(told.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is that of an older snapshot with the events since, and of no snapshot without them', async () => {
    const { manager, project } = company
    const before = await manager.do(readBoard, { params: params() })
    const task = await aTask(manager, project.id, 'Third')
    const taskId = { taskId: task.id }
    const status = before.statuses.at(-1)!
    await manager.do(endpoints.moveTask, { params: taskId, body: { statusId: status.id, afterTaskId: null } })
    await manager.do(endpoints.updateTask, { params: taskId, body: { assigneeIds: [company.employee.membership.id], dueAt: '2030-01-01T10:00:00.000Z' } })
    await manager.do(endpoints.createComment, { params: taskId, body: { body: 'Counted' } })
    await manager.do(endpoints.createLabel, { params: params(), body: { name: 'Fresh', color: 'teal' } })
    const events = await eventsAfter(manager, before.stream, before.offset)
    const { state } = reduceAll(boardState(before), events)
    const told = await manager.do(readBoardDigest, { params: params() })
    expect(state.position.offset).toBe(told.offset)
    expect(await boardDigest(boardSnapshot(state))).toEqual({ digest: told.digest, parts: told.parts })
    const stale = await boardDigest(before)
    expect(stale.digest).not.toBe(told.digest)
    expect(differingParts(stale, told)).toEqual(['labels', 'tasks'])
  })

  it('tells one changed letter of one of many tasks', async () => {
    const board = await company.manager.do(readBoard, { params: params() })
    const [first, ...rest] = board.tasks
    const bent = { ...board, tasks: [{ ...first!, title: `${first!.title}.` }, ...rest] }
    expect(differingParts(await boardDigest(board), await boardDigest(bent))).toEqual(['tasks'])
    expect((await boardDigest({ ...board, tasks: board.tasks.toReversed() })).digest).toBe((await boardDigest(board)).digest)
  })

  it('is told to who may read the board only', async () => {
    const { stranger, manager } = company
    const answers = [
      await stranger.call(readBoardDigest, { params: params() }),
      await stranger.call(readBoardDigest, { params: { projectId: nobodysId() } }),
      await manager.call(readBoardDigest, { params: { projectId: 'no-id' } }),
    ]
    expect(answers.map(({ status, problem }) => [status, problem.code])).toEqual(Array(3).fill([404, 'not_found']))
  })
})

describe('canonical JSON', () => {
  it('orders fields and nothing else', () => {
    expect(canonical({ b: 1, a: { d: [2, 1], c: undefined } })).toBe('{"a":{"d":[2,1]},"b":1}')
    expect(canonical([{ b: null, a: 'é"' }])).toBe('[{"a":"é\\"","b":null}]')
  })
})
