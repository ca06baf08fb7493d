// What keeps tasks out of a status on the board, as the server would.
import { describe, expect, it } from 'vitest'
import { barrierTo, lackOfRoom } from '../../../client/features/board/barriers.ts'
import type { LimitMode, Status } from '../../../shared/features/workflow.ts'
import { aStatus } from '../support/events.ts'
import { aTask } from './tasks.ts'

const status = (id: string, more: Partial<Status> = {}): Status => ({ ...aStatus(id, 'a0'), ...more })
const workflowOf = (statuses: Status[], crowds: Record<string, number> = {}, limits: LimitMode = 'enforce') =>
  ({ limits, statusById: new Map(statuses.map((one) => [one.id, one])), count: (id: string) => crowds[id] ?? 0 })
const inTodo = (count: number) => Array.from({ length: count }, (_, index) => aTask({ id: `t${index}`, statusId: 'todo' }))

describe('what keeps tasks out of a status', () => {
  const doing = status('doing', { limit: 3 })

  it('is its limit, counted with all that come', () => {
    const workflow = workflowOf([status('todo'), doing], { doing: 2 })
    expect(barrierTo(doing, inTodo(1), workflow)).toBeNull()
    expect(barrierTo(doing, inTodo(2), workflow)).toEqual({ kind: 'full', limit: 3 })
    expect(lackOfRoom(doing, 1, workflow)).toBeNull()
    expect(lackOfRoom(doing, 2, workflow)).toEqual({ kind: 'full', limit: 3 })
  })

  it('is nothing where limits are only shown, and nothing for those that are there already', () => {
    expect(barrierTo(doing, inTodo(1), workflowOf([doing], { doing: 9 }, 'warn'))).toBeNull()
    const there = [aTask({ statusId: 'doing' }), ...inTodo(1)]
    expect(barrierTo(doing, there, workflowOf([doing], { doing: 2 }))).toBeNull()
    expect(barrierTo(doing, there.slice(0, 1), workflowOf([doing], { doing: 9 }))).toBeNull()
  })

  it('is a way that the workflow has not, before the limit, whatever limits do', () => {
    const todo = status('todo', { nextStatusIds: ['review'] })
    for (const limits of ['warn', 'enforce'] as const) {
      expect(barrierTo(doing, inTodo(1), workflowOf([todo, doing], { doing: 9 }, limits))).toEqual({ kind: 'way', from: todo })
    }
    expect(barrierTo(status('review'), inTodo(1), workflowOf([todo]))).toBeNull()
    expect(barrierTo(todo, inTodo(1), workflowOf([todo]))).toBeNull()
  })
})
