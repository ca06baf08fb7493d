// Takes people who do not belong to the other team off a project and its tasks, by the very events of doing so by hand: the team that it
// leaves reads there who was what, and undo takes each back.
import { taskEvents, type Task } from '../../../shared/features/tasks.ts'
import { events } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { takeOff } from '../project-members/project-members.actions.ts'
import type { Project } from '../projects/project.entity.ts'
import { changeData, changedTask, customChanges, type TaskChangesMade } from '../tasks/task-rules.ts'
import type { Misfits } from './misfits.queries.ts'

/** The project and its tasks are locked. */
export async function takePeopleOff(work: Work, project: Project, misfits: Misfits): Promise<void> {
  await takeOffTasks(work, project.team.id, misfits)
  for (const member of misfits.members) takeOff(work, project, member)
  if (misfits.managerId === null) return
  work.em.assign(project, { manager: null, version: project.version + 1, updatedAt: work.at })
  work.append(teamStream(project.team.id), events.projectUpdated, {
    projectId: project.id, version: project.version, changes: { managerId: [misfits.managerId, null] },
  })
}

async function takeOffTasks(work: Work, teamId: string, misfits: Misfits): Promise<void> {
  const changed = misfits.tasks.map((task) => ({ task, changes: changesOf(task, misfits) }))
  const rows = changed.map(({ task, changes }) => ({ after: changedTask(task, changes, work.at), changes }))
  const tell = async () => {
    for (const { after, changes } of rows) work.append(teamStream(teamId), taskEvents.taskUpdated, changeData(after, changes))
  }
  for (let start = 0; start < rows.length; start += ROWS) {
    const some = rows.slice(start, start + ROWS).map(({ after: { id, version, updatedAt, customFields, assigneeIds } }) => ({ id, version, updatedAt, customFields, assigneeIds }))
    for (const sql of [UPDATE, UNASSIGN]) await query(work.em, sql, [work.organizationId, JSON.stringify(some)])
  }
  await (rows.length > 1 ? work.batch('bulk', tell) : tell())
}

const ROWS = 1000
const GIVEN = 'jsonb_to_recordset($2::text::jsonb) as v(id uuid, version int, "updatedAt" timestamptz, "customFields" jsonb, "assigneeIds" jsonb)'
const UPDATE = `update tasks t set custom_fields = v."customFields", version = v.version, updated_at = v."updatedAt"
  from ${GIVEN} where t.organization_id = $1::uuid and t.id = v.id`
const UNASSIGN = `delete from task_assignees a using ${GIVEN}
  where a.organization_id = $1::uuid and a.task_id = v.id and not jsonb_exists(v."assigneeIds", a.membership_id::text)`

function changesOf(task: Task, { personFields, isThere }: Misfits): TaskChangesMade {
  const assigneeIds = task.assigneeIds.filter(isThere)
  const emptied = personFields.filter(({ id }) => id in task.customFields && !isThere(task.customFields[id] as string))
  return {
    ...(assigneeIds.length < task.assigneeIds.length && { assigneeIds: [task.assigneeIds, assigneeIds] as [string[], string[]] }),
    ...customChanges(task.customFields, Object.fromEntries(emptied.map(({ id }) => [id, null]))),
  }
}
