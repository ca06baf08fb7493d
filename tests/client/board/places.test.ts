// Arrows on a board, moves step by step, and what is spoken.
import { describe, expect, it } from 'vitest'
import {
  cancelledAt, droppedAt, heir, heldOf, neighbourIn, pickedUp, spotOf, steppedTo, stepSpot, taskAbove, type ShownColumn, type Step,
} from '../../../client/features/board/places.ts'
import { aTask } from './tasks.ts'

const task = (id: string) => aTask({ id, key: id.toUpperCase() })
const columns: ShownColumn[] = [
  { id: 'todo', name: 'To do', tasks: ['a', 'b', 'c'].map(task) }, { id: 'doing', name: 'In progress', tasks: [] },
  { id: 'done', name: 'Done', tasks: ['x'].map(task) },
]
const neighbour = (all: readonly ShownColumn[], taskId: string, step: Step) =>
  neighbourIn(all, spotOf(all, taskId)!.columnId, taskId, step)?.taskId ?? null

describe('going between cards', () => {
  it('goes up and down and stops at the ends', () => {
    expect(neighbour(columns, 'a', 'down')).toBe('b')
    expect(neighbour(columns, 'a', 'up')).toBeNull()
    expect(neighbour(columns, 'a', 'last')).toBe('c')
  })

  it('goes sideways past an empty column to the nearest height', () => {
    expect(neighbour(columns, 'c', 'right')).toBe('x')
    expect(neighbour(columns, 'x', 'left')).toBe('a')
    expect(neighbour(columns, 'x', 'right')).toBeNull()
  })

  it('gives the focus of a task that leaves to the next below, else above, else the first that stays', () => {
    expect(heir(columns, 'a')).toBe('b')
    expect(heir(columns, 'c')).toBe('b')
    expect(heir(columns, 'x')).toBe('a')
    expect(heir(columns, 'x', ['x', 'a', 'b', 'c'])).toBeNull()
  })
})

describe('a collapsed column', () => {
  const narrow = columns.map((column) => (column.id === 'done' ? { ...column, isCollapsed: true } : column))
  const open = [...narrow, { id: 'later', name: 'Later', tasks: [task('y')] }]

  it('is passed over by the arrows between cards', () => {
    expect(neighbour(narrow, 'c', 'right')).toBeNull()
    expect(neighbour(open, 'c', 'right')).toBe('y')
    expect(neighbour(open, 'y', 'left')).toBe('a')
  })

  it('takes what is carried, and it is said that it is collapsed', () => {
    const from = { columnId: 'doing', index: 0 }
    const spot = stepSpot(open, ['a'], from, 'right')
    expect(spot).toEqual({ columnId: 'done', index: 0 })
    expect(steppedTo(open, heldOf([task('a')]), spot, from)).toBe('Done, collapsed, position 1 of 2.')
  })
})

describe('moving step by step', () => {
  it('counts places among the others', () => {
    const spot = spotOf(columns, 'b')!
    expect(stepSpot(columns, ['b'], spot, 'down')).toEqual({ columnId: 'todo', index: 2 })
    expect(stepSpot(columns, ['b'], { columnId: 'todo', index: 2 }, 'down').index).toBe(2)
    expect(taskAbove(columns, ['b'], { columnId: 'todo', index: 2 })).toBe('c')
    expect(taskAbove(columns, ['b'], { columnId: 'todo', index: 0 })).toBeNull()
  })

  it('enters an empty column and a shorter one', () => {
    expect(stepSpot(columns, ['c'], { columnId: 'todo', index: 2 }, 'right')).toEqual({ columnId: 'doing', index: 0 })
    expect(stepSpot(columns, ['c'], { columnId: 'doing', index: 0 }, 'right')).toEqual({ columnId: 'done', index: 0 })
  })

  it('counts places without all that is held', () => {
    const held = ['a', 'c']
    expect(spotOf(columns, 'c', held)).toEqual({ columnId: 'todo', index: 1 })
    expect(stepSpot(columns, held, { columnId: 'todo', index: 1 }, 'down').index).toBe(1)
    expect(taskAbove(columns, held, { columnId: 'todo', index: 1 })).toBe('b')
    expect(heir(columns, 'a', ['a', 'b'])).toBe('c')
    expect(heir(columns, 'c', ['b', 'c'])).toBe('a')
    expect(pickedUp(columns, heldOf([task('a'), task('c')]), { columnId: 'todo', index: 0 }))
      .toBe('Picked up 2 tasks, position 1 of 3 in To do.')
  })

  it('says every step', () => {
    const b = heldOf([task('b')])
    expect(pickedUp(columns, b, { columnId: 'todo', index: 1 })).toBe('Picked up B, position 2 of 3 in To do.')
    expect(steppedTo(columns, b, { columnId: 'todo', index: 2 },
      { columnId: 'todo', index: 1 })).toBe('Position 3 of 3.')
    expect(steppedTo(columns, b, { columnId: 'done', index: 0 },
      { columnId: 'todo', index: 1 })).toBe('Done, position 1 of 2, before X.')
    expect(droppedAt(columns, b, { columnId: 'done', index: 1 })).toBe('Moved B to Done, position 2 of 2.')
    expect(cancelledAt(columns, b,
      { columnId: 'todo', index: 1 })).toBe('Cancelled. B is back in To do, position 2 of 3.')
  })
})
