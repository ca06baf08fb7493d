// @vitest-environment jsdom
// The tasks opened last: per membership, gone with the copies, and only what one may still read.
import { expect, it } from 'vitest'
import { RecentTasks } from '../../../client/features/tasks/recent-tasks.svelte.ts'
import type { Stores } from '../../../client/client.svelte.ts'
import { memoryCopies } from '../../../client/lib/copies.ts'

const task = (id: string, projectId = 'p') => ({ id, key: `WEB-${id}`, title: `Task ${id}`, projectId })

function aVisit(copies = memoryCopies(), membershipId: string | null = 'me', projects = ['p', 'q']) {
  const session = { membershipId }
  const board = { projectId: 'p', task: (id: string) => (id === '1' ? { key: 'WEB-1', title: 'Renamed' } : undefined) }
  const organizations = { ready: Promise.resolve(), project: (id: string) => (projects.includes(id) ? { id } : undefined) }
  const recent = new RecentTasks({ copies, session, organizations, boards: { followed: [board] } } as unknown as Stores)
  return { copies, session, recent, ids: () => recent.list.map(({ id }) => id) }
}

it('lists each once, the newest first, ten at most, and again after a reload, with the words of now', async () => {
  const { copies, recent, ids } = aVisit()
  for (const id of ['1', '2', '3', '2']) await recent.note(task(id))
  expect(ids()).toEqual(['2', '3', '1'])
  expect(recent.list.map(({ title }) => title)).toEqual(['Task 2', 'Task 3', 'Renamed'])
  for (let index = 10; index < 20; index += 1) await recent.note(task(String(index)))
  const later = aVisit(copies)
  await later.recent.ready
  expect(later.ids()).toEqual(['19', '18', '17', '16', '15', '14', '13', '12', '11', '10'])
})

it('forgets what is gone and what one may not read any more, in what is kept too', async () => {
  const { copies, recent, ids } = aVisit()
  for (const one of [task('1'), task('2', 'q'), task('3')]) await recent.note(one)
  await recent.forget('3')
  expect(ids()).toEqual(['2', '1'])
  const without = aVisit(copies, 'me', ['p'])
  await without.recent.ready
  expect(without.ids()).toEqual(['1'])
  const stored = async () => (await copies.read<{ id: string }[]>('me', 'recent-tasks'))!.map(({ id }) => id)
  await expect.poll(stored).toEqual(['1'])
  await without.recent.note(task('4'))
  expect(await stored()).toEqual(['4', '1'])
})

it('forgets by the address what is not found there, and notes the key that came later', async () => {
  const { recent, ids } = aVisit()
  for (const one of [task('1'), task('2', 'q'), { ...task('3'), key: '' }]) await recent.note(one)
  await recent.forgetAt({ projectId: 'p', key: 'WEB-2' })
  expect(ids()).toEqual(['3', '2', '1'])
  await recent.forgetAt({ projectId: 'q', key: 'WEB-2' })
  expect(ids()).toEqual(['3', '1'])
  await recent.note(task('3'))
  expect(recent.list[0]).toEqual(task('3'))
  await recent.forgetAt({ projectId: 'p', key: 'WEB-3' })
  expect(ids()).toEqual(['1'])
})

it('is nobody else\'s, and leaves nothing when one signs out', async () => {
  const { copies, recent, session } = aVisit()
  await recent.note(task('1'))
  const other = aVisit(copies, 'other')
  await other.recent.ready
  expect(other.ids()).toEqual([])
  const late = recent.note(task('2'))
  session.membershipId = null
  await copies.keepOnly(null)
  await late
  const again = aVisit(copies)
  await again.recent.ready
  expect(again.ids()).toEqual([])
})

it('finishes what a page was left in the middle of, for the same member only', async () => {
  const halfway = () => void aVisit({ ...memoryCopies(), write: () => new Promise<never>(() => {}) }).recent.note(task('1'))
  halfway()
  const later = aVisit()
  await later.recent.ready
  await expect.poll(later.ids).toEqual(['1'])
  await expect.poll(() => sessionStorage.length).toBe(0)
  halfway()
  const other = aVisit(memoryCopies(), 'other')
  await other.recent.ready
  expect([other.ids(), sessionStorage.length]).toEqual([[], 0])
})

it('keeps what two tabs opened', async () => {
  const { copies, recent } = aVisit()
  const tab = aVisit(copies)
  await recent.note(task('1'))
  await tab.recent.note(task('2'))
  await recent.note(task('3'))
  expect(recent.list.map(({ id }) => id)).toEqual(['3', '2', '1'])
})
