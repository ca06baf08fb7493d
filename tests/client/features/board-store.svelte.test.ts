// @vitest-environment jsdom
// What a board draws, with Svelte's own effects: calm for others, at once for oneself, and only the columns that changed.
import { flushSync } from 'svelte'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BoardStore } from '../../../client/features/board/board.store.svelte.ts'
import { sendChange } from '../../../client/features/mutations.ts'
import { Api } from '../../../client/lib/api.ts'
import { Connection } from '../../../client/lib/connection.svelte.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { Outbox } from '../../../client/lib/outbox.svelte.ts'
import { Session } from '../../../client/lib/session.svelte.ts'
import { Streams } from '../../../client/lib/stream.svelte.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { aBoard, aBoardTask, anEvent, anId, ids, later } from '../support/events.ts'

const [a, b] = [anId(20), anId(21)]
let close = () => {}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => {
  close()
  vi.useRealTimers()
})

/** A board whose requests are answered as told and then never, and whose events the test gives. */
async function aStore(...answers: object[]) {
  const session = new Session(`store ${Math.random()}`)
  const replies = [aBoard([aBoardTask(a), aBoardTask(b, { statusId: ids.done })]), ...answers].map((answer) => new Response(JSON.stringify(answer)))
  const asked: { operations: object[] }[] = []
  const api = new Api({
    origin: 'http://test', tokens: session,
    fetch: async (_, init) => {
      if (init?.body) asked.push(JSON.parse(init.body as string) as { operations: object[] })
      return replies.shift() ?? new Promise<Response>(() => {})
    },
  })
  session.use(api)
  session.identify({ membershipId: ids.me, role: 'admin', teams: {} })
  const connection = new Connection()
  const streams = new Streams({ api, session, connection, origin: 'http://test' })
  const outbox = new Outbox({ storage: memoryStorage(), send: (change, signal) => sendChange(api, change, signal) })
  const board = new BoardStore({ api, session, connection, streams, outbox }, ids.project)
  await vi.waitFor(() => expect(board.status).toBe('ready'))
  const give = (event: StreamEvent) => streams.socket.listeners('stream:event').forEach((listener) => listener(event))
  close = () => [board, streams, session, connection].forEach((part) => part.close())
  return { board, give, asked, connection }
}

/** Counts how often a column is drawn. */
function watching(board: BoardStore, statusId: string) {
  const drawn: string[][] = []
  const stop = $effect.root(() => {
    const column = $derived(board.column(statusId))
    $effect(() => void drawn.push(column.map(({ title }) => title)))
  })
  flushSync()
  return { drawn, stop }
}

const retitled = (offset: number, taskId = a, membershipId = ids.other) => anEvent('task.updated', {
  taskId, projectId: ids.project, key: 'WEB-1', title: 'x', changes: { title: ['', `Title ${offset}`] }, version: offset + 1, updatedAt: later,
}, { offset, actor: { membershipId, name: 'Tove' } })

describe('a board', () => {
  it('draws 20 changes a second of others at most five times, and leaves other columns alone', async () => {
    const { board, give } = await aStore()
    const [todo, done] = [watching(board, ids.todo), watching(board, ids.done)]
    for (let offset = 1; offset <= 20; offset++) {
      give(retitled(offset))
      vi.advanceTimersByTime(50)
      flushSync()
    }
    vi.advanceTimersByTime(250)
    flushSync()
    expect(todo.drawn.length - 1).toBeLessThanOrEqual(6)
    expect(todo.drawn.at(-1)).toEqual(['Title 20'])
    expect(done.drawn).toHaveLength(1)
    todo.stop()
    done.stop()
  })

  it('draws one\'s own change and one\'s own event at once', async () => {
    const { board, give } = await aStore()
    const todo = watching(board, ids.todo)
    board.updateTask(a, { title: 'Mine' })
    flushSync()
    expect(todo.drawn.at(-1)).toEqual(['Mine'])
    board.moveTask(b, { statusId: ids.todo, afterTaskId: a })
    flushSync()
    expect(todo.drawn.at(-1)).toEqual(['Mine', 'Task'])
    give(retitled(1, b, ids.me))
    flushSync()
    expect(todo.drawn.at(-1)).toEqual(['Mine', 'Title 1'])
    todo.stop()
  })

  it('draws others\' changes under one\'s own pending ones', async () => {
    const { board, give } = await aStore()
    board.updateTask(a, { title: 'Mine' })
    give(anEvent('task.updated', { ...retitled(1).data, changes: { priority: ['none', 'high'], title: ['Task', 'Theirs'] } }))
    vi.advanceTimersByTime(300)
    expect(board.task(a)).toMatchObject({ title: 'Mine', priority: 'high' })
    expect(board.pendingTasks.get(a)).toEqual({ late: false })
    vi.advanceTimersByTime(200)
    expect(board.pendingTasks.get(a)).toEqual({ late: true })
  })
})

describe('the undo of many changes', () => {
  const operations = [a, b].map((taskId) => ({ op: 'update', taskId, priority: 'high' } as const))
  const refused = (index: number) => ({
    applied: true, dryRun: false, correlationId: ids.project, succeeded: 1, failed: 1, results: operations.map(({ op, taskId }, at) => ({
      index: at, op, taskId, key: 'WEB-1', version: 2, ok: at !== index, ...(at === index && { error: { status: 403, code: 'forbidden', detail: 'x' } }),
    })),
  })

  it('leaves alone what was refused', async () => {
    const { board, asked, connection } = await aStore(refused(1))
    connection.state = 'live'
    const { done, undo } = board.bulk(operations, 'independent')
    await done
    undo()
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    expect(asked[1]!.operations).toEqual([{ op: 'update', taskId: a, priority: 'none' }])
  })

  it('stands on what is drawn while nobody knows what will be refused, also when live', async () => {
    const { board, connection } = await aStore()
    connection.state = 'live'
    const { undo } = board.bulk(operations, 'independent')
    undo()
    expect(board.pending.map(({ bases }) => bases)).toEqual([undefined, [
      { version: 1, values: { priority: 'high' } }, { version: 1, values: { priority: 'high' } },
    ]])
  })
})
