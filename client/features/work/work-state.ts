// The boards of a team's projects as one state: statuses, labels and fields of all of them, tasks by status as on each. Pure.
import { categories } from '../../../shared/features/workflow.ts'
import type { BoardState } from '../board/board.reducer.ts'

/** Null without any. Of the project only its team and its name, which is the team's, mean anything. */
export function workState(name: string, boards: readonly BoardState[]): BoardState | null {
  const [first] = boards
  if (!first) return null
  const together = <K extends 'labels' | 'members' | 'milestones' | 'customFields' | 'columns' | 'gone' | 'awaited' | 'ahead'>(part: K) =>
    new Map(boards.flatMap((board) => [...(board[part] as ReadonlyMap<string, unknown>)])) as unknown as BoardState[K]
  return {
    // What all have seen.
    position: boards.reduce((least, { position }) => (position.offset < least.offset ? position : least), first.position),
    project: { ...first.project, name }, statuses: inTurn(boards),
    labels: together('labels'), members: together('members'), milestones: together('milestones'), customFields: together('customFields'),
    columns: together('columns'), gone: together('gone'), awaited: together('awaited'), ahead: together('ahead'),
  }
}

/** By what they mean, then as in their workflow. */
const inTurn = (boards: readonly BoardState[]): BoardState['statuses'] => boards
  .flatMap(({ statuses }) => statuses.map((status, place) => ({ status, place })))
  .sort((a, b) => categories.indexOf(a.status.category) - categories.indexOf(b.status.category) || a.place - b.place)
  .map(({ status }) => status)
