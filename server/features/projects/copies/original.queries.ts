// Reads all of a project that a copy takes over, as resources, within what a copy may have.
import type { Checklist } from '../../../../shared/features/checklists.ts'
import type { CustomField } from '../../../../shared/features/custom-fields.ts'
import type { Label } from '../../../../shared/features/labels.ts'
import type { Milestone } from '../../../../shared/features/milestones.ts'
import type { ProjectMember } from '../../../../shared/features/project-members.ts'
import { MOST_COPIED, type Project } from '../../../../shared/features/projects.ts'
import { byName, type TaskTemplate } from '../../../../shared/features/task-templates.ts'
import type { Task } from '../../../../shared/features/tasks.ts'
import type { Status as StatusResource } from '../../../../shared/features/workflow.ts'
import { query } from '../../../kernel/database.ts'
import { conflict } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { CHECKLIST_COLUMNS, ITEM_COLUMNS, presentChecklist, type ChecklistItemRow, type ChecklistRow } from '../../checklists/checklist.presenter.ts'
import { presentCustomField } from '../../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../../custom-fields/custom-fields.queries.ts'
import { Label as LabelEntity } from '../../labels/label.entity.ts'
import { presentLabel } from '../../labels/label.presenter.ts'
import { milestonesOf } from '../../milestones/milestones.queries.ts'
import { membersOf } from '../../project-members/project-members.queries.ts'
import { TaskTemplate as TaskTemplateEntity } from '../../task-templates/task-template.entity.ts'
import { presentTemplate } from '../../task-templates/task-template.presenter.ts'
import { presentTask } from '../../tasks/task.presenter.ts'
import { PROJECT_OF_TASK, TASK_COLUMNS, type TaskRow } from '../../tasks/task-row.ts'
import { Status } from '../../workflow/status.entity.ts'
import { presentStatus } from '../../workflow/status.presenter.ts'

/** Which tasks are copied: those of the board. */
const COPIED = 't.organization_id = $1::uuid and t.project_id = $2::uuid and t.deleted_at is null and t.archived_at is null'

export interface Original {
  project: Project
  statuses: StatusResource[]
  labels: Label[]
  milestones: Milestone[]
  members: ProjectMember[]
  customFields: CustomField[]
  templates: TaskTemplate[]
  tasks: Task[]
  checklists: Checklist[]
  /** Blocking links between the tasks. */
  blocks: { fromTaskId: string; toTaskId: string }[]
  /** Everybody who is named in it. */
  people: string[]
}

/** Throws 409 when it is larger than a copy may be. */
export async function readOriginal(work: Work, project: Project, withTasks: boolean): Promise<Original> {
  const { em } = work
  const place = [work.organizationId, project.id]
  const templates = (await em.find(TaskTemplateEntity, { project: { id: project.id } })).map(presentTemplate).sort(byName)
  if (withTasks) await checkSize(work, place, templates.reduce((sum, { description }) => sum + description.length, 0))
  const tasks = withTasks
    ? (await query<TaskRow>(em, `select ${TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK} where ${COPIED} order by t.number`, place)).map(presentTask)
    : []
  const statuses = await em.find(Status, { project: { id: project.id } }, { orderBy: { rank: 'asc' } })
  const labels = await em.find(LabelEntity, { project: { id: project.id } }, { orderBy: { name: 'asc' } })
  const customFields = (await fieldsOf(work, project.id)).map(presentCustomField)
  const members = await membersOf(work, project.id)
  return {
    project, members, tasks, customFields, templates, statuses: statuses.map(presentStatus), labels: labels.map(presentLabel), milestones: await milestonesOf(work, project.id),
    checklists: withTasks ? await readChecklists(work, place) : [], blocks: withTasks ? await readBlocks(work, place) : [],
    people: [...new Set([...tasks.flatMap((task) => namedIn(task, customFields)), ...templates.flatMap((template) => namedIn(template, customFields)), ...members.map(({ memberId }) => memberId), ...(project.managerId ? [project.managerId] : [])])].sort(),
  }
}

type Naming = Pick<Task, 'assigneeIds' | 'customFields'> & Partial<Pick<TaskTemplate, 'subtasks'>>

/** Whom a task or template names: as assignees and in fields. */
const namedIn = ({ assigneeIds, customFields: values, subtasks = [] }: Naming, fields: readonly CustomField[]) => [
  ...assigneeIds, ...subtasks.flatMap((subtask) => subtask.assigneeIds),
  ...fields.flatMap(({ id, kind }) => (kind === 'person' && typeof values[id] === 'string' ? [values[id]] : [])),
]

/** `described`: characters in what templates say, which come along besides. */
async function checkSize({ em }: Work, place: string[], described: number): Promise<void> {
  const [size] = await query<{ tasks: number; items: number; characters: number }>(
    em,
    `select count(*)::int as tasks, coalesce(sum(t.checklist_total), 0)::int as items, (coalesce(sum(length(t.description) + length(t.custom_fields::text)), 0) + (
        select coalesce(sum(length(i.text)), 0) from tasks t
        join checklists c on c.organization_id = t.organization_id and c.task_id = t.id
        join checklist_items i on i.organization_id = c.organization_id and i.checklist_id = c.id where ${COPIED}))::float8 as characters
    from tasks t where ${COPIED}`,
    place,
  )
  const { tasks, items, characters } = size!
  if (tasks > MOST_COPIED.tasks) throw conflict('conflict', `A copy has at most ${MOST_COPIED.tasks} tasks, this project has ${tasks}. Archive some, or copy it without tasks.`)
  if (items > MOST_COPIED.items) throw conflict('conflict', `A copy has at most ${MOST_COPIED.items} items of checklists, this project has ${items}. Archive some tasks, or copy it without tasks.`)
  if (characters + described > MOST_COPIED.characters) throw conflict('conflict', 'The descriptions of these tasks are too long for one copy. Archive some of them, or copy the project without tasks.')
}

/** In the order of their ranks. */
async function readChecklists({ em }: Work, place: string[]): Promise<Checklist[]> {
  const of = `join tasks t on t.organization_id = c.organization_id and t.id = c.task_id where ${COPIED}`
  const rows = await query<ChecklistRow>(em, `select ${CHECKLIST_COLUMNS} from checklists c ${of} order by c.rank, c.id`, place)
  const items = await query<ChecklistItemRow>(
    em,
    `select ${ITEM_COLUMNS} from checklist_items i join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id ${of} order by i.rank, i.id`,
    place,
  )
  const byChecklist = Map.groupBy(items, ({ checklistId }) => checklistId)
  return rows.map((row) => presentChecklist(row, byChecklist.get(row.id) ?? []))
}

const readBlocks = ({ em }: Work, place: string[]): Promise<Original['blocks']> => query(
  em,
  `select l.from_task_id as "fromTaskId", l.to_task_id as "toTaskId" from task_links l
  join tasks t on t.organization_id = l.organization_id and t.id = l.from_task_id
  join tasks o on o.organization_id = l.organization_id and o.id = l.to_task_id and o.project_id = t.project_id
    and o.deleted_at is null and o.archived_at is null
  where ${COPIED} and l.kind = 'blocks' order by l.created_at, l.id`,
  place,
)
