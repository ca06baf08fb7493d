// What others do to tasks, by name and with what it is now.
import { expect, it } from 'vitest'
import type { RecentChange } from '../../../client/features/board/recent-changes.ts'
import { changeSentence } from '../../../client/features/spoken/change-sentence.ts'

const said = (type: string, changes: RecentChange['changes'] = {}, mine = false) => changeSentence({
  change: { membershipId: 'm', name: 'Mira', at: 0, type, fields: Object.keys(changes), changes, key: 'WEB-9', assigneeIds: [] },
  status: 'Review', mine, today: '2026-11-20', zone: 'Europe/Vienna',
})

it('others’ changes are spoken by name', () => {
  expect(said('task.moved', { statusId: ['a', 'b'] }, true)).toBe('Mira moved your task WEB-9 to Review.')
  expect(said('comment.created')).toBe('Mira commented on WEB-9.')
  expect(said('task.updated', { priority: ['low', 'high'] })).toBe('Mira changed WEB-9.')
})

it('what comes and goes is told as what it is', () => {
  expect(said('task.created')).toBe('Mira created WEB-9.')
  expect(said('task.created', {}, true)).toBe('Mira created WEB-9 for you.')
  expect(said('task.archived', { archivedAt: [null, 'now'] })).toBe('Mira archived WEB-9.')
  expect(said('task.archived', { archivedAt: ['then', null] })).toBe('Mira took WEB-9 out of the archive.')
  expect(said('task.deleted', { deletedAt: [null, 'now'] }, true)).toBe('Mira moved your task WEB-9 to the trash.')
  expect(said('task.restored', { deletedAt: ['then', null] })).toBe('Mira took WEB-9 out of the trash.')
  expect(said('task.left')).toBe('Mira moved WEB-9 to another project.')
  expect(said('task.entered')).toBe('Mira moved WEB-9 here from another project.')
})

it('the day that something is due is told, in the zone of the person', () => {
  expect(said('task.updated', { dueAt: [null, '2026-11-24T22:59:00.000Z'] })).toBe('Mira changed the due day of WEB-9 to 24 November.')
  expect(said('task.updated', { dueAt: [null, '2027-01-03T22:59:00.000Z'] })).toBe('Mira changed the due day of WEB-9 to 3 January 2027.')
  expect(said('task.updated', { dueAt: [null, '2026-11-24T08:30:00.000Z'] })).toBe('Mira changed the due day of WEB-9 to 24 November at 09:30.')
  expect(said('task.updated', { dueAt: ['2026-11-24T22:59:00.000Z', null] }, true)).toBe('Mira took the due day off your task WEB-9.')
})
