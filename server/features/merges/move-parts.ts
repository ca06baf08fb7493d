// What people added to a task goes over to another one of its project: comments with their files, attachments, logged time. Both are locked.
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Comment } from '../../../shared/features/comments.ts'
import { mergeEvents } from '../../../shared/features/merges.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import type { TimeEntry } from '../../../shared/features/time.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, presentAttachment, type AttachmentRow } from '../attachments/attachment.presenter.ts'
import { COMMENT_COLUMNS, presentComment, type CommentRow } from '../comments/comment.presenter.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { ENTRY_COLUMNS, presentEntry, type EntryRow } from '../time/time.presenter.ts'

type Part = { kind: 'comment'; comment: Comment; files: Attachment[] } | { kind: 'attachment'; attachment: Attachment } | { kind: 'time'; entry: TimeEntry }
type Kind = Part['kind']
type Ends = { from: Task; to: Task }

/** All that there is, in the order of its making. */
export async function moveParts(work: Work, ends: Ends): Promise<void> {
  for (const kind of ['comment', 'attachment', 'time'] as const) await move(work, kind, ends, null)
}

/** One of them; false where it is not there. */
export const movePart = async (work: Work, kind: Kind, ends: Ends, id: string): Promise<boolean> => (await move(work, kind, ends, id)) > 0

async function move(work: Work, kind: Kind, { from, to }: Ends, id: string | null): Promise<number> {
  const parts = await READ[kind](work, from.id, to.id, id)
  if (parts.length === 0) return 0
  for (const sql of WRITE[kind]) await query(work.em, sql, [work.organizationId, from.id, to.id, JSON.stringify(parts.map(idOf))])
  for (const part of parts) work.append(teamStream(to.teamId), mergeEvents.taskPartMoved, { ...placeOf(to), from: placeOf(from), part })
  return parts.length
}

const idOf = (part: Part): string => (part.kind === 'comment' ? part.comment : part.kind === 'attachment' ? part.attachment : part.entry).id

type Read = (work: Work, fromId: string, taskId: string, id: string | null) => Promise<Part[]>
const ONE = '($3::uuid is null or $3::uuid ='

/** Time is changed without its task being locked, so its entries are. */
const READ: Record<Kind, Read> = {
  comment: async (work, fromId, taskId, id) => {
    const place = [work.organizationId, fromId, id]
    const rows = await query<CommentRow>(work.em, `select ${COMMENT_COLUMNS} from comments c
      where c.organization_id = $1::uuid and c.task_id = $2::uuid and ${ONE} c.id) order by c.created_at, c.id`, place)
    const files = Map.groupBy(await query<AttachmentRow>(work.em, `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS} where a.organization_id = $1::uuid
      and a.task_id = $2::uuid and a.comment_id is not null and ${ONE} a.comment_id) and a.deleted_at is null order by a.created_at, a.id`, place), ({ commentId }) => commentId)
    return rows.map((row) => ({
      kind: 'comment', comment: { ...presentComment(row), taskId }, files: (files.get(row.id) ?? []).map((file) => ({ ...presentAttachment(file), taskId })),
    }))
  },
  attachment: async (work, fromId, taskId, id) => {
    const rows = await query<AttachmentRow>(work.em, `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS} where a.organization_id = $1::uuid
      and a.task_id = $2::uuid and a.comment_id is null and ${ONE} a.id) and a.deleted_at is null order by a.created_at, a.id`, [work.organizationId, fromId, id])
    return rows.map((row) => ({ kind: 'attachment', attachment: { ...presentAttachment(row), taskId } }))
  },
  time: async (work, fromId, taskId, id) => {
    const rows = await query<EntryRow>(work.em, `select ${ENTRY_COLUMNS} from time_entries w
      where w.organization_id = $1::uuid and w.task_id = $2::uuid and ${ONE} w.id) order by w.started_at, w.id for update`, [work.organizationId, fromId, id])
    return rows.map((row) => ({ kind: 'time', entry: { ...presentEntry(row), taskId } }))
  },
}

const IDS = 'any(array(select jsonb_array_elements_text($4::text::jsonb)::uuid))'
const OWN = 'organization_id = $1::uuid and task_id = $2::uuid'

/** `moved` names the rows; the counts on both tasks follow. */
const counting = (moved: string, column: 'comment_count' | 'attachment_count') => `with moved as (${moved} returning 1)
  update tasks t set ${column} = t.${column} + case when t.id = $3::uuid then n.count else -n.count end
  from (select count(*) as count from moved) n where t.organization_id = $1::uuid and t.id in ($2::uuid, $3::uuid)`

/** Files come before the comments that name them. The triggers keep the words of texts, not the task that they are of. */
const WRITE: Record<Kind, string[]> = {
  comment: [
    counting(`update attachments set task_id = $3::uuid where ${OWN} and comment_id = ${IDS} and deleted_at is null`, 'attachment_count'),
    counting(`update comments set task_id = $3::uuid where ${OWN} and id = ${IDS}`, 'comment_count'),
    `update comment_words set task_id = $3::uuid where ${OWN} and comment_id = ${IDS}`,
  ],
  attachment: [counting(`update attachments set task_id = $3::uuid where ${OWN} and id = ${IDS}`, 'attachment_count')],
  time: [`update time_entries set task_id = $3::uuid where ${OWN} and id = ${IDS}`],
}
