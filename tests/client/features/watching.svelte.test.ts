// @vitest-environment jsdom
// What a board knows of watching: read in the scope that is asked for, drawn anew only where somebody said something of its tasks.
import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BoardScene } from '../../../client/features/board/board.scene.svelte.ts'
import { watchingOn, type Scope } from '../../../client/features/watchers/watching.store.svelte.ts'
import { Api } from '../../../client/lib/api.ts'
import { Connection } from '../../../client/lib/connection.svelte.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { Outbox } from '../../../client/lib/outbox.svelte.ts'
import { Session } from '../../../client/lib/session.svelte.ts'
import { Streams } from '../../../client/lib/stream.svelte.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { aBoard, aBoardTask, anEvent, anId, ids } from '../support/events.ts'

const [a, b] = [anId(20), anId(21)]
let close = () => {}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => {
  close()
  vi.useRealTimers()
})

/** Who watches a task, on a board whose snapshots are as told and whose events the test gives. */
async function watchersDrawn(scope: Scope, ...snapshots: object[]) {
  const session = new Session(`watching ${Math.random()}`)
  const asked: string[] = []
  const { stream, epoch } = aBoard()
  const api = new Api({
    origin: 'http://test', tokens: session,
    fetch: async (input) => {
      const url = input instanceof Request ? input.url : String(input)
      if (!url.includes('/watching')) return new Promise<Response>(() => {})
      const answer = snapshots[asked.push(url.split('?')[1]!) - 1]
      return answer ? new Response(JSON.stringify({ watching: [], refused: [], stream, epoch, offset: 0, ...answer })) : new Promise<Response>(() => {})
    },
  })
  session.use(api)
  session.identify({ membershipId: ids.me, role: 'admin', teams: {} })
  const connection = new Connection()
  const streams = new Streams({ api, session, connection, origin: 'http://test' })
  const outbox = new Outbox({ storage: memoryStorage(), send: () => new Promise(() => {}) })
  const scene = { stores: { api, streams, outbox }, store: { projectId: ids.project }, meId: ids.me, ends: [] as (() => void)[] }
  const watching = watchingOn(scene as unknown as BoardScene, scope)
  await watching.ready
  const drawn: string[][] = []
  const isMine = (id: string) => (scope === 'me' ? watching.has(aBoardTask(id)) : watching.watchersOf(aBoardTask(id)).includes(ids.me))
  const stop = $effect.root(() => {
    $effect(() => void drawn.push([a, b].filter(isMine)))
  })
  flushSync()
  close = () => [stop, ...scene.ends, () => streams.close(), () => session.close(), () => connection.close()].forEach((end) => end())
  const give = (event: StreamEvent) => {
    streams.socket.listeners('stream:event').forEach((listener) => listener(event))
    vi.advanceTimersByTime(300)
    flushSync()
  }
  return { drawn, asked, give, watching, outbox }
}

const place = { projectId: ids.project, key: 'WEB-1', title: 'Task' }
const watched = (offset: number, data: object, membershipId = ids.me) =>
  anEvent('task.watched', { taskId: a, ...place, memberId: membershipId, watching: true, ...data }, { offset, actor: { membershipId, name: 'Tove' } })
const entered = (projectId: string) => ({ task: { ...aBoardTask(b), projectId }, fromProjectId: anId(40), fromKey: 'OLD-1' })

describe('watching on a board', () => {
  it('is asked for once where all that is said is needed from the start', async () => {
    const { asked, drawn } = await watchersDrawn('all', { wishes: [{ taskId: a, memberId: ids.me, watching: true }] })
    expect([asked, drawn]).toEqual([['of=all'], [[a]]])
  })

  it('is drawn anew only by a word about its tasks', async () => {
    const { drawn, give } = await watchersDrawn('me', {})
    give(anEvent('task.updated', { taskId: a, ...place, changes: { title: ['', 'x'] }, version: 2 }, { offset: 1 }))
    give(watched(2, {}, ids.other))
    give(watched(3, { projectId: anId(40), taskId: b }))
    give(watched(4, {}))
    give(anEvent('comment.created', { taskId: a, ...place, comment: { taskId: a, authorId: ids.me } }, { offset: 5, actor: { membershipId: ids.me, name: 'Ada' } }))
    expect(drawn).toEqual([[], [a]])
  })

  it.each(['me', 'all'] as const)('draws one\'s own word at once, and the last one of several (%s)', async (scope) => {
    const { drawn, outbox } = await watchersDrawn(scope, scope === 'all' ? { wishes: [{ taskId: b, memberId: ids.me, watching: true }] } : { watching: [b] })
    const say = (name: string, taskId: string) => {
      void outbox.add({ name, input: { taskId }, membershipId: ids.me, stream: `team:${ids.team}`, projectId: ids.project, taskIds: [taskId] })
      flushSync()
    }
    say('watchTask', a)
    say('unwatchTask', b)
    say('unwatchTask', a)
    expect(drawn).toEqual([[b], [a, b], [a], []])
    outbox.stop()
  })

  it.each([
    ['', (offset: number) => anEvent('task.entered', entered(ids.project), { offset })],
    [' among others', (offset: number) => anEvent('batch.applied', { kind: 'transfer', count: 1, events: [{ type: 'task.entered', data: entered(ids.project) }] }, { offset })],
  ])('is read anew when a task comes from another project%s', async (_, coming) => {
    const { drawn, asked, give, watching } = await watchersDrawn('me', {}, { watching: [b], offset: 2 })
    give(anEvent('task.entered', entered(anId(40)), { offset: 1 }))
    expect(asked).toHaveLength(1)
    give(coming(2))
    await watching.ready
    flushSync()
    expect(drawn.at(-1)).toEqual([b])
    give(watched(3, {}))
    expect([drawn.at(-1), asked]).toEqual([[a, b], ['of=me', 'of=me']])
  })
})
