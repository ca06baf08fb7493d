// Which of others' changes get a mark, and which are told in one line.
import { describe, expect, it } from 'vitest'
import { ChangeWatch, changesOf } from '../../../client/features/board/recent-changes.ts'
import { aBoardTask, anEvent, anId, ids, later } from '../support/events.ts'

const retitled = (taskId: string) => anEvent('task.updated', {
  taskId, projectId: ids.project, key: 'WEB-1', title: 'x', changes: { title: ['', 'New'] }, version: 2, updatedAt: later,
})
const [a, b] = [anId(20), anId(21)]

describe('ChangeWatch', () => {
  it('marks who changed what, newest for each task, for a few seconds', () => {
    const watch = new ChangeWatch((id) => (id === a ? aBoardTask(a, { assigneeIds: [ids.me] }) : undefined))
    watch.note([retitled(a), anEvent('task.created', { task: aBoardTask(b, { assigneeIds: [ids.other] }) })], ids.project, ids.me, 1_000)
    const shown = watch.take(new Map(), 1_000)
    expect(shown.get(a)).toEqual({ membershipId: ids.other, name: 'Tove', at: 1_000, type: 'task.updated', fields: ['title'], changes: { title: ['', 'New'] }, key: 'WEB-1', assigneeIds: [ids.me] })
    expect(shown.get(b)).toMatchObject({ type: 'task.created', key: 'WEB-1', assigneeIds: [ids.other] })
    expect(watch.take(shown, 7_000).size).toBe(0)
  })

  it('marks neither one\'s own changes nor those of other projects', () => {
    const watch = new ChangeWatch(() => undefined)
    watch.note([retitled(a)], ids.project, ids.other)
    watch.note([retitled(a)], anId(99), ids.me)
    expect(watch.take(new Map()).size).toBe(0)
  })

  it('tells a bulk change in one line and marks nothing', () => {
    const watch = new ChangeWatch(() => undefined)
    const events = [retitled(a), retitled(b)].map(({ type, data }) => ({ type, data }))
    const batch = anEvent('batch.applied', { operation: 'bulk', part: 1, parts: 1, total: 2, events })
    watch.note([batch], ids.project, ids.me)
    expect([watch.crowd, watch.take(new Map()).size]).toEqual([{ name: 'Tove', count: 2 }, 0])
    expect(changesOf(batch, ids.project)).toHaveLength(2)
  })
})
