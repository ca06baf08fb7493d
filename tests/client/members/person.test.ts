// What a person's page keeps by events, and how it groups tasks.
import { expect, it } from 'vitest'
import { byProject } from '../../../client/features/members/person/by-project.ts'
import { placesAfter } from '../../../client/features/members/person/member-places.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

const place = { teamId: 'doors', title: '', responsibilities: '', joinedAt: '2026-01-01T00:00:00.000Z' }
const after = (type: string, data: object, places = [place]) =>
  placesAfter(places, 'ade', { type, data, at: '2026-02-02T00:00:00.000Z' } as StreamEvent)

it('places follow what happens to the member in their teams', () => {
  expect(after('team.member_updated', { teamId: 'doors', memberId: 'ade', changes: { title: ['', 'Painter'] } })).toEqual([{ ...place, title: 'Painter' }])
  expect(after('team.member_added', { teamId: 'walls', memberId: 'ade' })).toEqual([place, { ...place, teamId: 'walls', joinedAt: '2026-02-02T00:00:00.000Z' }])
  expect(after('team.member_added', { teamId: 'doors', memberId: 'ade' }), 'that is known already').toEqual([place])
  expect(after('team.member_removed', { teamId: 'doors', memberId: 'ade' })).toEqual([])
  expect(after('team.deleted', { teamId: 'doors' })).toEqual([])
})

it('places stay where it happens to others', () => {
  expect(after('team.member_removed', { teamId: 'doors', memberId: 'bo' })).toEqual([place])
  expect(after('team.member_updated', { teamId: 'doors', memberId: 'bo', changes: { title: ['', 'Painter'] } })).toEqual([place])
  expect(after('task.updated', { taskId: 't' })).toEqual([place])
})

it('tasks are in their projects, these by name, as due as they were', () => {
  const task = (id: string, projectId: string) => ({ id, projectId }) as BoardTask
  const names: Record<string, string> = { p1: 'Walls', p2: 'Doors' }
  const groups = byProject([task('a', 'p1'), task('b', 'p2'), task('c', 'p1')], (id) => names[id]!)
  expect(groups.map(({ name, tasks }) => [name, tasks.map(({ id }) => id)])).toEqual([['Doors', ['b']], ['Walls', ['a', 'c']]])
})
