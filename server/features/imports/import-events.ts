// Tells an import's labels and tasks in the same events that single actions tell them in.
import { events } from '../../../shared/index.ts'
import type { StreamName } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import type { ImportedTask, ImportRows } from './import-rows.ts'

/** Appends label, task, checklist, item, comment and attachment events; call it inside `work.batch('import', ...)`. */
export function announceTasks(work: Work, stream: StreamName, { labels, tasks }: ImportRows): void {
  for (const { resource } of labels) work.append(stream, events.labelCreated, { label: resource })
  for (const task of tasks) announceTask(work, stream, task)
}

function announceTask(work: Work, stream: StreamName, { resource, checklists, comments, attachments }: ImportedTask): void {
  const place = { taskId: resource.id, projectId: resource.projectId, key: resource.key, title: resource.title }
  work.append(stream, events.taskCreated, { task: resource })
  for (const { resource: checklist, items } of checklists) {
    work.append(stream, events.checklistCreated, { ...place, checklist })
    for (const { resource: item } of items) work.append(stream, events.checklistItemCreated, { ...place, item })
  }
  for (const { resource: comment } of comments) work.append(stream, events.commentCreated, { ...place, comment })
  for (const { resource: attachment } of attachments) work.append(stream, events.attachmentCreated, { ...place, attachment })
}
