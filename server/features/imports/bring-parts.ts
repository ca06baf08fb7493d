// What hangs on tasks that lines brought into a project that is there: checklists, comments, links on the web, and links between the tasks.
import type { EntityData, EntityName } from '@mikro-orm/core'
import type { PlannedLink, PlannedTask } from '../../../shared/trello/import-plan.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { Attachment } from '../attachments/attachment.entity.ts'
import { Checklist, ChecklistItem } from '../checklists/checklist.entity.ts'
import { Comment } from '../comments/comment.entity.ts'
import { TaskLink } from '../links/task-link.entity.ts'
import { announceLinks, announceParts, type TaskPlace } from './import-events.ts'
import { linksOf, partsOf, type ImportedParts } from './import-rows.ts'

/** Tasks in the order of their lines, as they are by now. */
interface Brought { teamId: string; places: readonly TaskPlace[]; tasks: readonly PlannedTask[]; links: readonly PlannedLink[] }

/** Call it inside the batch that made the tasks. */
export async function bringParts(work: Work, { teamId, places, tasks, links }: Brought): Promise<void> {
  const parts = tasks.map((task, index) => ({ place: places[index]!, ...partsOf(work, task, places[index]!.taskId) }))
  const between = linksOf(work, links, places.map(({ taskId }) => taskId))
  const checklists = parts.flatMap((part) => part.checklists)
  await insert(work, Checklist, checklists)
  await insert(work, ChecklistItem, checklists.flatMap(({ items }) => items))
  await insert(work, Comment, parts.flatMap((part) => part.comments))
  await insert(work, Attachment, parts.flatMap((part) => part.attachments))
  await insert(work, TaskLink, between)
  await countParts(work, parts)
  for (const { place, ...own } of parts) announceParts(work, teamStream(teamId), place, own)
  await announceLinks(work, teamStream(teamId), between, new Map(places.map((place) => [place.taskId, place])))
}

async function insert<T extends object>({ em }: Work, entity: EntityName<T>, all: readonly { row: EntityData<T> }[]): Promise<void> {
  if (all.length > 0) await em.insertMany(entity, all.map(({ row }) => row) as Parameters<typeof em.insertMany<T>>[1])
}

const COUNT = `update tasks t set comment_count = n.comments, attachment_count = n.attachments, checklist_done = n.done, checklist_total = n.total
  from jsonb_to_recordset($2::text::jsonb) as n(id uuid, comments int, attachments int, done int, total int) where t.organization_id = $1::uuid and t.id = n.id`

async function countParts(work: Work, parts: readonly (ImportedParts & { place: TaskPlace })[]): Promise<void> {
  const counts = parts.flatMap(({ place, checklists, comments, attachments }) => {
    const items = checklists.flatMap((list) => list.items)
    if (comments.length + attachments.length + items.length === 0) return []
    return [{ id: place.taskId, comments: comments.length, attachments: attachments.length, done: items.filter(({ resource }) => resource.done).length, total: items.length }]
  })
  if (counts.length > 0) await query(work.em, COUNT, [work.organizationId, JSON.stringify(counts)])
}
