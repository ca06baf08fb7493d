// Many changes and their opposite, drawn on a board: everything is back where it was.
import { expect, it } from 'vitest'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import { boardState, findTask, tasksOf, type BoardState } from '../../../client/features/board/board.reducer.ts'
import { BoardDraft } from '../../../client/features/board/board.state.ts'
import { oppositeOf } from '../../../client/features/board/bulk-undo.ts'
import { boardMutations } from '../../../client/features/board/board.mutations.ts'
import { aBoard, aBoardTask, anId, at, ids } from '../support/events.ts'

const name = (index: number) => anId(1000 + index)
const aLongBoard = (count: number) => boardState(aBoard(Array.from({ length: count }, (_, index) => aBoardTask(name(index), {
  rank: `a${String(index).padStart(6, '0')}z`, statusId: index % 2 ? ids.done : ids.todo,
}))))
const before = (state: BoardState) => ({
  task: (id: string) => findTask(state, id), column: (statusId: string) => tasksOf(state, statusId),
})
const order = (state: BoardState) => [ids.todo, ids.done].map((statusId) => tasksOf(state, statusId).map(({ id }) => id))

function drawn(state: BoardState, operations: BulkOperation[]): BoardState {
  const draft = new BoardDraft(state)
  boardMutations.bulkTasks.onBoard!(draft, { operations, mode: 'independent' }, { membershipId: ids.me, at, key: '' })
  return draft.finish()
}

/** As the board moves many: from the last to the first, each after the same task. */
const moves = (taskIds: string[], statusId: string, afterTaskId: string | null) =>
  taskIds.toReversed().map((taskId): BulkOperation => ({ op: 'move', taskId, statusId, afterTaskId }))

it('moved tasks keep their order, and go back among those that stayed', () => {
  const state = aLongBoard(10)
  const chosen = [0, 2, 3, 8].map(name)
  const operations = moves(chosen, ids.done, name(5))
  const moved = drawn(state, operations)
  expect(order(moved)[1]).toEqual([1, 5, 0, 2, 3, 8, 7, 9].map(name))
  expect(order(drawn(moved, oppositeOf(operations, before(state))))).toEqual(order(state))
})

it('a whole column goes to the top of another and back', () => {
  const state = aLongBoard(12)
  const operations = moves(order(state)[0]!, ids.done, null)
  const moved = drawn(state, operations)
  expect(order(moved)).toEqual([[], [...order(state)[0]!, ...order(state)[1]!]])
  expect(order(drawn(moved, oppositeOf(operations, before(state))))).toEqual(order(state))
})

it('fields, the archive and the trash are taken back', () => {
  const state = aLongBoard(6)
  const operations: BulkOperation[] = [
    { op: 'update', taskId: name(0), priority: 'high', statusId: ids.done }, { op: 'update', taskId: name(1), labelIds: [ids.label] },
    { op: 'archive', taskId: name(2), archived: true }, { op: 'delete', taskId: name(3) },
  ]
  const changed = drawn(state, operations)
  expect(findTask(changed, name(0))).toMatchObject({ priority: 'high', statusId: ids.done })
  expect([name(2), name(3)].map((id) => findTask(changed, id))).toEqual([undefined, undefined])
  const back = drawn(changed, oppositeOf(operations, before(state)))
  expect(order(back)).toEqual(order(state))
  expect([0, 1].map((index) => findTask(back, name(index)))).toMatchObject([{ priority: 'none' }, { labelIds: [] }])
})

it('1,000 of 5,000 tasks are moved and drawn', () => {
  const state = aLongBoard(5_000)
  const operations = moves(order(state)[0]!.slice(0, 1_000), ids.done, name(2_501))
  tasksOf(state, ids.done)
  const moved = drawn(state, operations)
  expect(order(moved)[1]).toHaveLength(3_500)
})
