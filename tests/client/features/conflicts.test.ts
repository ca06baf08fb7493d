// What is made without a connection never writes over others' changes in silence, and waits for a decision instead.
import { describe, expect, it, vi } from 'vitest'
import { Conflicts, textOf } from '../../../client/features/conflicts/conflicts.store.svelte.ts'
import { fieldWords, sidesOf } from '../../../client/features/conflicts/conflict-words.ts'
import { useMine } from '../../../client/features/conflicts/use-mine.ts'
import type { Keep } from '../../../client/features/based-bulk.ts'
import { baseOf, basesOf, judge } from '../../../client/features/based-changes.ts'
import { sendChange } from '../../../client/features/mutations.ts'
import { Api } from '../../../client/lib/api.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { Outbox, type StoredChange } from '../../../client/lib/outbox.svelte.ts'
import { changeWords } from '../../../client/features/presence/change-words.ts'
import { joinUnmade } from '../../../client/features/tasks/join-unmade.ts'
import { withItems } from '../../../client/features/tasks/unmade-checklists.ts'
import { memoryRefused } from '../../../client/lib/refused-storage.ts'
import type { Problem } from '../../../shared/errors.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import { ids } from '../support/events.ts'

const own = (fields: Partial<StoredChange> = {}): StoredChange => ({
  key: 'own', name: 'updateTask', input: { taskId: 't', patch: { title: 'Mine' } }, membershipId: ids.me, stream: `team:${ids.team}`,
  projectId: ids.project, taskIds: ['t'], at: 0, base: { version: 3, values: { title: 'Before' } }, ...fields,
})
const conflict = (current: object) => new Response(JSON.stringify({
  type: '', title: 'Somebody changed it first', status: 409, code: 'version_conflict', detail: 'x', traceId: '', data: { current },
}), { status: 409 })
const problem = { status: 409, code: 'version_conflict', detail: 'x', title: '', type: '', traceId: '' } as Problem
const done = (version: number) => new Response(JSON.stringify({ version }), { headers: { 'Lockstep-Offsets': `team:${ids.team}=9` } })

/** A server that answers as told; what it was asked. */
function aServer(...answers: Response[]) {
  const asked: { key: string | null; body: { expectedVersion?: number; title?: string; operations?: { expectedVersion?: number }[] } }[] = []
  const api = new Api({
    origin: 'http://test', tokens: { access: async () => 'x', renew: async () => null },
    fetch: async (_, init) => {
      asked.push({ key: new Headers(init!.headers).get('Idempotency-Key'), body: JSON.parse(init!.body as string) as object })
      return answers.shift()!
    },
  })
  return { asked, send: (change: StoredChange, keep?: Keep) => sendChange(api, change, new AbortController().signal, keep) }
}

describe('a change that was made without a connection', () => {
  it('goes onto the newest version when others changed other fields, each round with a key of its own', async () => {
    const { asked, send } = aServer(conflict({ version: 5, title: 'Before' }), done(6))
    expect(await send(own())).toMatchObject({ offsets: { [`team:${ids.team}`]: 9 } })
    expect(asked).toEqual([
      { key: 'own', body: { title: 'Mine', expectedVersion: 3 } }, { key: 'own.2', body: { title: 'Mine', expectedVersion: 5 } },
    ])
  })

  it('is refused when others changed the same field, done when they changed it alike; a place is given in any case', async () => {
    const clash = aServer(conflict({ version: 5, title: 'Theirs' }))
    await expect(clash.send(own())).rejects.toMatchObject({ code: 'version_conflict' })
    expect(clash.asked).toHaveLength(1)
    const placed = aServer(conflict({ version: 5, statusId: 's' }), done(6))
    await placed.send(own({ name: 'moveTask', input: { taskId: 't', statusId: 's', afterTaskId: null }, base: { version: 3, values: { statusId: 's' } } }))
    expect(placed.asked).toHaveLength(2)
    const alike = aServer(conflict({ version: 5, title: 'Mine' }))
    expect(await alike.send(own())).toMatchObject({ data: { title: 'Mine' }, offsets: {} })
  })

  it('counts custom fields one by one: others\' changes of other fields are none of its own', () => {
    const patch = { customFields: { cost: 5, stage: null } }
    const base = baseOf('updateTask', { taskId: 't', patch }, { version: 3, customFields: { stage: 'alpha', note: 'Old' } } as { version: number })!
    expect(base.values).toEqual({ 'customFields.cost': null, 'customFields.stage': 'alpha' })
    const against = (customFields: object) => judge({ name: 'updateTask', input: { taskId: 't', patch } }, base, { version: 4, customFields })
    expect([against({ stage: 'alpha', note: 'New' }), against({ stage: 'beta' }), against({ cost: 5, note: 'New' })]).toEqual(['again', 'clash', 'done'])
    const names = { member: () => undefined, status: () => undefined, label: () => undefined, task: () => undefined,
      field: (id: string) => (id === 'cost' ? { id, projectId: 'p', name: 'Cost', kind: 'number' as const, options: [], rank: 'a0', archived: false, version: 1 } : undefined) }
    const [cost] = sidesOf({ key: 'k', at: 0, problem: {} as Problem, change: own({ input: { taskId: 't', patch } }) }, { customFields: { cost: 7 } }, names)
    expect([cost, fieldWords(cost!.field, cost!.mine, names)]).toEqual([{ field: 'customFields.cost', mine: '5', theirs: '7' }, 'Cost: 5'])
  })

  it('stands on what was seen; a move on the status', () => {
    const task = { version: 3, title: 'Before', statusId: 's', dueAt: null }
    expect(baseOf('updateTask', { taskId: 't', patch: { title: 'x', expectedVersion: 2 } }, task)).toEqual({ version: 3, values: { title: 'Before' } })
    expect(baseOf('moveTask', { taskId: 't', statusId: 'z', afterTaskId: null }, task)).toEqual({ version: 3, values: { statusId: 's' } })
    expect(baseOf('createComment', { taskId: 't', body: 'x' }, task)).toBeUndefined()
    expect(baseOf('updateTask', { taskId: 't', patch: { title: 'x' } }, { ...task, version: 0 })).toBeUndefined()
  })
})

/** What a server says to each of many changes: done, or the task as it is. */
const bulkAnswer = (...results: (object | null)[]) => new Response(JSON.stringify({
  applied: true, dryRun: false, correlationId: ids.project, succeeded: 0, failed: 0,
  results: results.map((current, index) => ({
    index, op: 'update', ok: !current, taskId: 't', key: 'WEB-1', version: 4,
    ...(current && { error: { status: 409, code: 'version_conflict', detail: 'x', current } }),
  })),
}), { headers: { 'Lockstep-Offsets': `team:${ids.team}=9` } })

describe('many changes that were made without a connection', () => {
  const at = (fields: object) => ({ version: 3, title: 'Before', statusId: 's', priority: 'none', ...fields })
  const operations: BulkOperation[] = [
    { op: 'update', taskId: 'merged', priority: 'high' }, { op: 'update', taskId: 'clash', priority: 'high' },
    { op: 'update', taskId: 'alike', priority: 'high' }, { op: 'move', taskId: 'moved', statusId: 's', afterTaskId: null },
    { op: 'archive', taskId: 'shelved', archived: true },
  ]
  const many = () => {
    const { base: _, ...change } = own({ name: 'bulkTasks', input: { mode: 'independent', operations }, taskIds: ['merged', 'clash'] })
    return { ...change, bases: basesOf(operations, () => at({})) }
  }

  it('stand each on what was seen; those of no field on nothing', () => {
    const priority = { version: 3, values: { priority: 'none' } }
    expect(many().bases).toEqual([priority, priority, priority, { version: 3, values: { statusId: 's' } }, null])
  })

  it('go onto the newest versions together where others changed something else, and wait one by one where they clash', async () => {
    const { asked, send } = aServer(
      bulkAnswer(at({ version: 4, title: 'Theirs' }), at({ version: 5, priority: 'low' }), at({ version: 6, priority: 'high' }), at({ version: 7 }), null),
      bulkAnswer(null, null),
    )
    const conflicts = new Conflicts(memoryRefused())
    const answer = await send(many(), conflicts.keep.bind(conflicts))
    expect(asked.map(({ key, body }) => [key, body.operations!.map(({ expectedVersion }) => expectedVersion)])).toEqual([
      ['own', [3, 3, 3, 3, undefined]], ['own.2', [4, 7]],
    ])
    expect(answer).toMatchObject({ offsets: { [`team:${ids.team}`]: 9 }, data: { succeeded: 4, failed: 1 } })
    expect((answer.data as { results: { ok: boolean }[] }).results.map(({ ok }) => ok)).toEqual([true, false, true, true, true])
    expect(conflicts.list).toMatchObject([{
      change: { name: 'updateTask', input: { taskId: 'clash', patch: { priority: 'high' } }, taskIds: ['clash'], projectId: ids.project },
      problem: { code: 'version_conflict', data: { current: { priority: 'low' } } },
    }])
  })

  it('keep which place was refused, so that one that was to come after what is gone can be moved again', async () => {
    const { send } = aServer(new Response(JSON.stringify({ results: [{
      index: 0, op: 'move', ok: false, taskId: 'moved', error: { status: 422, code: 'validation', detail: 'x', pointer: '/operations/0/afterTaskId' },
    }] })))
    const conflicts = new Conflicts(memoryRefused())
    const moves: BulkOperation[] = [{ op: 'move', taskId: 'moved', statusId: 's', afterTaskId: 'gone' }]
    await send({ ...many(), input: { mode: 'independent', operations: moves }, bases: basesOf(moves, () => at({})) }, conflicts.keep.bind(conflicts))
    expect(conflicts.list).toMatchObject([{ change: { name: 'moveTask' }, problem: { errors: [{ pointer: '/afterTaskId' }] } }])
  })

  it('are not asked for again as a whole when a later round is refused: what was applied is done, the rest waits', async () => {
    const { asked, send } = aServer(
      bulkAnswer(at({ version: 4, title: 'Theirs' }), null, null, at({ version: 7 }), null),
      new Response(JSON.stringify({ type: '', title: 'No', status: 403, code: 'forbidden', detail: 'Not any more', traceId: '' }), { status: 403 }),
    )
    const conflicts = new Conflicts(memoryRefused())
    const answer = await send(many(), conflicts.keep.bind(conflicts))
    expect(asked).toHaveLength(2)
    expect(answer).toMatchObject({ offsets: { [`team:${ids.team}`]: 9 }, data: { succeeded: 3, failed: 2 } })
    expect(conflicts.list.map(({ change, problem: { code, detail } }) => [change.taskIds, code, detail])).toEqual([
      [['merged'], 'forbidden', 'Not any more'], [['moved'], 'forbidden', 'Not any more'],
    ])
  })

  it('wait as a whole when one is signed out between two rounds', async () => {
    const signedOut = new Response(JSON.stringify({ type: '', title: '', status: 401, code: 'unauthenticated', detail: '', traceId: '' }), { status: 401 })
    const { send } = aServer(bulkAnswer(at({ version: 4 }), null, null, null, null), signedOut)
    const keep = vi.fn()
    await expect(send(many(), keep)).rejects.toMatchObject({ problem: { status: 401 } })
    expect(keep).not.toHaveBeenCalled()
  })

  it('are judged by what an earlier one of the same task was told, and asked again where there was no room to tell', async () => {
    const conflict = { index: 0, op: 'update', ok: false, taskId: 't', key: null, version: null, error: { status: 409, code: 'version_conflict', detail: 'x' } }
    const result = (index: number, taskId: string, current?: object) => ({ ...conflict, index, taskId, error: { ...conflict.error, ...(current && { current }) } })
    const said = (...results: object[]) => new Response(JSON.stringify({ applied: true, dryRun: false, correlationId: ids.project, succeeded: 0, failed: 0, results }))
    const twice: BulkOperation[] = [
      { op: 'update', taskId: 'long', priority: 'high' }, { op: 'move', taskId: 'long', statusId: 's', afterTaskId: null },
      { op: 'update', taskId: 'late', priority: 'high' },
    ]
    const { base: _, ...change } = own({ name: 'bulkTasks', input: { mode: 'independent', operations: twice }, taskIds: ['long', 'late'] })
    const { asked, send } = aServer(
      said(result(0, 'long', at({ version: 5, title: 'Theirs' })), result(1, 'long'), result(2, 'late')),
      said({ ...conflict, ok: true, error: undefined }, result(1, 'long', at({ version: 6, statusId: 'z' })), result(2, 'late', at({ version: 9, priority: 'low' }))),
    )
    const conflicts = new Conflicts(memoryRefused())
    await send({ ...change, bases: basesOf(twice, () => at({})) }, conflicts.keep.bind(conflicts))
    expect(asked.map(({ body }) => body.operations!.map(({ expectedVersion }) => expectedVersion))).toEqual([[3, 3, 3], [5, 5, 3]])
    expect(conflicts.list.map(({ change: { taskIds }, problem: { data } }) => [taskIds[0], (data as { current: { version: number } }).current.version]))
      .toEqual([['long', 6], ['late', 9]])
  })
})

describe('many new tasks in one request', () => {
  const lines = ['One', 'Two', 'Three'].map((title, index) =>
    ({ op: 'create', id: title, projectId: ids.project, title, ...(index > 0 && { afterTaskId: 'above' }) }) as unknown as BulkOperation)
  const change = own({ key: 'lines', name: 'bulkTasks', input: { mode: 'independent', operations: lines }, taskIds: [], at: Date.now() })
  delete change.base

  it('keep the words of each that was refused, with what stood in its way', async () => {
    const refused = (index: number, code: string, pointer: string) =>
      ({ index, op: 'create', ok: false, taskId: lines[index], key: null, version: null, error: { status: 409, code, detail: code, pointer } })
    const { asked, send } = aServer(new Response(JSON.stringify({ results: [
      { index: 0, op: 'create', ok: true }, refused(1, 'wip_limit_reached', '/operations/1/statusId'), refused(2, 'validation', '/operations/2/afterTaskId'),
    ] })))
    const conflicts = new Conflicts(memoryRefused())
    await send(change, conflicts.keep.bind(conflicts))
    expect(asked).toHaveLength(1)
    expect(conflicts.list.map(({ change: { name, input }, problem: { code } }) => [name, input, code])).toEqual([
      ['createTask', { id: 'Two', projectId: ids.project, title: 'Two' }, 'wip_limit_reached'],
      ['createTask', { id: 'Three', projectId: ids.project, title: 'Three' }, 'wip_limit_reached'],
    ])
  })

  it('come to the end of their column where only their neighbour is gone', async () => {
    const gone = (index: number) => ({ index, ok: false, error: { status: 422, code: 'validation', detail: 'x', pointer: `/operations/${index}/afterTaskId` } })
    const placed = lines.map((line) => ({ ...line, afterTaskId: 'above' }))
    const bulk = aServer(new Response(JSON.stringify({ results: [gone(0), gone(1), gone(2)] })), new Response(JSON.stringify({ results: [] })))
    await bulk.send({ ...change, input: { mode: 'independent', operations: placed } })
    expect(bulk.asked.map(({ key, body }) => [key, body.operations])).toEqual([['lines', placed], ['lines.2', lines]])

    const errors = [{ pointer: '/afterTaskId', detail: 'x', code: 'invalid_reference' }]
    const refusal = (told: object[]) => new Response(JSON.stringify({ type: '', title: 'x', status: 422, code: 'validation', detail: 'x', traceId: '', errors: told }), { status: 422 })
    const single = own({ name: 'createTask', input: { title: 'Below', afterTaskId: 'gone' } })
    delete single.base
    const one = aServer(refusal(errors), done(1))
    await one.send(single)
    expect(one.asked).toEqual([{ key: 'own', body: single.input }, { key: 'own.2', body: { title: 'Below' } }])
    const other = aServer(refusal([{ pointer: '/statusId', detail: 'x', code: 'invalid_reference' }]))
    await expect(other.send(single)).rejects.toMatchObject({ code: 'validation' })
    const moved = aServer(refusal(errors))
    await expect(moved.send({ ...single, name: 'moveTask', input: { taskId: 't', statusId: 's', afterTaskId: 'gone' } })).rejects.toMatchObject({ code: 'validation' })
  })

  it('are kept as a whole with all their words where the request is refused', () => {
    const conflicts = new Conflicts(memoryRefused())
    conflicts.keep(change, { ...problem, code: 'forbidden' })
    expect(conflicts.list.map(({ change: kept }) => textOf(kept))).toEqual(['One\nTwo\nThree'])
    expect(changeWords(change, () => undefined)).toBe('Create a task')
    expect(changeWords({ ...change, taskIds: ['One', 'Two', 'Three'] }, () => undefined)).toBe('Create 3 tasks')
  })
})

it('a change of an unknown name is told and kept, not lost', async () => {
  const { base: _, ...change } = own({ name: 'paintTask', input: { colour: 'green' } })
  const { asked, send } = aServer()
  const conflicts = new Conflicts(memoryRefused())
  const outbox = new Outbox({ storage: memoryStorage(), send: (given) => send(given), keep: conflicts.keep.bind(conflicts) })
  await expect(send(change)).rejects.toMatchObject({ code: 'unknown_change' })
  await outbox.add({ ...change })
  expect([asked, conflicts.list.map(({ change: { name } }) => name)]).toEqual([[], ['paintTask']])
})

describe('a new checklist that is refused', () => {
  const forbidden = () => new Response(JSON.stringify({ type: '', title: 'No', status: 403, code: 'forbidden', detail: 'Not now', traceId: '' }), { status: 403 })
  const list = (): StoredChange => ({ ...own({ key: 'list', name: 'createChecklist', input: { taskId: 't', id: 'l', title: 'Steps' } }) })
  const item = (text: string, at: number): StoredChange => own({ key: text, name: 'createChecklistItem', input: { taskId: 't', checklistId: 'l', text }, at })

  it('keeps the items that a closed tab left for it, is decided once, and then made with all of them in their order', async () => {
    const [storage, refused] = [memoryStorage(), memoryRefused()]
    for (const change of [list(), item('First', 1), item('Second', 2)]) {
      const { base: _, ...left } = change
      await storage.put(left)
    }
    const { asked, send } = aServer(forbidden(), done(1), done(1), done(1), done(1))
    const conflicts = new Conflicts(refused)
    const outbox: Outbox = new Outbox({ storage, send: (change) => send(change), keep: (change, why) => conflicts.keep(withItems(change, outbox), why) })
    await outbox.start(ids.me)
    await vi.waitFor(() => expect(outbox.waiting).toEqual([]))
    outbox.stop()
    expect(asked).toHaveLength(1)
    expect(conflicts.list.map(({ change, problem: { detail } }) => [textOf(change), detail])).toEqual([['Steps\n\nFirst\nSecond', 'Not now']])
    expect(joinUnmade(conflicts, 'l', 'Third')).toBe(true)
    expect(joinUnmade(conflicts, 'other', 'Third')).toBe(false)

    const [entry] = conflicts.list
    const again = new Outbox({ storage: memoryStorage(), send: (change) => send(change) })
    expect(await Promise.all([useMine(conflicts, entry!, again), useMine(conflicts, entry!, again)])).toEqual([true, false])
    await vi.waitFor(() => expect(again.waiting).toEqual([]))
    expect(asked.slice(1).map(({ body }) => body)).toEqual([{ id: 'l', title: 'Steps' }, { text: 'First' }, { text: 'Second' }, { text: 'Third' }])
    expect([conflicts.list, await refused.all(ids.me)]).toEqual([[], []])
  })
})

/** An outbox whose changes are answered at once; those that it sent. */
function anOutbox(storage = memoryStorage()) {
  const sent: StoredChange[] = []
  const outbox = new Outbox({ storage, send: (change) => {
    sent.push(change)
    return Promise.resolve({ data: {}, offsets: {}, etag: null })
  } })
  return { outbox, sent }
}

describe('the conflict inbox', () => {
  it('keeps what waited and what has words, not what was answered at once', () => {
    const conflicts = new Conflicts(memoryRefused())
    const move = { name: 'moveTask', input: { taskId: 't', statusId: 's', afterTaskId: null } }
    const { base: _, ...online } = own({ at: Date.now() })
    conflicts.keep({ ...online, ...move, key: 'at once' }, problem)
    conflicts.keep({ ...online, ...move, key: 'waited', at: Date.now() - 5_000 }, problem)
    conflicts.keep({ ...online, name: 'createComment', input: { taskId: 't', body: 'Words' }, key: 'words' }, problem)
    expect(conflicts.list.map(({ key }) => key)).toEqual(['waited', 'words'])
  })

  it('keeps a text that was outrun before it was sent, with both sides', async () => {
    const storage = memoryRefused()
    const { key: _, at: __, ...wanted } = own({ input: { taskId: 't', patch: { description: '' } } })
    const key = new Conflicts(storage).hold(wanted, { description: 'Theirs', version: 5 })
    const later = new Conflicts(storage)
    await later.start(ids.me)
    expect(later.list).toMatchObject([{ key, problem: { code: 'version_conflict', data: { current: { description: 'Theirs' } } } }])
    later.drop(key)
    expect(later.list).toEqual([])
  })

  it('survives a reload, for its own member only, and ends with a decision', async () => {
    const storage = memoryRefused()
    new Conflicts(storage).keep(own(), problem)
    const other = new Conflicts(storage)
    await other.start('somebody else')
    expect(other.list).toEqual([])
    const mine = new Conflicts(storage)
    await mine.start(ids.me)
    expect(mine.list.map(({ key }) => key)).toEqual(['own'])
    mine.drop('own')
    const later = new Conflicts(storage)
    await later.start(ids.me)
    expect(later.list).toEqual([])
  })

  it('is one for all tabs: what one keeps or decides the others know, and only the first decision sends', async () => {
    const storage = memoryRefused()
    const [here, there] = [new Conflicts(storage), new Conflicts(storage)]
    await Promise.all([here.start(ids.me), there.start(ids.me)])
    here.keep(own(), problem)
    await vi.waitFor(() => expect(there.list.map(({ key }) => key)).toEqual(['own']))
    const outboxes = [anOutbox(), anOutbox()]
    const decided = await Promise.all([here, there].map((tab, index) => useMine(tab, here.list[0] ?? there.list[0]!, outboxes[index]!.outbox)))
    expect(decided).toEqual([true, false])
    // What the slower tab may have sent already has the same key: the server does it once.
    expect(new Set(outboxes.flatMap(({ sent }) => sent.map(({ key }) => key)))).toEqual(new Set(['own.again.1']))
    expect(outboxes[1]!.outbox.changes).toEqual([])
    expect([here.list, there.list]).toEqual([[], []])
  })

  it('is decided here where the browser keeps nothing', async () => {
    const refuse = () => Promise.reject(new Error('no disk'))
    const conflicts = new Conflicts({ ...memoryRefused(), put: refuse, take: async () => false })
    conflicts.keep(own(), problem)
    const { outbox, sent } = anOutbox()
    expect(await useMine(conflicts, conflicts.list[0]!, outbox)).toBe(true)
    expect(sent).toHaveLength(1)
  })

  it('sends mine anew, bound to no version', async () => {
    const conflicts = new Conflicts(memoryRefused())
    conflicts.keep(own({ input: { taskId: 't', patch: { title: 'Mine', expectedVersion: 3 } } }), problem)
    const { outbox, sent } = anOutbox()
    await useMine(conflicts, conflicts.list[0]!, outbox)
    expect(sent).toMatchObject([{ name: 'updateTask', input: { taskId: 't', patch: { title: 'Mine' } } }])
    expect(sent[0]!.input).not.toHaveProperty('patch.expectedVersion')
    expect(sent[0]).not.toHaveProperty('base')
    expect(conflicts.list).toEqual([])
  })

  it('makes a task again wherever there is room, not after one that may be gone; a move keeps its neighbour unless that stood in its way', async () => {
    const again = async (fields: Partial<StoredChange>, why: Partial<Problem> = {}) => {
      const conflicts = new Conflicts(memoryRefused())
      conflicts.keep(own(fields), { ...problem, code: 'validation', ...why })
      const { outbox, sent } = anOutbox()
      await useMine(conflicts, conflicts.list[0]!, outbox)
      return sent[0]!.input
    }
    const gone: Partial<Problem> = { errors: [{ pointer: '/afterTaskId', detail: 'x', code: 'invalid_reference' }] }
    const create = { name: 'createTask', input: { id: 't', projectId: ids.project, title: 'Below', statusId: 's', afterTaskId: 'gone' } }
    expect(await again(create, gone)).toEqual({ id: 't', projectId: ids.project, title: 'Below', statusId: 's' })
    const shown = [{ id: 't', projectId: ids.project, title: 'Drawn', afterTaskId: 'gone' }]
    const byTemplate = { name: 'createTaskFromTemplate', input: { templateId: 'v', id: 't', subtaskIds: [], afterTaskId: 'gone', shown } }
    expect(await again({ ...byTemplate, at: Date.now() }, gone)).toEqual({ templateId: 'v', id: 't', subtaskIds: [], shown })
    expect([textOf(byTemplate), changeWords({ ...byTemplate, taskIds: ['t'] }, () => undefined)]).toEqual(['Drawn', 'Create Drawn from a template'])
    const move = { name: 'moveTask', input: { taskId: 't', statusId: 's', afterTaskId: 'gone' } }
    expect(await again(move, gone)).toEqual({ taskId: 't', statusId: 's', afterTaskId: null })
    expect(await again(move)).toEqual(move.input)
    const drawn = { ...byTemplate, at: Date.now() }
    expect(await again(drawn, { status: 404, code: 'not_found' })).toEqual({ mode: 'atomic', operations: [{ op: 'create', id: 't', projectId: ids.project, title: 'Drawn' }] })
  })

  it('takes a change out only after it waits to be sent, and not at all when the session has ended', async () => {
    const refused = memoryRefused()
    const waiting = memoryStorage()
    const stored: string[] = []
    const conflicts = new Conflicts({ ...refused, take: (key) => {
      stored.push(`take ${key}`)
      return refused.take(key)
    } })
    conflicts.keep(own(), problem)
    const [entry] = conflicts.list
    const ended = anOutbox()
    ended.outbox.stop()
    expect(await useMine(conflicts, entry!, ended.outbox)).toBe(false)
    expect([conflicts.list, await refused.all(ids.me), stored]).toMatchObject([[{ key: 'own' }], [{ key: 'own' }], []])
    const { outbox } = anOutbox({ ...waiting, put: async (change) => {
      stored.push(`put ${change.key}`)
      return waiting.put(change)
    } })
    expect(await useMine(conflicts, entry!, outbox)).toBe(true)
    expect(stored).toEqual(['put own.again.1', 'take own'])
  })

  it('has a key of its own for each time that a change is sent again', async () => {
    const conflicts = new Conflicts(memoryRefused())
    conflicts.keep(own({ key: 'own.again.1' }), problem)
    const { outbox, sent } = anOutbox()
    await useMine(conflicts, conflicts.list[0]!, outbox)
    expect(sent.map(({ key }) => key)).toEqual(['own.again.2'])
  })

  it('tells both sides of each field in words', () => {
    const names = { member: (id: string) => ({ m: 'Mira' })[id], status: () => 'Review', label: () => undefined, task: () => 'WEB-7', field: () => undefined }
    const entry = { key: 'k', at: 0, problem, change: own({ input: { taskId: 't', patch: { title: 'Mine', assigneeIds: ['m'], dueAt: null } } }) }
    const sides = sidesOf(entry, { title: 'Theirs', assigneeIds: [], dueAt: '2020-03-01T23:59:00.000Z' }, names)
    expect(sides.map(({ field, mine, theirs }) => [field, mine, theirs])).toEqual([
      ['title', 'Mine', 'Theirs'], ['assigneeIds', 'Mira', 'Nobody'], ['dueAt', 'Nothing', expect.stringMatching(/Mar.* 2020/)],
    ])
    expect(fieldWords('assigneeIds', 'Mira')).toBe('Assignees: Mira')
    expect(textOf({ name: 'createComment', input: { taskId: 't', body: 'Words' } })).toBe('Words')
  })
})
