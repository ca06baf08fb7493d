// The outbox: in order, with keys, kept while nobody answers, dropped when the event was drawn.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../client/lib/api-error.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { LATE_AFTER, Outbox, type OutboxStorage, type StoredChange } from '../../../client/lib/outbox.svelte.ts'
import { ids } from '../support/events.ts'

const stream = `team:${ids.team}` as const
const a = (name: string) => ({ name, input: {}, membershipId: ids.me, stream, projectId: ids.project, taskIds: [] })
const problem = (status: number, code: string) => new ApiError({ type: '', title: '', status, code, detail: '', traceId: '' })
const tick = () => new Promise((resolve) => setTimeout(resolve, 0))

/** Requests that the test answers by hand. */
function anOutbox(storage: OutboxStorage = memoryStorage()) {
  const sent: { change: StoredChange; answer: (offset?: number) => void; fail: (error: unknown) => void }[] = []
  const outbox = new Outbox({
    storage,
    send: (change, signal) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      sent.push({ change, fail: reject, answer: (offset) => resolve({ data: change.name, etag: null, offsets: offset === undefined ? {} : { [stream]: offset } }) })
    }),
  })
  return { outbox, sent, storage }
}

afterEach(() => void vi.useRealTimers())

describe('Outbox', () => {
  it('sends one after another, in order', async () => {
    const { outbox, sent } = anOutbox()
    const outcomes = [outbox.add(a('one')), outbox.add(a('two'))]
    expect(sent.map(({ change }) => change.name)).toEqual(['one'])
    sent[0]!.answer()
    expect(await outcomes[0]).toMatchObject({ ok: true, data: 'one' })
    await tick()
    expect(sent.map(({ change }) => change.name)).toEqual(['one', 'two'])
    expect(outbox.waiting.map(({ name }) => name)).toEqual(['two'])
  })

  it('keeps an answered change until its viewers have drawn the event', async () => {
    const { outbox, sent } = anOutbox()
    let drawn = 4
    const stop = outbox.view({ concerns: () => true, reached: ({ reaches }) => reaches !== null && reaches <= drawn })
    const outcome = outbox.add(a('one'))
    sent[0]!.answer(5)
    await outcome
    expect([outbox.changes.length, outbox.waiting.length]).toEqual([1, 0])
    drawn = 5
    outbox.settle()
    expect(outbox.changes).toEqual([])
    stop()
  })

  it('drops a refused change at once and goes on with the next', async () => {
    const { outbox, sent } = anOutbox()
    const refused = vi.fn()
    outbox.onRefused = refused
    const outcome = outbox.add(a('one'))
    void outbox.add(a('two'))
    sent[0]!.fail(problem(409, 'version_conflict'))
    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'version_conflict' } })
    expect(refused.mock.calls[0]![1]).toMatchObject({ code: 'version_conflict' })
    await tick()
    expect(sent[1]!.change.name).toBe('two')
  })

  it('goes on in the next tab with the same keys in the same order', async () => {
    const storage = memoryStorage()
    const closed = anOutbox(storage)
    void closed.outbox.add(a('one'))
    void closed.outbox.add(a('two'))
    const keys = closed.outbox.changes.map(({ key }) => key)
    closed.outbox.stop()
    await tick()
    const { outbox, sent } = anOutbox(storage)
    await outbox.start(ids.me)
    expect(outbox.waiting.map(({ key }) => key)).toEqual(keys)
    sent[0]!.answer()
    await tick()
    expect(sent.map(({ change }) => change.key)).toEqual(keys)
  })

  it('does not take up again what was discarded while it looked for what closed tabs left', async () => {
    const storage = memoryStorage()
    let go = () => {}
    const slow: OutboxStorage = { ...storage, adopt: async (membershipId) => {
      const found = await storage.adopt(membershipId)
      await new Promise<void>((resolve) => (go = resolve))
      return found
    } }
    const { outbox, sent } = anOutbox(slow)
    void outbox.add(a('one'))
    void outbox.add(a('two'))
    const started = outbox.start(ids.me)
    await tick()
    outbox.discard(outbox.changes[1]!.key)
    sent[0]!.answer()
    await tick()
    go()
    await started
    expect([outbox.changes, sent.map(({ change }) => change.name)]).toEqual([[], ['one']])
    outbox.stop()
  })

  it('leaves what another member left behind', async () => {
    const storage = memoryStorage()
    await storage.put({ ...a('one'), key: 'k', at: 1 })
    const { outbox } = anOutbox(storage)
    await outbox.start(ids.other)
    expect(outbox.changes).toEqual([])
  })

  it('waits while nobody is signed in, and goes on when told', async () => {
    const { outbox, sent } = anOutbox()
    void outbox.add(a('one'))
    sent[0]!.fail(problem(401, 'session_ended'))
    await tick()
    expect(outbox.waiting).toHaveLength(1)
    outbox.resume()
    expect(sent).toHaveLength(2)
  })

  it('discards a change that is on its way', async () => {
    const { outbox, sent } = anOutbox()
    const outcome = outbox.add(a('one'))
    void outbox.add(a('two'))
    outbox.discard(outbox.changes[0]!.key)
    expect(await outcome).toMatchObject({ ok: false, problem: { code: 'discarded' } })
    await tick()
    expect(sent.at(-1)!.change.name).toBe('two')
  })

  it('says that a change is late after 400 ms', () => {
    vi.useFakeTimers()
    const { outbox } = anOutbox()
    void outbox.add(a('one'))
    vi.advanceTimersByTime(LATE_AFTER - 1)
    expect(outbox.changes[0]!.late).toBe(false)
    vi.advanceTimersByTime(1)
    expect(outbox.changes[0]!.late).toBe(true)
  })
})
