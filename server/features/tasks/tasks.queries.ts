// Reads tasks: one, and one with all that its panel shows.
import type { Task, TaskDetail } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { readHeads } from '../../kernel/streams.ts'
import { together } from '../../kernel/together.ts'
import type { Work } from '../../kernel/work.ts'
import { findAttachments } from '../attachments/attachments.queries.ts'
import { findChecklists } from '../checklists/checklists.queries.ts'
import { findNewestComments } from '../comments/comments.queries.ts'
import { findLinks } from '../links/links.queries.ts'
import { findTimeOfTask } from '../time/time.queries.ts'
import { findWishes } from '../watchers/watchers.queries.ts'
import { loadTaskFor } from './load-task.ts'

/** Tasks in the trash can be read too. */
export async function readTask(work: Work, taskId: string): Promise<Task> {
  return (await loadTaskFor(work, 'task.read', taskId, { trash: true })).task
}

/** Runs in a snapshot transaction: everything is of one moment, the offset too (RT17). All of it is asked for by one write. */
export async function readTaskDetail(work: Work, taskId: string): Promise<TaskDetail> {
  const { task } = await loadTaskFor(work, 'task.read', taskId, { trash: true })
  const stream = teamStream(task.teamId)
  const [checklists, { comments, olderComments }, attachments, time, links, watchers, [head]] = await together([
    findChecklists(work, taskId), findNewestComments(work, taskId), findAttachments(work, taskId), findTimeOfTask(work, taskId),
    findLinks(work, taskId), findWishes(work, taskId), readHeads(work.em, [{ organizationId: work.organizationId, stream }]),
  ])
  if (!head) throw new Error(`the stream ${stream} of a task has no head`)
  return { task, checklists, comments, olderComments, attachments, links, time, watchers, stream, offset: head.head, epoch: head.epoch }
}
