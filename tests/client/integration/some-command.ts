// One random thing that a person does on a board, through the client's own stores.
import type { Stores } from '../../../client/client.svelte.ts'
import type { BoardStore } from '../../../client/features/board/board.store.svelte.ts'
import { TaskDetailStore } from '../../../client/features/tasks/task-detail.store.svelte.ts'
import { newId } from '../../../client/lib/ids.ts'
import { priorities } from '../../../shared/features/priority.ts'
import type { BoardTask, BulkOperation } from '../../../shared/features/tasks.ts'
import type { Random } from './random.ts'

export interface Place { stores: Stores; board: BoardStore; labelIds: string[]; memberIds: string[] }

/** What the server refuses, as too old or not allowed, is part of it. */
export function someCommand(random: Random, { stores, board, labelIds, memberIds }: Place): void {
  const view = board.view
  if (!view) return
  const tasks = view.statuses.flatMap(({ id }) => board.column(id))
  const [task, status] = [random.pick(tasks), random.pick(view.statuses)!]
  const what = task ? random.below(12) : 0
  if (what <= 2 || !task) board.createTask({ title: `Task ${random.below(10_000)}`, statusId: status.id })
  else if (what <= 5) move(random, board, task, status.id)
  else if (what <= 7) board.updateTask(task.id, what === 6 ? words(random) : relations(random, labelIds, memberIds))
  else if (what === 8) comment(stores, task, `Comment ${random.below(10_000)}`)
  else if (what === 9) void board.bulk(operations(random, board, tasks), random.below(2) ? 'atomic' : 'independent')
  else if (what === 10) archive(random, board, task)
  else remove(random, board, task)
}

const some = (random: Random, ids: string[]) => ids.slice(0, random.below(ids.length + 1))

const words = (random: Random) => ({ title: `Title ${random.below(10_000)}`, priority: random.pick(priorities) })
const relations = (random: Random, labelIds: string[], memberIds: string[]) =>
  ({ labelIds: some(random, labelIds), assigneeIds: some(random, memberIds) })

function move(random: Random, board: BoardStore, task: BoardTask, statusId: string): void {
  board.moveTask(task.id, { statusId, afterTaskId: random.pick(board.column(statusId))?.id ?? null })
}

function comment(stores: Stores, task: BoardTask, body: string): void {
  const panel = new TaskDetailStore(stores, task.id, task)
  void panel.createComment(body).finally(() => panel.close())
}

function operations(random: Random, board: BoardStore, tasks: BoardTask[]): BulkOperation[] {
  return Array.from({ length: 1 + random.below(6) }, (): BulkOperation => {
    const [task, status] = [random.pick(tasks)!, random.pick(board.view!.statuses)!]
    const what = random.below(4)
    if (what === 0) return aTask(board, status.id)
    if (what === 1) return { op: 'update', taskId: task.id, priority: random.pick(priorities) }
    if (what === 2) return { op: 'move', taskId: task.id, statusId: status.id, afterTaskId: null }
    return { op: 'archive', taskId: task.id, archived: true }
  })
}

const aTask = (board: BoardStore, statusId: string): BulkOperation => ({
  op: 'create', id: newId(), projectId: board.projectId, title: 'In bulk', statusId, description: '', priority: 'none',
  assigneeIds: [], labelIds: [], startAt: null, dueAt: null, progress: 0,
})

function archive(random: Random, board: BoardStore, task: BoardTask): void {
  board.archiveTask(task.id)
  if (random.below(2)) board.archiveTask(task.id, false)
}

function remove(random: Random, board: BoardStore, task: BoardTask): void {
  board.deleteTask(task.id)
  if (random.below(2)) board.restoreTask(task.id)
}
