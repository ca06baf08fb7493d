// The board's reducer: each kind of event against a hand-made snapshot.
import { describe, expect, it } from 'vitest'
import {
  boardSnapshot, boardState, findTask, reduce, reduceAll, taskFetched, tasksOf, type BoardState,
} from '../../../client/features/board/board.reducer.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { aBoard, aBoardTask, aLabel, aMember, anEvent, anId, aStatus, at, ids, later } from '../support/events.ts'

const [a, b] = [anId(20), anId(21)]
const start = () => boardState(aBoard([aBoardTask(a, { rank: 'a0' }), aBoardTask(b, { rank: 'a1', labelIds: [ids.label] })]))
let offset = 0
const next = (type: string, data: object) => anEvent(type, data, { offset: ++offset })
const about = (taskId = a) => ({ taskId, projectId: ids.project, key: 'WEB-1', title: 'Task' })
const changed = (type: string, changes: object, taskId = a) => next(type, { ...about(taskId), changes, version: 2, updatedAt: later })
const run = (state: BoardState, ...events: ReturnType<typeof next>[]) => reduceAll(state, events).state
const task = (state: BoardState, id = a) => findTask(state, id)

describe('the board reducer', () => {
  it('keeps snapshot and state equal both ways', () => {
    expect(boardState(boardSnapshot(start()))).toEqual(start())
  })

  it('changes fields, leaves descriptions out, and takes version and time over', () => {
    const state = run(start(), changed('task.updated', { title: ['Task', 'New'], description: ['x', 'y'] }))
    expect(task(state)).toEqual(aBoardTask(a, { title: 'New', version: 2, updatedAt: later }))
  })

  it('moves a task between columns and leaves the others\' arrays as they are', () => {
    const before = run(start(), changed('task.moved', { statusId: [ids.todo, ids.done], rank: ['a0', 'a0'] }, b))
    const done = tasksOf(before, ids.done)
    const state = run(before, changed('task.updated', { title: ['Task', 'New'] }))
    expect(tasksOf(state, ids.done)).toBe(done)
    expect(tasksOf(state, ids.todo).map(({ id }) => id)).toEqual([a])
    expect(task(before)?.title).toBe('Task')
  })

  it('adds a new task in its place', () => {
    const created = { ...aBoardTask(anId(22), { rank: 'a0V' }), description: 'text' }
    const state = run(start(), next('task.created', { task: created }))
    expect(tasksOf(state, ids.todo).map(({ id }) => id)).toEqual([a, anId(22), b])
    expect(task(state, anId(22))).not.toHaveProperty('description')
  })

  it.each([
    ['task.archived', { archivedAt: [null, at] }, 'task.archived', { archivedAt: [at, null] }],
    ['task.deleted', { deletedAt: [null, at] }, 'task.restored', { deletedAt: [at, null] }],
  ])('takes a task off the board by %s and brings it back up to date by %s', (go, gone, come, back) => {
    const away = run(start(), changed(go, gone))
    expect(task(away)).toBeUndefined()
    const commented = run(away, next('comment.created', { ...about(), comment: {} }))
    const returned = reduce(commented, changed(come, back))
    expect(returned.effects).toEqual([])
    expect(task(returned.state)).toMatchObject({ archivedAt: null, deletedAt: null, commentCount: 1 })
  })

  it('counts comments, links and items', () => {
    const item = (id: number, done: boolean) => ({ id: anId(id), checklistId: anId(30), text: 'x', done, rank: 'a0', version: 1 })
    const checklist = { id: anId(30), taskId: a, title: 'Steps', rank: 'a0', version: 1, items: [item(31, true), item(32, false)] }
    const up = run(start(), next('comment.created', { ...about(), comment: {} }), next('attachment.created', { ...about(), attachment: {} }),
      next('checklist.created', { ...about(), checklist }), next('checklist_item.created', { ...about(), item: item(33, false) }),
      next('checklist_item.updated', { ...about(), itemId: anId(33), checklistId: anId(30), text: 'x', version: 2, changes: { done: [false, true] } }),
      next('comment.updated', { ...about(), commentId: anId(40), version: 2, updatedAt: later, changes: {} }),
      next('checklist.updated', { ...about(), checklistId: anId(30), version: 2, changes: {} }))
    expect(task(up)).toMatchObject({ commentCount: 1, attachmentCount: 1, checklistTotal: 3, checklistDone: 2 })
    const down = run(up, next('comment.deleted', { ...about(), comment: {} }), next('attachment.deleted', { ...about(), attachment: {} }),
      next('checklist_item.deleted', { ...about(), item: item(33, true) }), next('checklist.deleted', { ...about(), checklist }))
    expect(task(down)).toMatchObject({ commentCount: 0, attachmentCount: 0, checklistTotal: 0, checklistDone: 0 })
  })

  it('keeps labels, and takes a deleted one off all tasks', () => {
    const made = aLabel(anId(50))
    const state = run(start(), next('label.created', { label: made }),
      next('label.updated', { labelId: made.id, projectId: ids.project, version: 2, changes: { name: ['bug', 'wish'] } }),
      next('label.deleted', { label: aLabel() }))
    expect([...state.labels.values()]).toEqual([{ ...made, name: 'wish', version: 2 }])
    expect(task(state, b)?.labelIds).toEqual([])
  })

  it('keeps statuses in the order of their rank', () => {
    const third = aStatus(anId(60), 'Zz')
    const added = run(start(), next('status.created', { status: third }))
    expect(added.statuses.map(({ id }) => id)).toEqual([third.id, ids.todo, ids.done])
    const moved = run(added, next('status.updated', { statusId: third.id, projectId: ids.project, version: 2, changes: { rank: ['Zz', 'a2'] } }),
      next('status.deleted', { status: aStatus(ids.done, 'a1') }))
    expect(moved.statuses.map(({ id, version }) => [id, version])).toEqual([[ids.todo, 1], [third.id, 2]])
  })

  it('follows its project and its people', () => {
    const state = run(start(), next('project.updated', { projectId: ids.project, version: 2, changes: { name: ['Web', 'Shop'], deletedAt: [null, at] } }),
      next('member.joined', { member: aMember(anId(70)) }),
      next('member.updated', { memberId: ids.me, version: 2, changes: { name: ['Ada', 'Ada L.'] } }))
    expect(state.project).toMatchObject({ name: 'Shop', deletedAt: at, version: 2 })
    expect(state.members.get(ids.me)).toMatchObject({ name: 'Ada L.', version: 2 })
    expect(state.members.size).toBe(2)
  })

  it('only raises its offset by events of other projects, of teams and of the inbox', () => {
    const before = start()
    const elsewhere = { ...about(anId(80)), projectId: anId(81) }
    const strangers = [
      next('task.created', { task: { ...aBoardTask(anId(80), { projectId: anId(81) }), description: '' } }),
      next('task.updated', { ...elsewhere, changes: { title: ['a', 'b'] }, version: 2, updatedAt: later }),
      next('task.restored', { ...elsewhere, changes: { deletedAt: [at, null] }, version: 2, updatedAt: later }),
      next('comment.created', { ...elsewhere, comment: {} }), next('label.created', { label: aLabel(anId(82), anId(81)) }),
      next('status.created', { status: aStatus(anId(83), 'a5', anId(81)) }),
      next('project.created', { project: {}, statuses: [], labels: [] }), next('team.member_added', { teamId: ids.team, memberId: ids.me }),
    ]
    const { state, effects } = reduceAll(before, strangers)
    expect(effects).toEqual([])
    expect({ ...boardSnapshot(state), offset: 0 }).toEqual(boardSnapshot(before))
    expect(state.position.offset).toBe(offset)
  })

  it('opens batches and applies what is inside in order', () => {
    const inner = [changed('task.updated', { title: ['Task', 'One'] }), changed('task.updated', { title: ['One', 'Two'] })]
    const batch = { operation: 'bulk', part: 1, parts: 1, total: 2, events: inner.map(({ type, data }) => ({ type, data })) }
    expect(task(run(start(), next('batch.applied', batch)))?.title).toBe('Two')
  })

  it('ignores what it has seen, and reloads for what it does not know', () => {
    const once = changed('task.updated', { title: ['Task', 'New'] })
    const { state } = reduce(start(), once)
    expect(reduce(state, { ...once, data: {} }).state.position).toEqual(state.position)
    expect(reduce(state, next('task.teleported', {})).effects).toEqual([{ kind: 'reload' }])
    expect(reduce(state, { ...changed('task.updated', {}), schema: 2 }).effects).toEqual([{ kind: 'reload' }])
  })
})

describe('a task that comes back without having been seen', () => {
  const unknown = anId(90)
  const back = () => changed('task.archived', { archivedAt: [at, null] }, unknown)

  it('is fetched, and events that were in the fetched task already are not applied twice', () => {
    const { state, effects } = reduce(start(), back())
    expect(effects).toEqual([{ kind: 'fetchTask', taskId: unknown }])
    const fetched = taskFetched(state, aBoardTask(unknown, { commentCount: 1 }), state.position.offset + 1)
    const after = run(fetched.state, next('comment.created', { ...about(unknown), comment: {} }))
    expect(task(after, unknown)?.commentCount).toBe(1)
    expect(task(run(after, next('comment.created', { ...about(unknown), comment: {} })), unknown)?.commentCount).toBe(2)
    expect(after.ahead.size).toBe(0)
  })

  it('is fetched again when it changed after the answer was read', () => {
    const { state } = reduce(start(), back())
    const readAt = state.position.offset
    const changedSince = run(state, next('comment.created', { ...about(unknown), comment: {} }))
    const again = taskFetched(changedSince, aBoardTask(unknown), readAt)
    expect(again.effects).toEqual([{ kind: 'fetchTask', taskId: unknown }])
    expect(task(again.state, unknown)).toBeUndefined()
  })

  it('is fetched again when a label that it may have had was deleted after the answer was read', () => {
    const { state } = reduce(start(), back())
    const label = aLabel()
    const changedSince = run(state, next('label.deleted', { label }))
    expect(taskFetched(changedSince, aBoardTask(unknown, { labelIds: [label.id] }), state.position.offset).effects).toEqual([{ kind: 'fetchTask', taskId: unknown }])
  })

  it('asks for a whole new board when very many come back at once', () => {
    const many = Array.from({ length: 30 }, (_, index) => changed('task.restored', { deletedAt: [at, null] }, anId(200 + index)))
    expect(reduceAll(start(), many).effects).toEqual([{ kind: 'reload' }])
  })
})

describe('a task that changes projects', () => {
  const unknown = anId(50)
  const place = { taskId: a, key: 'WEB-1', title: 'Task', version: 2, before: {}, toProjectId: null, toKey: null }
  const entered = (projectId: string) => next('task.entered', { task: { ...aBoardTask(unknown, { projectId }), description: '' }, fromProjectId: null, fromKey: null })

  it('leaves the board of its project, and no other', () => {
    expect(task(run(start(), next('task.left', { ...place, projectId: anId(999) })), a)).toBeDefined()
    const state = run(start(), next('task.left', { ...place, projectId: ids.project }))
    expect([task(state, a), state.gone.size]).toEqual([undefined, 0])
  })

  it('comes onto the board of the other, and no other', () => {
    expect(task(run(start(), entered(ids.project)), unknown)).toMatchObject({ id: unknown })
    expect(task(run(start(), entered(anId(999))), unknown)).toBeUndefined()
  })

  it('is not put back by an answer that was on its way when it left', () => {
    const { state } = reduce(start(), changed('task.restored', { deletedAt: [at, null] }, unknown))
    const left = run(state, next('task.left', { ...place, taskId: unknown, projectId: ids.project }))
    expect(taskFetched(left, aBoardTask(unknown), 99).state).toBe(left)
    expect(task(taskFetched(state, aBoardTask(unknown, { projectId: anId(999) }), 99).state, unknown)).toBeUndefined()
  })
})

describe('with 5,000 tasks', () => {
  it('applies 200 single events in well under a second', () => {
    const tasks: BoardTask[] = Array.from({ length: 5_000 }, (_, index) => aBoardTask(anId(1_000 + index), { rank: `a${index}`, statusId: index % 5 === 0 ? ids.done : ids.todo }))
    let state = boardState(aBoard(tasks))
    const began = performance.now()
    for (let index = 0; index < 200; index++) state = run(state, changed('task.updated', { title: ['Task', `${index}`] }, anId(1_000 + index)))
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(task(state, anId(1_199))?.title).toBe('199')
  })
})
