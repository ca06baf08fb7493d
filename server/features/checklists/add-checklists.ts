// Gives tasks checklists that are made at once, with nothing ticked. Their counts follow.
import { checklistEvents, type Checklist } from '../../../shared/features/checklists.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { fitsOneEvent } from '../../kernel/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { placeOf } from '../tasks/task-rules.ts'

/** Each goes to the task that it names. */
export async function addChecklists(work: Work, tasks: ReadonlyMap<string, Task>, checklists: readonly Checklist[]): Promise<void> {
  if (checklists.length === 0) return
  await query(work.em, INSERT, [work.organizationId, JSON.stringify(checklists)])
  for (const checklist of checklists) await tellChecklist(work, tasks.get(checklist.taskId)!, checklist)
}

const INSERT = `with given as (
    select * from jsonb_to_recordset($2::text::jsonb) as v(id uuid, "taskId" uuid, title text, rank text, items jsonb)),
  lists as (
    insert into checklists (organization_id, id, task_id, title, rank, version)
    select $1::uuid, id, "taskId", title, rank, 1 from given returning id),
  items as (
    insert into checklist_items (organization_id, id, checklist_id, text, done, rank, version)
    select $1::uuid, i.id, g.id, i.text, false, i.rank, 1 from lists join given g using (id),
      jsonb_to_recordset(g.items) as i(id uuid, text text, rank text))
  update tasks t set checklist_total = n.total
  from (select "taskId" as id, sum(jsonb_array_length(items))::int as total from given group by 1) n
  where t.organization_id = $1::uuid and t.id = n.id`

/** A list that is too long for one event is told item by item. */
export async function tellChecklist(work: Work, task: Task, checklist: Checklist): Promise<void> {
  const stream = teamStream(task.teamId)
  const whole = { ...placeOf(task), checklist }
  if (fitsOneEvent(whole)) return work.append(stream, checklistEvents.checklistCreated, whole)
  await work.batch('bulk', async () => {
    work.append(stream, checklistEvents.checklistCreated, { ...whole, checklist: { ...checklist, items: [] } })
    for (const item of checklist.items) work.append(stream, checklistEvents.checklistItemCreated, { ...placeOf(task), item })
  })
}
