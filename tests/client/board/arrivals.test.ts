// Which tasks are told as new in a column, and where they stand.
import { describe, expect, it } from 'vitest'
import { cameByOthers, outOfView } from '../../../client/features/board/arrivals.ts'
import type { RecentChange } from '../../../client/features/board/recent-changes.ts'

const change = (type: string, fields: string[] = []): RecentChange => ({ membershipId: 'other', name: 'Ade', at: 1, type, fields, changes: {}, key: 'WEB-1', assigneeIds: [] })

describe('tasks that others brought into a column', () => {
  it('tells created, moved and restored ones, and those whose status was patched', () => {
    const recent = new Map([
      ['created', change('task.created')], ['moved', change('task.moved', ['statusId', 'rank'])],
      ['patched', change('task.updated', ['statusId'])], ['renamed', change('task.updated', ['title'])],
    ])
    expect(cameByOthers(['old'], ['created', 'old', 'moved', 'patched', 'renamed', 'mine'], recent, false)).toEqual(['created', 'moved', 'patched'])
  })

  it('tells all that are new while a crowd of changes is drawn, and none that stood there', () => {
    expect(cameByOthers(['a', 'b'], ['c', 'b', 'a'], new Map(), true)).toEqual(['c'])
    expect(cameByOthers(['a', 'b'], ['b', 'a'], new Map([['a', change('task.moved')]]), false)).toEqual([])
  })
})

describe('where the unseen stand', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const edges = Float64Array.from([0, 100, 200, 300, 400, 500])

  it('divides them by the edges of the view; what touches the view is seen', () => {
    expect(outOfView(ids, edges, 150, 200, new Set(ids))).toEqual({ above: ['a'], below: ['e'] })
    expect(outOfView(ids, edges, 200, 100, new Set(['b', 'd']))).toEqual({ above: ['b'], below: ['d'] })
  })

  it('forgets tasks that left the column', () => {
    expect(outOfView(ids, edges, 0, 100, new Set(['gone']))).toEqual({ above: [], below: [] })
  })
})
