// Turns an item of a checklist into a subtask of its task, as people know it from other boards: the item leaves its checklist.
import { taskInput, type Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { createTask } from '../tasks/create-task.actions.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import { deleteChecklistItem } from './checklist-items.actions.ts'
import { loadChecklistItem } from './load-checklist.ts'

/** Titles hold so much: what is longer stands whole in the description. */
const TITLE = 500

/** Needs the right to change the task and to make one in its project. One request, so one undo takes both back. */
export async function turnItemIntoTask(work: Work, itemId: string, id: string | undefined): Promise<{ task: Task; correlationId: string }> {
  await lockRelations(work)
  await lockProjectOf(work, itemId)
  const { task: parent, item } = await loadChecklistItem(work, itemId)
  const statusId = item.done ? await firstDone(work, parent.projectId) : undefined
  const input = { ...wordsOf(item.text), id, statusId, projectId: parent.projectId, parentId: parent.id }
  const task = await createTask(work, taskInput.parse(input))
  await deleteChecklistItem(work, itemId)
  return { task, correlationId: work.correlationId }
}

/** Projects are locked before their tasks. */
async function lockProjectOf(work: Work, itemId: string): Promise<void> {
  const [project] = await query(
    work.em,
    `select p.id from checklist_items i
    join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id
    join tasks t on t.organization_id = c.organization_id and t.id = c.task_id
    join projects p on p.organization_id = t.organization_id and p.id = t.project_id
    where i.organization_id = $1::uuid and i.id = $2::uuid for no key update of p`,
    [work.organizationId, itemId],
  )
  if (!project) throw notFound()
}

function wordsOf(text: string): Pick<Task, 'title' | 'description'> {
  return text.length <= TITLE ? { title: text, description: '' } : { title: `${text.slice(0, TITLE - 1).trimEnd()}…`, description: text }
}

async function firstDone(work: Work, projectId: string): Promise<string | undefined> {
  const [status] = await query<{ id: string }>(
    work.em,
    `select id from statuses where organization_id = $1::uuid and project_id = $2::uuid and category = 'done' and not archived
    order by rank limit 1`,
    [work.organizationId, projectId],
  )
  return status?.id
}
