// How one's own changes look until their events come: the same as after them.
import { describe, expect, it } from 'vitest'
import { rankAfter } from '../../../client/features/board/moving-tasks.ts'
import { boardState, findTask, tasksOf } from '../../../client/features/board/board.reducer.ts'
import { BoardDraft } from '../../../client/features/board/board.state.ts'
import { boardMutations as mutations } from '../../../client/features/board/board.mutations.ts'
import { lateMutations } from '../../../client/features/late-mutations.ts'
import { drawOnBoard, drawOnTask, drawReminders, type InputOf, type MutationName } from '../../../client/features/mutations.ts'
import { finishTaskDetail, taskDetailDraft, taskDetailState } from '../../../client/features/tasks/task-detail.reducer.ts'
import type { Change } from '../../../client/lib/outbox.svelte.ts'
import { aBoard, aBoardTask, anId, aTaskDetail, ids } from '../support/events.ts'

const [a, b, c] = [anId(20), anId(21), anId(22)]
const board = boardState(aBoard([aBoardTask(a, { rank: 'a0' }), aBoardTask(b, { rank: 'a1' }), aBoardTask(c, { rank: 'a0', statusId: ids.done })]))

function aChange<M extends MutationName>(name: M, input: InputOf<M>): Change {
  return { key: anId(90), name, input, membershipId: ids.me, stream: `team:${ids.team}`, projectId: ids.project, taskIds: [], at: 0, late: false, reaches: null }
}

function onBoard<M extends MutationName>(name: M, input: InputOf<M>, start = board) {
  const draft = new BoardDraft(start)
  drawOnBoard(draft, aChange(name, input))
  return draft.finish()
}

function onTask<M extends MutationName>(name: M, input: InputOf<M>, start = taskDetailState(aTaskDetail())) {
  const draft = taskDetailDraft(start)
  drawOnTask(draft, aChange(name, input))
  return finishTaskDetail(draft).state
}

/** The same, where what stands at the end is over. */
const withOver = { ...board, statuses: board.statuses.map((status) => (status.id === ids.done ? { ...status, category: 'done' as const } : status)) }
const order = (state: typeof board, statusId: string) => tasksOf(state, statusId).map(({ id }) => id)

describe('on a board', () => {
  it.each([
    ['to the top', null, [c, a, b]], ['after a task', a, [a, c, b]], ['to the end', b, [a, b, c]], ['after one that is gone', anId(77), [a, b, c]],
  ])('moves %s', (_, afterTaskId, expected) => {
    expect(order(onBoard('moveTask', { taskId: c, statusId: ids.todo, afterTaskId }), ids.todo)).toEqual(expected)
  })

  it('moves inside its own column', () => {
    expect(order(onBoard('moveTask', { taskId: b, statusId: ids.todo, afterTaskId: null }), ids.todo)).toEqual([b, a])
  })

  it('finds a rank also beside tasks of equal rank', () => {
    const equal = [aBoardTask(a, { rank: 'a0' }), aBoardTask(b, { rank: 'a0' }), aBoardTask(c, { rank: 'a1' })]
    const rank = rankAfter(equal, a)
    expect(rank > 'a0' && rank < 'a1').toBe(true)
  })

  it('changes fields, and puts a task at the end of a new status', () => {
    const state = onBoard('updateTask', { taskId: a, patch: { title: 'New', statusId: ids.done, description: 'not shown' } })
    expect(order(state, ids.done)).toEqual([c, a])
    expect(findTask(state, a)).toMatchObject({ title: 'New' })
    expect(findTask(state, a)).not.toHaveProperty('description')
  })

  it('creates at the end unless said, in the first status unless said', () => {
    const state = onBoard('createTask', { id: anId(30), projectId: ids.project, title: 'New' })
    expect(order(state, ids.todo)).toEqual([a, b, anId(30)])
    expect(findTask(state, anId(30))).toMatchObject({ key: '', version: 0, createdById: ids.me })
    expect(findTask(onBoard('createTask', { id: anId(30), projectId: ids.project, title: 'New', parentId: undefined }), anId(30))?.parentId).toBeNull()
    expect(order(onBoard('createTask', { id: anId(30), projectId: ids.project, title: 'New', statusId: ids.done, afterTaskId: null }), ids.done)).toEqual([anId(30), c])
  })

  it('draws a task by a template with its subtasks, each at its place, under the ids that the server is asked for', () => {
    const [id, part] = [anId(30), anId(31)]
    const input = { templateId: anId(40), id, subtaskIds: [part], afterTaskId: a, priority: 'high' as const,
      shown: [{ id, projectId: ids.project, title: 'By it', afterTaskId: a, statusId: ids.todo, priority: 'high' as const }, { id: part, projectId: ids.project, title: 'Part', parentId: id }] }
    const state = onBoard('createTaskFromTemplate', input)
    expect(order(state, ids.todo)).toEqual([a, id, b, part])
    expect([findTask(state, id), findTask(state, part)]).toMatchObject([{ title: 'By it', priority: 'high', version: 0 }, { parentId: id }])
    expect(mutations.createTaskFromTemplate.taskIds(input)).toEqual([id, part])
    expect(mutations.createTaskFromTemplate.request(input)).toEqual({ params: { templateId: anId(40) }, body: { id, subtaskIds: [part], afterTaskId: a, priority: 'high' } })
  })

  it('archives, deletes and restores', () => {
    expect(findTask(onBoard('archiveTask', { taskId: a, archived: true }), a)).toBeUndefined()
    const draft = new BoardDraft(onBoard('deleteTask', { taskId: a }))
    drawOnBoard(draft, aChange('restoreTask', { taskId: a }))
    expect(order(draft.finish(), ids.todo)).toEqual([a, b])
  })

  it('draws every operation of a bulk change', () => {
    const operations: InputOf<'bulkTasks'>['operations'] = [
      { op: 'update', taskId: a, title: 'One' }, { op: 'move', taskId: b, statusId: ids.done, afterTaskId: null }, { op: 'delete', taskId: c },
    ]
    const state = onBoard('bulkTasks', { operations, mode: 'atomic' })
    expect([findTask(state, a)?.title, order(state, ids.done)]).toEqual(['One', [b]])
    expect(mutations.bulkTasks.taskIds({ operations, mode: 'atomic' })).toEqual([a, b, c])
  })

  it('leaves the confirmed board as it was', () => {
    onBoard('deleteTask', { taskId: a })
    expect(order(board, ids.todo)).toEqual([a, b])
  })
})

describe('on an open task', () => {
  const taskId = anId(20)
  const of = { taskId, checklistId: anId(90) }

  it('adds, edits and deletes a comment', () => {
    const added = onTask('createComment', { taskId, id: anId(40), body: 'Hi' })
    expect(added.comments[0]).toMatchObject({ body: 'Hi', authorId: ids.me })
    expect(onTask('updateComment', { taskId, commentId: anId(40), body: 'Hello' }, added).comments[0]?.body).toBe('Hello')
    expect(onTask('deleteComment', { taskId, commentId: anId(40) }, added)).toMatchObject({ comments: [], task: { commentCount: 0 } })
  })

  it('makes a checklist, fills it, ticks, moves and empties it', () => {
    const list = onTask('createChecklist', { taskId, title: 'Steps' })
    const filled = onTask('createChecklistItem', { ...of, text: 'One' }, list)
    const itemId = filled.checklists[0]!.items[0]!.id
    const ticked = onTask('updateChecklistItem', { ...of, itemId, patch: { done: true, afterItemId: null }, wasDone: false }, filled)
    expect(ticked.task).toMatchObject({ checklistDone: 1, checklistTotal: 1 })
    expect(onTask('deleteChecklistItem', { ...of, itemId, wasDone: true }, ticked).checklists[0]!.items).toEqual([])
    expect(onTask('updateChecklist', { ...of, title: 'Way' }, ticked).checklists[0]!.title).toBe('Way')
    expect(onTask('deleteChecklist', { ...of, done: 1, total: 1 }, ticked).task.checklistTotal).toBe(0)
  })

  it('takes an item to the end or to a place of another checklist; counts stay', () => {
    const item = (id: number, checklistId: string, rank: string) => ({ id: anId(id), checklistId, text: `${id}`, done: id === 51, rank, version: 1 })
    const [one, two] = [anId(70), anId(71)]
    const list = (id: string, rank: string, items: ReturnType<typeof item>[]) => ({ id, taskId, title: id, rank, version: 1, items })
    const start = taskDetailState({ ...aTaskDetail(), checklists: [
      list(one, 'a0', [item(51, one, 'a0'), item(52, one, 'a1')]), list(two, 'a1', [item(53, two, 'a0')]),
    ] })
    const carry = (itemId: number, patch: { checklistId: string; afterItemId?: string | null }) =>
      onTask('updateChecklistItem', { taskId, checklistId: one, itemId: anId(itemId), patch, wasDone: false }, start)
    const texts = (state: typeof start) => state.checklists.map(({ items }) => items.map(({ text, checklistId }) => `${text} ${checklistId === two ? 'two' : 'one'}`))
    const ended = carry(51, { checklistId: two })
    expect(texts(ended)).toEqual([['52 one'], ['53 two', '51 two']])
    expect(ended.task).toMatchObject({ checklistTotal: 3, checklistDone: 1 })
    expect(texts(carry(52, { checklistId: two, afterItemId: null }))).toEqual([['51 one'], ['52 two', '53 two']])
  })

  it('attaches and removes a link, and changes the task itself', () => {
    const linked = onTask('createAttachment', { taskId, url: 'https://example.com' })
    expect(linked.attachments[0]).toMatchObject({ name: 'https://example.com' })
    expect(onTask('deleteAttachment', { taskId, attachmentId: anId(90) }, linked).attachments).toEqual([])
    expect(onTask('updateTask', { taskId, patch: { description: 'New', title: 'Better' } }).task).toMatchObject({ description: 'New', title: 'Better' })
  })

  it.each([
    ['blocks', 'blocks', [taskId, b]], ['blocked_by', 'blocks', [b, taskId]], ['duplicates', 'duplicates', [taskId, b]],
    ['duplicated_by', 'duplicates', [b, taskId]], ['relates', 'relates', [taskId, b]],
  ] as const)('links it: %s', (role, kind, [fromTaskId, toTaskId]) => {
    const input = { taskId, kind: role, otherTaskId: b }
    const linked = onTask('createTaskLink', input)
    const link = { id: anId(90), kind, fromTaskId, toTaskId, createdById: ids.me, createdAt: new Date(0).toISOString() }
    expect(linked.links).toEqual([link])
    // What is linked so already stays one link.
    expect(onTask('createTaskLink', input, linked).links).toEqual([link])
    expect(onTask('deleteTaskLink', { taskId, otherTaskId: b, link }, linked).links).toEqual([])
    expect(lateMutations.createTaskLink.request(input)).toEqual({ params: { taskId }, body: { kind: role, otherTaskId: b } })
    expect(lateMutations.deleteTaskLink.request({ taskId, otherTaskId: b, link })).toEqual({ params: { linkId: link.id } })
    expect(lateMutations.createTaskLink.taskIds(input)).toEqual([taskId, b])
  })

  it('counts on the board what blocks a task, as long as that is not over', () => {
    const blocked = (state: typeof board) => [a, b, c].map((id) => findTask(state, id)?.openBlockers)
    const state = onBoard('createTaskLink', { taskId: b, kind: 'blocked_by', otherTaskId: a })
    expect(blocked(state)).toEqual([0, 1, 0])
    const link = { id: anId(91), kind: 'blocks', fromTaskId: a, toTaskId: b, createdById: null, createdAt: '' } as const
    expect(blocked(onBoard('deleteTaskLink', { taskId: b, otherTaskId: a, link }, state))).toEqual([0, 0, 0])
    expect(blocked(onBoard('createTaskLink', { taskId: b, kind: 'relates', otherTaskId: a }))).toEqual([0, 0, 0])
    expect(blocked(onBoard('createTaskLink', { taskId: b, kind: 'blocked_by', otherTaskId: c }, withOver))).toEqual([0, 0, 0])
  })

  it('logs time in its order, changes it and takes it away', () => {
    const facts = { minutes: 30, startedAt: '2026-11-23T09:00:00.000Z', note: 'Sanding' }
    const later = { minutes: 5, startedAt: '2026-11-24T09:00:00.000Z', note: '' }
    const logged = onTask('createTimeEntry', { taskId, ...later })
    const entry = { ...logged.time[0]!, id: anId(50) }
    const both = onTask('createTimeEntry', { taskId, ...facts }, { ...logged, time: [entry] })
    expect(both.time).toMatchObject([{ ...facts, id: anId(90), taskId, memberId: ids.me, approvedAt: null }, later])
    expect(onTask('updateTimeEntry', { taskId, entryId: entry.id, ...later, minutes: 45 }, both).time).toMatchObject([facts, { minutes: 45 }])
    expect(onTask('deleteTimeEntry', { taskId, entryId: entry.id }, both).time).toMatchObject([facts])
    expect(lateMutations.createTimeEntry.request({ taskId, ...facts })).toEqual({ params: { taskId }, body: facts })
    expect(lateMutations.updateTimeEntry.request({ taskId, entryId: entry.id, ...facts })).toEqual({ params: { entryId: entry.id }, body: facts })
  })

  it('is watched, and no more', () => {
    const watched = onTask('watchTask', { taskId })
    expect(watched.watchers).toEqual([{ memberId: ids.me, watching: true }])
    expect(onTask('unwatchTask', { taskId }, watched).watchers).toEqual([{ memberId: ids.me, watching: false }])
  })
})

it('draws reminders in their order, and takes one away', () => {
  const shown = { projectId: ids.project, teamId: ids.team, key: 'WEB-1', title: 'Task', remindAt: '2026-11-24T09:00:00.000Z' }
  const input = { taskId: a, beforeMinutes: 60, shown }
  const first = { ...shown, id: anId(60), taskId: a, beforeMinutes: null, remindAt: '2026-11-23T09:00:00.000Z', createdAt: '' }
  const set = drawReminders([first], aChange('createReminder', input))
  expect(set).toMatchObject([{ id: first.id }, { ...shown, id: anId(90), beforeMinutes: 60 }])
  expect(drawReminders(set, aChange('deleteReminder', { taskId: a, reminderId: first.id }))).toMatchObject([{ id: anId(90) }])
  expect(drawReminders(set, aChange('watchTask', { taskId: a }))).toBe(set)
  expect(lateMutations.createReminder.request(input)).toEqual({ params: { taskId: a }, body: { beforeMinutes: 60 } })
})
