// Where something happened, as lists over several places say it.
import { expect, it } from 'vitest'
import { activitySentences } from '../../../client/features/activity/activity-sentences.ts'
import { whereabouts } from '../../../client/features/activity/whereabouts.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

const TEAM = '00000000-0000-7000-8000-000000000001'
const places = {
  project: (id: string) => (id === 'doors' ? { id, name: 'Doors' } : undefined),
  department: (id: string | null) => (id === 'works' ? { id, name: 'Works' } : undefined),
  team: (id: string) => (id === TEAM ? { id, name: 'Painters' } : undefined),
} as Parameters<typeof whereabouts>[1]
let count = 0
const event = (type: string, data: Record<string, unknown>, stream = `team:${TEAM}`): StreamEvent => ({
  stream, offset: (count += 1), id: `e${count}`, type, schema: 1, at: '2026-11-23T10:00:00.000Z', actor: { membershipId: 'mira', name: 'Mira' }, correlationId: `c${count}`, data,
})
const names = {
  meId: null, status: String, member: String, label: String, field: () => undefined, team: String, day: String,
}

it.each([
  ['a task', event('task.moved', { taskId: 't', projectId: 'doors' }), 'Doors'],
  ['a new task', event('task.created', { task: { id: 't', projectId: 'doors' } }), 'Doors'],
  ['a project', event('project.created', { project: { id: 'doors', teamId: TEAM } }), 'Doors'],
  ['a bulk change', event('batch.applied', { events: [{ type: 'task.updated', data: { taskId: 't', projectId: 'doors' } }] }), 'Doors'],
  ['a project that is not theirs to see', event('task.moved', { taskId: 't', projectId: 'secret' }), 'Painters'],
  ['a post', event('post.created', { post: { id: 'p', teamId: TEAM } }), 'Painters'],
  ['a department', event('department.updated', { departmentId: 'works' }, `organization:${TEAM}`), 'Works'],
  ['a role', event('member.updated', { memberId: 'ade' }, `organization:${TEAM}`), undefined],
  ['a token, of which nothing is told', event('token.created', {}, `inbox:${TEAM}`), undefined],
])('%s', (_, told, place) => {
  expect(whereabouts(told, places)?.name).toBe(place)
})

it('what one person does at once in two places is two sentences', () => {
  const newestFirst = ['doors', 'doors', 'secret'].map((projectId) => event('task.moved', { taskId: 't', projectId, key: 'A-1', changes: {} }))
  const kind = (one: StreamEvent) => whereabouts(one, places)?.id
  expect(activitySentences(newestFirst, names, kind).map(({ events }) => events.length)).toEqual([2, 1])
  expect(activitySentences(newestFirst, names, ({ id }) => id)).toHaveLength(3)
  expect(activitySentences(newestFirst, names)).toHaveLength(1)
})
