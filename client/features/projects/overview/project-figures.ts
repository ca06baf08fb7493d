// What is counted of a project on its overview: from its board, so that each event counts at once. Pure.
import type { BoardTask } from '../../../../shared/features/tasks.ts'
import type { Status } from '../../../../shared/features/workflow.ts'
import type { BoardState } from '../../board/board.state.ts'

export interface PersonFigures { id: string; open: number; done: number; late: number }
export interface ProjectFigures {
  open: number
  done: number
  cancelled: number
  late: number
  unassigned: number
  /** Done tasks of all that were not cancelled, per cent: never 100 before all are done. */
  completion: number
  byStatus: { status: Status; tasks: number }[]
  /** Whoever has most to do comes first. */
  byPerson: PersonFigures[]
}

/** The same counts as `GET /api/projects/{id}/statistics` answers; archived tasks are not on the board. */
export function figuresOf({ statuses, columns }: Pick<BoardState, 'statuses' | 'columns'>, now: number): ProjectFigures {
  const figures = { open: 0, done: 0, cancelled: 0, late: 0, unassigned: 0 }
  const people = new Map<string, PersonFigures>()
  for (const { id, category } of statuses) {
    const kind = category === 'done' || category === 'cancelled' ? category : 'open'
    for (const task of columns.get(id)?.values() ?? []) {
      const isLate = kind === 'open' && task.dueAt !== null && Date.parse(task.dueAt) < now
      figures[kind] += 1
      if (isLate) figures.late += 1
      if (kind === 'open' && task.assigneeIds.length === 0) figures.unassigned += 1
      countPeople(people, task, kind, isLate)
    }
  }
  const { open, done } = figures
  return {
    ...figures, completion: open + done === 0 ? 0 : Math.round((done / (open + done)) * 1000) / 10,
    byStatus: statuses.map((status) => ({ status, tasks: columns.get(status.id)?.size ?? 0 })),
    byPerson: [...people.values()].sort((a, b) => b.open - a.open || b.done - a.done || (a.id < b.id ? -1 : 1)),
  }
}

function countPeople(people: Map<string, PersonFigures>, { assigneeIds }: BoardTask, kind: 'open' | 'done' | 'cancelled', isLate: boolean): void {
  for (const id of assigneeIds) {
    const person = people.get(id) ?? { id, open: 0, done: 0, late: 0 }
    if (kind !== 'cancelled') person[kind] += 1
    if (isLate) person.late += 1
    people.set(id, person)
  }
}
