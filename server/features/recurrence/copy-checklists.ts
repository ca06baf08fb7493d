// Gives next tasks the checklists of those that they follow, with nothing ticked.
import type { Checklist } from '../../../shared/features/checklists.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { addChecklists } from '../checklists/add-checklists.ts'
import { CHECKLIST_COLUMNS, ITEM_COLUMNS, presentChecklist, type ChecklistItemRow, type ChecklistRow } from '../checklists/checklist.presenter.ts'

interface Pair {
  from: Pick<Task, 'id' | 'checklistTotal'>
  to: Task
}

const OF_TASKS = 'c.organization_id = $1::uuid and c.task_id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))'

/** Their counts follow by the events, as for checklists that somebody adds. */
export async function copyChecklists(work: Work, pairs: readonly Pair[]): Promise<void> {
  const next = new Map(pairs.map(({ from, to }) => [from.id, to]))
  const copies = (await checklistsOf(work, [...next.keys()])).map((checklist) => copyOf(checklist, next.get(checklist.taskId)!.id))
  await addChecklists(work, new Map(pairs.map(({ to }) => [to.id, to])), copies)
}

async function checklistsOf(work: Work, taskIds: readonly string[]): Promise<Checklist[]> {
  const place = [work.organizationId, JSON.stringify(taskIds)]
  const lists = await query<ChecklistRow>(work.em, `select ${CHECKLIST_COLUMNS} from checklists c where ${OF_TASKS} order by c.rank, c.id`, place)
  if (lists.length === 0) return []
  const items = await query<ChecklistItemRow>(
    work.em,
    `select ${ITEM_COLUMNS} from checklist_items i join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id
    where ${OF_TASKS} order by i.rank, i.id`,
    place,
  )
  const byList = Map.groupBy(items, ({ checklistId }) => checklistId)
  return lists.map((row) => presentChecklist(row, byList.get(row.id) ?? []))
}

function copyOf({ title, rank, items }: Checklist, taskId: string): Checklist {
  const id = newId()
  return { id, taskId, title, rank, version: 1, items: items.map((item) => ({ ...item, id: newId(), checklistId: id, done: false, version: 1 })) }
}
