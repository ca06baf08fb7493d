// @vitest-environment jsdom
// The way back to the tasks that one opened last is there also when the server does not tell those that are assigned.
import { flushSync, mount, unmount } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'
vi.hoisted(() => {
  // What jsdom lacks.
  window.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList
  window.IntersectionObserver ??= class { observe() {} disconnect() {} } as unknown as typeof IntersectionObserver
})
import type { Stores } from '../../../client/client.svelte.ts'
import HomePage from '../../../client/features/home/HomePage.svelte'
import { recentTasksOf } from '../../../client/features/tasks/recent-tasks.svelte.ts'
import { ApiError } from '../../../client/lib/api-error.ts'
import type { ConnectionState } from '../../../client/lib/connection.svelte.ts'
import { memoryCopies } from '../../../client/lib/copies.ts'
import { lockstep } from '../../../client/lockstep.ts'
import { aProject } from '../support/events.ts'

const project = aProject()
const never = () => new Promise<never>(() => {})
const failing = () => Promise.reject(new ApiError({ type: '', title: '', status: 500, code: 'internal', detail: '', traceId: '' }))
let page: ReturnType<typeof mount> | undefined

async function openHome(answer: (asked: { query?: { createdById?: string } }) => Promise<unknown>, state: ConnectionState, copies = memoryCopies()) {
  const connection = $state({ state, toGo: 0 })
  const stores = {
    connection, copies, session: { membershipId: 'me', can: () => false }, streams: { follow: () => () => {} },
    pictures: { of: () => null }, api: { call: (name: string, asked: object) => (name === 'listTasks' ? answer(asked) : never()) }, boards: { followed: [] }, outbox: { waiting: [] }, conflicts: { list: [] }, presence: { isOff: false },
    organizations: {
      projects: [project], teams: [], starred: [], ready: Promise.resolve(), project: (id: string) => (id === project.id ? project : undefined),
      subject: () => ({}), positionOf: () => undefined, member: () => undefined, isStarred: () => false,
    },
  } as unknown as Stores
  await recentTasksOf(stores).note({ id: 't', key: 'WEB-1', title: 'Came back to', projectId: project.id })
  lockstep.stores = stores
  page = mount(HomePage, { target: document.body })
  flushSync()
  return connection
}
const opened = () => document.querySelector('[aria-labelledby=opened]')?.textContent ?? ''

afterEach(async () => {
  if (page) await unmount(page)
  lockstep.stores = null
})

it('after the server failed', async () => {
  await openHome(failing, 'live')
  await vi.waitFor(() => expect(opened()).toContain('Came back to'))
})

it('without a network, but not while what is assigned may still come', async () => {
  const connection = await openHome(never, 'live')
  expect(opened()).toBe('')
  connection.state = 'offline'
  flushSync()
  expect(opened()).toContain('Came back to')
})

it('but not what stands above already, as a task that others do for me', async () => {
  const theirs = { id: 't', key: 'WEB-1', title: 'Came back to', projectId: project.id, priority: 'none', dueAt: null, assigneeIds: ['other'], archivedAt: null }
  await openHome(({ query }) => Promise.resolve({ data: { items: query?.createdById ? [theirs] : [], nextCursor: null } }), 'live')
  await vi.waitFor(() => expect(document.querySelector('[aria-labelledby=waiting]')?.textContent).toContain('Came back to'))
  expect(opened()).toBe('')
})

it('shows without a network the assigned tasks that were kept, and says so until an answer comes', async () => {
  const mine = { id: 'm', key: 'WEB-9', title: 'On my plate', projectId: project.id, priority: 'none', dueAt: null, assigneeIds: ['me'], archivedAt: null }
  const copies = memoryCopies()
  await copies.write('me', 'my-tasks', [mine, { ...mine, id: 'x', title: 'Of a project that I left', projectId: 'gone' }])
  const connection = await openHome(never, 'live', copies)
  const assigned = () => document.querySelector('[aria-labelledby=assigned]')?.textContent ?? ''
  await vi.waitFor(() => {
    connection.state = 'live'
    flushSync()
    connection.state = 'offline'
    flushSync()
    expect(assigned()).toContain('On my plate')
  })
  expect(assigned()).toContain('You are offline')
  expect(assigned()).not.toContain('I left')
})

it('says without a network that nothing was kept', async () => {
  await openHome(never, 'offline')
  await vi.waitFor(() => expect(document.querySelector('[data-no-connection]')?.textContent).toContain('comes by itself'))
})
