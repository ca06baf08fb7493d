// Lanes of a board: steps from cell to cell, and where in a whole status a place of a cell is.
import { describe, expect, it } from 'vitest'
import {
  areAtPlace, neighbourInLanes, rowOf, stepInLanes, taskBefore, type GridCell,
} from '../../../client/features/lanes/lane-grid.ts'
import { aTask } from '../board/tasks.ts'

const task = (id: string) => aTask({ id, key: id.toUpperCase(), rank: id })
const cell = (laneId: string, statusId: string, ids: string[], isCollapsed = false): GridCell =>
  ({ id: `${statusId}.${laneId}`, name: `${statusId}, lane ${laneId}`, laneId, status: { id: statusId }, tasks: ids.map(task), isCollapsed })
const cells = [
  cell('ade', 'todo', ['a', 'b']), cell('ade', 'done', ['x']), cell('mira', 'todo', []), cell('mira', 'done', ['y', 'z']),
  cell('tove', 'todo', ['c']), cell('tove', 'done', []),
]
const arrow = (cellId: string, id: string, to: Parameters<typeof neighbourInLanes>[3], among = cells) => {
  const next = neighbourInLanes(among, cellId, id, to)
  return next && `${next.columnId} ${next.taskId}`
}

describe('arrows between cards of lanes', () => {
  it('stay in the lane to the sides, and end with it', () => {
    expect(arrow('todo.ade', 'b', 'right')).toBe('done.ade x')
    expect(arrow('done.ade', 'x', 'right')).toBeNull()
    expect(arrow('todo.tove', 'c', 'left')).toBeNull()
  })

  it('go up and down in a cell, then to the next lane that has cards in this column', () => {
    expect(arrow('todo.ade', 'a', 'down')).toBe('todo.ade b')
    expect(arrow('todo.ade', 'b', 'down')).toBe('todo.tove c')
    expect(arrow('todo.tove', 'c', 'up')).toBe('todo.ade b')
    expect(arrow('done.mira', 'y', 'up')).toBe('done.ade x')
    expect(arrow('todo.ade', 'a', 'up')).toBeNull()
  })

  it('pass over lanes that are closed', () => {
    const closed = [...cells.slice(0, 4), cell('tove', 'todo', ['c'], true), cell('tove', 'done', [], true), cell('uma', 'todo', ['d'])]
    expect(arrow('todo.ade', 'b', 'down', closed)).toBe('todo.uma d')
  })
})

describe('carrying over lanes', () => {
  const step = (columnId: string, index: number, to: 'up' | 'down' | 'left' | 'right', open = rowOf(cells, columnId)) =>
    stepInLanes(cells, open, ['a'], { columnId, index }, to)

  it('goes over the edge of a cell: down to the top of the next lane, also an empty one, up to the end of the one before', () => {
    expect(step('todo.ade', 0, 'down')).toEqual({ columnId: 'todo.ade', index: 1 })
    expect(step('todo.ade', 1, 'down')).toEqual({ columnId: 'todo.mira', index: 0 })
    expect(step('todo.mira', 0, 'up')).toEqual({ columnId: 'todo.ade', index: 1 })
    expect(step('done.tove', 0, 'up')).toEqual({ columnId: 'done.mira', index: 2 })
  })

  it('stays at the first and the last lane, and at the sides of a lane', () => {
    expect(step('todo.ade', 0, 'up')).toEqual({ columnId: 'todo.ade', index: 0 })
    expect(step('done.tove', 0, 'down')).toEqual({ columnId: 'done.tove', index: 0 })
    expect(step('done.ade', 1, 'right')).toEqual({ columnId: 'done.ade', index: 1 })
    expect(step('todo.ade', 0, 'right')).toEqual({ columnId: 'done.ade', index: 0 })
  })

  it('leaves a closed lane with the next step', () => {
    const closed = [...cells.slice(0, 2), cell('mira', 'todo', []), cell('mira', 'done', ['y', 'z'], true), ...cells.slice(4)]
    const next = (to: 'up' | 'down') => stepInLanes(closed, [], ['a'], { columnId: 'done.mira', index: 0 }, to).columnId
    expect([next('up'), next('down')]).toEqual(['done.ade', 'done.tove'])
  })

  it('passes over columns that take nothing', () => {
    expect(step('todo.ade', 0, 'right', [cells[0]!])).toEqual({ columnId: 'todo.ade', index: 0 })
  })
})

describe('a place of a cell in its whole status', () => {
  const status = ['a', 'b', 'c', 'd', 'e'].map(task)
  const of = (...ids: string[]) => ids.map(task)

  it('is after the card above it', () => {
    expect(taskBefore(status, of('b', 'd'), ['x'], 1)).toBe('b')
    expect(taskBefore(status, of('b', 'd'), ['x'], 2)).toBe('d')
  })

  it('is right before the first card at its top, whoever stands there in other lanes', () => {
    expect(taskBefore(status, of('c', 'd'), ['x'], 0)).toBe('b')
    expect(taskBefore(status, of('c', 'd'), ['b'], 0)).toBe('a')
    expect(taskBefore(status, of('a', 'd'), ['x'], 0)).toBeNull()
  })

  it('is the end in an empty cell', () => {
    expect(taskBefore(status, [], ['e'], 0)).toBe('d')
    expect(taskBefore([], [], ['e'], 0)).toBeNull()
  })

  it('is kept where the order says it already', () => {
    expect(areAtPlace(of('c'), of('b', 'd'), 1)).toBe(true)
    expect(areAtPlace(of('c'), of('b', 'd'), 0)).toBe(false)
    expect(areAtPlace(of('c'), of('b', 'd'), 2)).toBe(false)
    expect(areAtPlace(of('c'), [], 0)).toBe(true)
  })

  it('is kept for several only when all of them stand there in their order', () => {
    expect(areAtPlace(of('c', 'd'), of('b', 'e'), 1)).toBe(true)
    expect(areAtPlace(of('d', 'c'), of('b', 'e'), 1)).toBe(false)
    expect(areAtPlace(of('c', 'e'), of('b', 'd'), 1)).toBe(false)
    expect(areAtPlace(of('c', 'a'), [], 0)).toBe(false)
  })
})
