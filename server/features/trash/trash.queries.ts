// Reads a project's trash: tasks by their rows, comments by the events that told of their deletion.
import type { Comment } from '../../../shared/features/comments.ts'
import { MOST_TRASH, type DeletedComment, type DeletedTask, type Trash } from '../../../shared/features/trash.ts'
import { isTextReference, teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { readEventTexts } from '../../kernel/event-lookups.ts'
import type { Work } from '../../kernel/work.ts'
import { loadProject } from '../projects/load-project.ts'
import { positionsOf } from '../streams/streams.queries.ts'
import { presentBoardTask, presentTime } from '../tasks/task.presenter.ts'
import { keptDaysOf, keptSince, type Retention } from './retention.ts'
import { BOARD_TASK_COLUMNS, PROJECT_OF_TASK, type BoardTaskRow } from '../tasks/task-row.ts'

export async function readTrash(work: Work, projectId: string, retention: Retention): Promise<Trash> {
  const project = await loadProject(work, projectId, 'task.read')
  const stream = teamStream(project.team.id)
  const [position] = await positionsOf(work, [stream])
  const tasks = await deletedTasks(work, projectId, stream)
  const comments = await deletedComments(work, projectId, stream, keptSince(retention, work.at))
  return {
    tasks: tasks.slice(0, MOST_TRASH), moreTasks: tasks.length > MOST_TRASH,
    comments: comments.slice(0, MOST_TRASH), moreComments: comments.length > MOST_TRASH, keptDays: keptDaysOf(retention), ...position!,
  }
}

type DeletedRow = BoardTaskRow & { deletedBy: DeletedTask['deletedBy'] }

/** A task is deleted by the event of that very moment. */
async function deletedTasks(work: Work, projectId: string, stream: string): Promise<DeletedTask[]> {
  const rows = await query<DeletedRow>(
    work.em,
    `select ${BOARD_TASK_COLUMNS}, (
      select jsonb_build_object('membershipId', e.actor_id, 'name', e.actor_name) from event_subjects s
      join events e on e.organization_id = s.organization_id and e.stream = s.stream and e."offset" = s."offset"
      where s.organization_id = t.organization_id and s.subject_id = t.id and s.stream = $3 and e.occurred_at = t.deleted_at
      order by s."offset" desc limit 1) as "deletedBy"
    from tasks t ${PROJECT_OF_TASK}
    where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.deleted_at is not null
    order by t.deleted_at desc, t.id limit ${MOST_TRASH + 1}`,
    [work.organizationId, projectId, stream],
  )
  return rows.map(({ deletedBy, ...row }) => ({ task: presentBoardTask(row), deletedAt: presentTime(row.deletedAt!), deletedBy }))
}

/** What was long ago is found by its task's activity. */
const NEWEST_EVENTS = 10_000

interface Told { id: string; data: Record<keyof DeletedComment, never>; at: string; actorId: string | null; actorName: string }

/** Comments that are not there again, each by its last deletion; those of tasks in the trash come back with them. */
async function deletedComments(work: Work, projectId: string, stream: string, since: Date | null): Promise<DeletedComment[]> {
  const rows = await query<Told>(
    work.em,
    `select distinct on (e.data->'comment'->>'id') e.id, e.data, e.occurred_at as at, e.actor_id as "actorId", e.actor_name as "actorName"
    from (select stream, "offset" from event_subjects where organization_id = $1::uuid and subject_id = $2::uuid and stream = $3
      order by "offset" desc limit ${NEWEST_EVENTS}) s
    join events e on e.organization_id = $1::uuid and e.stream = s.stream and e."offset" = s."offset" and e.type = 'comment.deleted'
      and ($4::timestamptz is null or e.occurred_at >= $4::timestamptz)
    join tasks t on t.organization_id = $1::uuid and t.id = (e.data->>'taskId')::uuid and t.deleted_at is null
    where not exists (select from comments c where c.organization_id = $1::uuid and c.id = (e.data->'comment'->>'id')::uuid)
    order by e.data->'comment'->>'id', e."offset" desc`,
    [work.organizationId, projectId, stream, since?.toISOString() ?? null],
  )
  const newest = rows.map(presentDeletion).sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1)).slice(0, MOST_TRASH + 1)
  return withBodies(work, newest)
}

function presentDeletion({ id, data, at, actorId, actorName }: Told): DeletedComment {
  const { comment, taskId, key, title } = data
  return { eventId: id, comment, taskId, key, title, deletedAt: presentTime(at), deletedBy: { membershipId: actorId, name: actorName } }
}

const SHOWN = 500

async function withBodies(work: Work, deleted: DeletedComment[]): Promise<DeletedComment[]> {
  const references = deleted.flatMap(({ comment }) => (isTextReference(comment.body as unknown) ? [(comment.body as unknown as { $text: string }).$text] : []))
  const texts = await readEventTexts(work.em, work.organizationId, references)
  return deleted.map((one) => ({ ...one, comment: { ...one.comment, body: beginning(one.comment, texts) } }))
}

function beginning({ body }: Comment, texts: ReadonlyMap<string, string>): string {
  const whole = isTextReference(body as unknown) ? (texts.get((body as unknown as { $text: string }).$text) ?? '') : body
  return [...whole.slice(0, 2 * SHOWN)].slice(0, SHOWN).join('')
}
