// The tasks of a board as JSON text that the database writes: thousands of rows of 25 columns would cost several times
// as much to read, present and write again here, above all on the embedded database.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** How a column becomes JSON: `bare` prints as JSON already, `quoted` only needs quotes, `text` may hold anything. */
type Kind = 'bare' | 'quoted' | 'text' | 'time'

/** In the order of `presentBoardTask`, but for the lists of people and labels, which are added here. */
const FIELDS: Record<string, readonly [column: string, kind: Kind, nullable?: true]> = {
  id: ['t.id', 'quoted'], key: [`$3::text || '-' || t.number`, 'text'], number: ['t.number', 'bare'], projectId: ['t.project_id', 'quoted'],
  teamId: ['$4::uuid', 'quoted'], title: ['t.title', 'text'], statusId: ['t.status_id', 'quoted'], rank: ['t.rank', 'text'],
  priority: ['t.priority', 'text'], startAt: ['t.start_at', 'time', true], dueAt: ['t.due_at', 'time', true], progress: ['t.progress', 'bare'],
  version: ['t.version', 'bare'], archivedAt: ['t.archived_at', 'time', true], deletedAt: ['t.deleted_at', 'time', true],
  createdById: ['t.created_by_id', 'quoted', true], createdAt: ['t.created_at', 'time'], updatedAt: ['t.updated_at', 'time'],
  commentCount: ['t.comment_count', 'bare'], attachmentCount: ['t.attachment_count', 'bare'], checklistDone: ['t.checklist_done', 'bare'],
  checklistTotal: ['t.checklist_total', 'bare'], importedPeople: ['t.imported_people', 'bare'],
  parentId: ['t.parent_id', 'quoted', true], estimateMinutes: ['t.estimate_minutes', 'bare', true],
  estimatePoints: ['t.estimate_points', 'bare', true], subtaskDone: ['t.subtask_done', 'bare'], subtaskTotal: ['t.subtask_total', 'bare'],
  openBlockers: ['t.open_blockers', 'bare'], customFields: ['t.custom_fields', 'bare'],
  recurrence: ['t.recurrence', 'bare', true], previousId: ['t.previous_id', 'quoted', true],
}

const printed: Record<Kind, (column: string) => string> = {
  bare: (column) => column,
  quoted: (column) => `'"', ${column}, '"'`,
  text: (column) => `to_json(${column})`,
  time: (column) => `to_char(${column} at time zone 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.MS"Z\\""')`,
}

function field(name: string, [column, kind, nullable]: (typeof FIELDS)[string], index: number): string {
  const value = printed[kind](column)
  const start = `${index === 0 ? '{' : ','}"${name}":`
  if (!nullable) return `'${start}', ${value}`
  const text = kind === 'quoted' ? `'"' || ${column} || '"'` : kind === 'bare' ? `${column}::text` : value
  return `'${start}', coalesce(${text}, 'null')`
}

const OF_BOARD = 't.organization_id = $1::uuid and t.project_id = $2::uuid and t.archived_at is null and t.deleted_at is null'

/** One text for all tasks, a line each: JSON holds no line breaks of its own. It ends before the brace, for people and labels to follow. */
const TASKS = `select string_agg(o.line, E'\\n') as lines from (
  select concat(${Object.entries(FIELDS).map(([name, of], index) => field(name, of, index)).join(', ')}) as line
  from tasks t where ${OF_BOARD} order by t.status_id, t.rank, t.id) o`

const idsOfTasks = (table: string, column: string) => `select string_agg(s.task_id::text || s.${column}, '') as pairs from ${table} s
  join tasks t on t.organization_id = s.organization_id and t.id = s.task_id where ${OF_BOARD}`
const PEOPLE = idsOfTasks('task_assignees', 'membership_id')
const LABELS = idsOfTasks('task_labels', 'label_id')

const UUID = 36
const ID_AT = '{"id":"'.length

export interface ProjectOfBoard { id: string; key: string; teamId: string }

/** The tasks that a project's board shows, by status and rank, as a JSON array of `BoardTask`. The caller has authorized. */
export async function boardTasksJson(work: Work, { id, key, teamId }: ProjectOfBoard): Promise<string> {
  const place = [work.organizationId, id]
  const [[tasks], [people], [labels]] = await Promise.all([
    query<{ lines: string | null }>(work.em, TASKS, [...place, key, teamId]),
    query<{ pairs: string | null }>(work.em, PEOPLE, place),
    query<{ pairs: string | null }>(work.em, LABELS, place),
  ])
  if (!tasks?.lines) return '[]'
  const [assigneeIds, labelIds] = [listsByTask(people?.pairs ?? ''), listsByTask(labels?.pairs ?? '')]
  const whole = tasks.lines.split('\n').map((line) => {
    const taskId = line.slice(ID_AT, ID_AT + UUID)
    return `${line},"assigneeIds":${listed(assigneeIds.get(taskId))},"labelIds":${listed(labelIds.get(taskId))}}`
  })
  return `[${whole.join(',')}]`
}

/** Task and other id by turns, each of 36 characters. */
function listsByTask(pairs: string): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  for (let at = 0; at < pairs.length; at += 2 * UUID) {
    const taskId = pairs.slice(at, at + UUID)
    const other = pairs.slice(at + UUID, at + 2 * UUID)
    const list = lists.get(taskId)
    if (list) list.push(other)
    else lists.set(taskId, [other])
  }
  return lists
}

/** Sorted, as everywhere that these lists are shown. */
const listed = (ids: string[] = []): string => (ids.length === 0 ? '[]' : `["${ids.sort().join('","')}"]`)
