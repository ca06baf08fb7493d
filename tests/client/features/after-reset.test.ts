// @vitest-environment jsdom
// Lists of what happened go on after a stream was reset: they are read anew, and what is told then comes by itself (RT16).
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MemberActivity, OrganizationActivity } from '../../../client/features/activity/wider-activity.svelte.ts'
import { ProjectActivity, TaskActivity } from '../../../client/features/activity/activity.store.svelte.ts'
import { ProjectHistory } from '../../../client/features/projects/overview/history.store.svelte.ts'
import type { StoreContext } from '../../../client/features/stores.ts'
import { Api } from '../../../client/lib/api.ts'
import { Connection } from '../../../client/lib/connection.svelte.ts'
import { Session } from '../../../client/lib/session.svelte.ts'
import { Streams } from '../../../client/lib/stream.svelte.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { aBoard, anEvent, anId, ids } from '../support/events.ts'

const { stream, epoch } = aBoard()
const NEW_EPOCH = anId(300)
let ends: (() => void)[] = []

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  for (const end of ends) end()
  ends = []
  vi.useRealTimers()
})

/** Streams whose messages the test gives, and pages that are as told, some when it says so. */
function following(...pages: (object[] | Promise<object[]>)[]) {
  const session = new Session(`after reset ${Math.random()}`)
  let asked = 0
  const fetch = async () => {
    const items = await (pages[asked++] ?? [])
    return new Response(JSON.stringify({ items, nextCursor: 'next', named: { statuses: [], labels: [], customFields: [] } }), { headers: { 'content-type': 'application/json' } })
  }
  const api = new Api({ origin: 'http://test', tokens: session, fetch })
  session.use(api)
  session.identify({ membershipId: ids.me, role: 'admin', teams: {} })
  const connection = new Connection()
  const streams = new Streams({ api, session, connection, origin: 'http://test', resetJitter: 0 })
  ends.push(() => streams.close(), () => session.close(), () => connection.close())
  const tell = (event: StreamEvent) => streams.socket.listeners('stream:event').forEach((listener) => listener(event))
  const announceReset = (offset: number) =>
    streams.socket.listeners('stream:reset').forEach((listener) => listener({ stream, offset, epoch: NEW_EPOCH, reason: 'epoch' }))
  const reset = (offset: number) => {
    announceReset(offset)
    vi.advanceTimersByTime(1)
  }
  return { context: { api, streams } as unknown as StoreContext, tell, announceReset, reset, asked: () => asked }
}

/** Until all that has been answered has been taken. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate)
}

const moved = (offset: number) => anEvent('task.moved', {
  taskId: anId(20), projectId: ids.project, key: 'WEB-1', title: 'Task', from: { statusId: ids.todo }, to: { statusId: ids.done, rank: 'a1' }, version: offset,
}, { offset, id: anId(400 + offset) })
const stood = (offset: number) => anEvent('project.updated', { projectId: ids.project, changes: { health: [null, 'at_risk'] } }, { offset, id: anId(500 + offset) })
const standing = (offset: number) => ({ id: anId(500 + offset), at: '2026-11-23T10:00:00.000Z', actor: { membershipId: ids.other, name: 'Tove' }, correlationId: anId(101), kind: 'changed', changes: { health: [null, 'on_track'] }, healthNote: '' })
const position = { stream, epoch, offset: 4 }

const activityOfProject = (context: StoreContext) => {
  const activity = new ProjectActivity(context, ids.project, position)
  return { list: activity, shown: () => activity.events.map(({ id }) => id) }
}
const historyOfProject = (context: StoreContext) => {
  const history = new ProjectHistory(context, ids.project, position)
  return { list: history, shown: () => history.items.map(({ id }) => id) }
}
const lists = [['the activity', activityOfProject, moved], ['the history', historyOfProject, standing]] as const

describe('after a stream was reset', () => {
  it.each([
    ['of a project', (context: StoreContext) => new ProjectActivity(context, ids.project, position)],
    ['of a task', (context: StoreContext) => new TaskActivity(context, anId(20), position)],
  ])('the activity %s is read anew and goes on', async (_, open) => {
    const { context, tell, reset, asked } = following([moved(4)], [moved(9)])
    const activity = open(context)
    ends.push(() => activity.close())
    const offsets = () => activity.events.map(({ offset }) => offset)
    await vi.waitFor(() => expect(offsets()).toEqual([4]))
    tell(moved(5))
    expect(offsets()).toEqual([5, 4])
    reset(9)
    await vi.waitFor(() => expect(offsets()).toEqual([9]))
    tell(moved(10))
    expect(offsets()).toEqual([10, 9])
    expect(asked()).toBe(2)
  })

  it('the activity of the organization goes on with all of its streams', async () => {
    const { context, tell, reset } = following([], [])
    const organization = `organization:${ids.organization}`
    const activity = new OrganizationActivity(context, null, [position, { stream: organization, epoch, offset: 1 }])
    ends.push(() => activity.close())
    await vi.waitFor(() => expect(activity.status).toBe('ready'))
    reset(9)
    tell(anEvent('member.updated', { memberId: ids.other, changes: { name: ['A', 'B'] }, version: 2 }, { stream: organization, offset: 2, id: anId(601) }))
    tell(anEvent('team.created', { team: { id: ids.team, name: 'Team' } }, { offset: 10, id: anId(602) }))
    await vi.waitFor(() => expect(activity.events.map(({ type }) => type).toSorted()).toEqual(['member.updated', 'team.created']))
  })

  it('the history of a project is read anew and goes on', async () => {
    const { context, tell, reset } = following([standing(4)], [standing(9)])
    const { list, shown } = historyOfProject(context)
    ends.push(() => list.close())
    await vi.waitFor(() => expect(shown()).toEqual([anId(504)]))
    reset(9)
    await vi.waitFor(() => expect(shown()).toEqual([anId(509)]))
    tell(stood(10))
    expect(shown()).toEqual([anId(510), anId(509)])
  })

  it.each(lists)('%s takes no page that was asked for before', async (_, open, item) => {
    const earlier = Promise.withResolvers<object[]>()
    const { context, reset, asked } = following([item(4)], earlier.promise, [item(9)])
    const { list, shown } = open(context)
    ends.push(() => list.close())
    await vi.waitFor(() => expect(shown()).toEqual([item(4).id]))
    void list.more()
    await vi.waitFor(() => expect(asked()).toBe(2))
    reset(9)
    await vi.waitFor(() => expect(shown()).toEqual([item(9).id]))
    earlier.resolve([item(2)])
    await settled()
    expect(shown()).toEqual([item(9).id])
    expect(list.status).toBe('ready')
  })

  it.each(lists)('nothing of %s comes back that was closed while it was read anew', async (_, open, item) => {
    const anew = Promise.withResolvers<object[]>()
    const { context, reset, asked } = following([item(4)], anew.promise)
    const { list, shown } = open(context)
    await vi.waitFor(() => expect(list.status).toBe('ready'))
    reset(9)
    await vi.waitFor(() => expect(asked()).toBe(2))
    list.close()
    anew.resolve([item(9)])
    await settled()
    expect(shown()).toEqual([])
  })

  it.each(lists)('%s asks for nothing when it was closed before its turn to read anew', async (_, open, item) => {
    const { context, announceReset, asked } = following([item(4)], [item(9)])
    const { list, shown } = open(context)
    await vi.waitFor(() => expect(list.status).toBe('ready'))
    announceReset(9)
    list.close()
    vi.advanceTimersByTime(1)
    await settled()
    expect(asked()).toBe(1)
    expect(shown()).toEqual([item(4).id])
  })

  it('what was to be read again for its names is read once', async () => {
    const { context, tell, reset, asked } = following([moved(4)], [moved(9)], [moved(9)])
    const activity = new MemberActivity(context, ids.other, [position])
    ends.push(() => activity.close())
    await vi.waitFor(() => expect(activity.status).toBe('ready'))
    tell(moved(5))
    reset(9)
    vi.advanceTimersByTime(1_000)
    await vi.waitFor(() => expect(activity.events.map(({ offset }) => offset)).toEqual([9]))
    await settled()
    expect(asked()).toBe(2)
  })

  it('a list that stands on the old history goes on where a newer snapshot stands', async () => {
    const { context, tell } = following([moved(4)], [moved(9)])
    const activity = new ProjectActivity(context, ids.project, position)
    ends.push(() => activity.close())
    await vi.waitFor(() => expect(activity.status).toBe('ready'))
    ends.push(context.streams.follow({ position: { stream, epoch: NEW_EPOCH, offset: 9 }, apply: () => {}, reset: () => {}, revoked: () => {} }))
    await vi.waitFor(() => expect(activity.events.map(({ offset }) => offset)).toEqual([9]))
    tell(moved(10))
    expect(activity.events.map(({ offset }) => offset)).toEqual([10, 9])
  })
})
