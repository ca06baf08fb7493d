// Deletes for good what waited in the trash for as long as it keeps. Each is one small transaction, and may be repeated.
import { events } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { dropLinksOf } from '../links/drop-links.ts'
import { lookForTask } from '../tasks/load-task.ts'
import { idsAround, lockTasks } from '../tasks/lock-tasks.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { changeData, changedTask } from '../tasks/task-rules.ts'
import { writeFields } from '../tasks/update-task.actions.ts'

/** So many at a time: what they lock is soon free again. */
const MOST = 100

const IDS = 'any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'
const OLD = '(t.deleted_at < $2::timestamptz or p.deleted_at < $2::timestamptz)'
const OF_PROJECT = 'join projects p on p.organization_id = t.organization_id and p.id = t.project_id'

interface Old { id: string; projectId: string; teamId: string }

/** Some tasks that were deleted before that moment, alone or with their project. Resolves with how many. */
export async function purgeTasks(work: Work, before: Date): Promise<number> {
  await lockRelations(work)
  const found = await query<{ id: string }>(
    work.em, `select t.id from tasks t ${OF_PROJECT} where t.organization_id = $1::uuid and ${OLD} order by t.id limit ${MOST}`,
    [work.organizationId, before.toISOString()],
  )
  if (found.length === 0) return 0
  const ids = found.map(({ id }) => id)
  const children = await childrenOf(work, ids)
  await lockTasks(work, [...ids, ...children, ...await idsAround(work, 'tasks', ids)])
  const old = await stillOld(work, ids, before)
  const gone = old.map(({ id }) => id)
  await dropLinksOf(work, gone)
  for (const childId of children) if (!gone.includes(childId)) await detach(work, childId, new Set(gone))
  await query(work.em, `delete from tasks where organization_id = $1::uuid and id = ${IDS}`, [work.organizationId, JSON.stringify(gone)])
  for (const [projectId, tasks] of Map.groupBy(old, (task) => task.projectId)) {
    work.append(teamStream(tasks[0]!.teamId), events.trashEmptied, { projectId, taskIds: tasks.map(({ id }) => id), isProjectGone: false })
  }
  return gone.length
}

/** One project that was deleted before that moment and has no task any more, with all that is in it. Resolves with how many. */
export async function purgeProject(work: Work, before: Date): Promise<number> {
  const [gone] = await query<{ id: string; teamId: string }>(
    work.em,
    `delete from projects where organization_id = $1::uuid and id = (
      select p.id from projects p where p.organization_id = $1::uuid and p.deleted_at < $2::timestamptz
        and not exists (select from tasks t where t.organization_id = p.organization_id and t.project_id = p.id)
      order by p.id limit 1 for update of p) returning id, team_id as "teamId"`,
    [work.organizationId, before.toISOString()],
  )
  if (!gone) return 0
  work.append(teamStream(gone.teamId), events.trashEmptied, { projectId: gone.id, taskIds: [], isProjectGone: true })
  return 1
}

/** Attachments that were removed before that moment, alone or with their comment, and do not come back at this one. The sweep deletes their bytes. Resolves with how many. */
export async function purgeFiles(work: Work, before: Date): Promise<number> {
  const gone = await query(
    work.em,
    `delete from attachments where organization_id = $1::uuid and id = any(array(
      select id from attachments where organization_id = $1::uuid and deleted_at < $2::timestamptz limit ${MOST}))
      and deleted_at < $2::timestamptz returning id`,
    [work.organizationId, before.toISOString()],
  )
  return gone.length
}

async function childrenOf(work: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    work.em, `select id from tasks where organization_id = $1::uuid and parent_id = ${IDS} order by id`, [work.organizationId, JSON.stringify(ids)],
  )
  return rows.map(({ id }) => id)
}

/** Somebody may have taken them out while we waited. */
const stillOld = (work: Work, ids: readonly string[], before: Date): Promise<Old[]> => query<Old>(
  work.em,
  `select t.id, t.project_id as "projectId", p.team_id as "teamId" from tasks t ${OF_PROJECT}
  where t.organization_id = $1::uuid and ${OLD} and t.id = any(array(select jsonb_array_elements_text($3::text::jsonb)::uuid)) order by t.id`,
  [work.organizationId, before.toISOString(), JSON.stringify(ids)],
)

/** A task that stays when its parent goes. Those of a project in the trash are shown by nobody, so nobody is told. */
async function detach(work: Work, taskId: string, gone: ReadonlySet<string>): Promise<void> {
  const task = (await lookForTask(work, taskId, { trash: true }))?.task
  if (!task?.parentId || !gone.has(task.parentId)) return
  const changes = { parentId: [task.parentId, null] as [string, null] }
  const alone = changedTask(task, changes, work.at)
  writeFields(work, alone, changes)
  work.append(teamStream(task.teamId), events.taskUpdated, changeData(alone, changes))
}
