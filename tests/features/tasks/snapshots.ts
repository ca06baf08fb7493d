// The snapshots that a change of a task must keep right: the board's and the open task's, by the client's own reducers.
import {
  boardSnapshot,
  boardState,
  reduceAll as reduceBoard,
  type BoardState,
} from '../../../client/features/board/board.reducer.ts'
import {
  reduceAll as reduceDetail,
  taskDetailSnapshot,
  taskDetailState,
  textFetched,
  type TaskDetailState,
} from '../../../client/features/tasks/task-detail.reducer.ts'
import { expect } from 'vitest'
import { canonical } from '../../../shared/board-digest.ts'
import { endpoints } from '../../../shared/index.ts'
import { withTexts, type Snapshot } from '../../support/verify-action.ts'

/** What each tag of a board named in this run. */
const named = new Map<string, string>()

/** A tag names one state: whatever changes what the board shows changes the tag, else clients would keep what is over. */
function expectOneState(tag: string, state: string): void {
  expect(named.get(tag) ?? state, `two states of a board have the tag ${tag}`).toBe(state)
  named.set(tag, state)
}

export function boardOf(projectId: string): Snapshot<never> {
  const snapshot: Snapshot<BoardState> = {
    name: 'board',
    fetch: async (person) => {
      const { headers, data } = await person.call(endpoints.readBoard, { params: { projectId } })
      expectOneState(`${projectId} ${headers.get('etag')}`, canonical(data))
      return boardState(data)
    },
    positions: ({ position }) => [position],
    apply: (state, events) => reduceBoard(state, events).state,
    normal: boardSnapshot,
  }
  return snapshot as unknown as Snapshot<never>
}

export function detailOf(taskId: string): Snapshot<never> {
  const snapshot: Snapshot<TaskDetailState> = {
    name: 'open task',
    fetch: async (person) => taskDetailState(await person.do(endpoints.readTaskDetail, { params: { taskId } })),
    positions: (state) => [state],
    apply: (state, events, person) => withTexts(person, reduceDetail(state, events), textFetched),
    normal: taskDetailSnapshot,
  }
  return snapshot as unknown as Snapshot<never>
}
