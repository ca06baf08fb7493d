// Tells an import's labels and tasks in the same events that single actions tell them in.
import { events } from '../../../shared/index.ts'
import type { StreamName } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { recount } from '../tasks/recount.ts'
import { placeOf } from '../tasks/task-rules.ts'
import type { ImportedParts, ImportedTask, ImportRows } from './import-rows.ts'

export type TaskPlace = ReturnType<typeof placeOf>

/** Appends label, task, checklist, item, comment and attachment events; call it inside `work.batch('import', ...)`. */
export function announceTasks(work: Work, stream: StreamName, { labels, tasks }: ImportRows): void {
  for (const { resource } of labels) work.append(stream, events.labelCreated, { label: resource })
  for (const task of tasks) announceTask(work, stream, task)
}

/** What blocks, relates to or repeats what; then what tasks keep of each other is counted, for `parentIds` too. */
export async function announceLinks(work: Work, stream: StreamName, links: ImportRows['links'], places: ReadonlyMap<string, TaskPlace>, parentIds: readonly (string | null)[] = []): Promise<void> {
  for (const { resource: link } of links) work.append(stream, events.taskLinkCreated, { link, from: places.get(link.fromTaskId)!, to: places.get(link.toTaskId)! })
  await recount(work, [...parentIds, ...links.flatMap(({ resource: { kind, fromTaskId, toTaskId } }) => (kind === 'blocks' ? [fromTaskId, toTaskId] : []))])
}

function announceTask(work: Work, stream: StreamName, task: ImportedTask): void {
  work.append(stream, events.taskCreated, { task: task.resource })
  announceParts(work, stream, placeOf(task.resource), task)
}

/** What hangs on a task. */
export function announceParts(work: Work, stream: StreamName, place: TaskPlace, { checklists, comments, attachments }: ImportedParts): void {
  for (const { resource: checklist, items } of checklists) {
    work.append(stream, events.checklistCreated, { ...place, checklist })
    for (const { resource: item } of items) work.append(stream, events.checklistItemCreated, { ...place, item })
  }
  for (const { resource: comment } of comments) work.append(stream, events.commentCreated, { ...place, comment })
  for (const { resource: attachment } of attachments) work.append(stream, events.attachmentCreated, { ...place, attachment })
}
