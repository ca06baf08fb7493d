// Tells a project of an archive: as it is without anything in it, then its parts, then its tasks with theirs.
import { events } from '../../../shared/index.ts'
import type { StreamName } from '../../../shared/streams.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, presentAttachment, type AttachmentRow } from '../attachments/attachment.presenter.ts'
import type { FilePlace } from '../attachments/file-place.ts'
import { findPlaceFiles } from '../attachments/place-files.queries.ts'
import { CHECKLIST_COLUMNS, ITEM_COLUMNS, type ChecklistItemRow, type ChecklistRow } from '../checklists/checklist.presenter.ts'
import { COMMENT_COLUMNS, presentComment, type CommentRow } from '../comments/comment.presenter.ts'
import { CustomField } from '../custom-fields/custom-field.entity.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { Label } from '../labels/label.entity.ts'
import { presentLabel } from '../labels/label.presenter.ts'
import { milestonesOf } from '../milestones/milestones.queries.ts'
import { membersOf } from '../project-members/project-members.queries.ts'
import type { Project } from '../projects/project.entity.ts'
import { announceProject } from '../projects/projects.actions.ts'
import { placeOf } from '../tasks/task-rules.ts'
import { presentTask } from '../tasks/task.presenter.ts'
import { PROJECT_OF_TASK, TASK_COLUMNS, type TaskRow } from '../tasks/task-row.ts'
import { TaskTemplate } from '../task-templates/task-template.entity.ts'
import { presentTemplate } from '../task-templates/task-template.presenter.ts'
import { ENTRY_COLUMNS, presentEntry, type EntryRow } from '../time/time.presenter.ts'
import { View } from '../views/view.entity.ts'
import { presentView } from '../views/view.presenter.ts'
import { Status } from '../workflow/status.entity.ts'
import { presentStatus } from '../workflow/status.presenter.ts'

const TASKS = 500

export async function tellProject(work: Work, stream: StreamName, project: Project): Promise<void> {
  const { em } = work
  const inProject = { project: { id: project.id } }
  const byId = { orderBy: { id: 'asc' } } as const
  announceProject(work, project, [])
  for (const status of await em.find(Status, inProject, byId)) work.append(stream, events.statusCreated, { status: presentStatus(status) })
  for (const label of await em.find(Label, inProject, byId)) work.append(stream, events.labelCreated, { label: presentLabel(label) })
  for (const member of await membersOf(work, project.id)) work.append(stream, events.projectMemberSaved, { member, isNew: true })
  for (const milestone of await milestonesOf(work, project.id)) work.append(stream, events.milestoneCreated, { milestone })
  for (const field of await em.find(CustomField, inProject, byId)) work.append(stream, events.customFieldCreated, { customField: presentCustomField(field) })
  for (const template of await em.find(TaskTemplate, inProject, byId)) work.append(stream, events.taskTemplateSaved, { template: presentTemplate(template), isNew: true })
  await tellFiles(work, stream, { kind: 'project', id: project.id })
  await tellTasks(work, stream, project.id)
  for (const view of await em.find(View, { ...inProject, isShared: true }, byId)) work.append(stream, events.viewSaved, { view: presentView(view, project.team.id), isNew: true })
}

/** Those of a project or team itself. */
export async function tellFiles(work: Work, stream: StreamName, place: FilePlace): Promise<void> {
  for (const file of await findPlaceFiles(work, place)) work.append(stream, events.fileCreated, { file })
}

async function tellTasks(work: Work, stream: StreamName, projectId: string): Promise<void> {
  for (let after = 0; ;) {
    const rows = await query<TaskRow>(
      work.em,
      `select ${TASK_COLUMNS} from tasks t ${PROJECT_OF_TASK} where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.number > $3 order by t.number limit ${TASKS}`,
      [work.organizationId, projectId, after],
    )
    const parts = await readParts(work, projectId, after, rows.at(-1)?.number ?? after)
    for (const row of rows) tellTask(work, stream, presentTask(row), parts)
    if (rows.length < TASKS) return
    after = rows.at(-1)!.number
  }
}

type Parts = Awaited<ReturnType<typeof readParts>>

async function readParts(work: Work, projectId: string, after: number, upTo: number) {
  const of = (alias: string) => `join tasks t on t.organization_id = ${alias}.organization_id and t.id = ${alias}.task_id
    where t.organization_id = $1::uuid and t.project_id = $2::uuid and t.number > $3 and t.number <= $4`
  const asked = [work.organizationId, projectId, after, upTo]
  const items = await query<ChecklistItemRow>(work.em, `select ${ITEM_COLUMNS} from checklist_items i
    join checklists c on c.organization_id = i.organization_id and c.id = i.checklist_id ${of('c')} order by i.id`, asked)
  const byTask = <Row extends { taskId: string }>(rows: Row[]) => Map.groupBy(rows, ({ taskId }) => taskId)
  return {
    items: Map.groupBy(items, ({ checklistId }) => checklistId),
    checklists: byTask(await query<ChecklistRow>(work.em, `select ${CHECKLIST_COLUMNS} from checklists c ${of('c')} order by c.id`, asked)),
    comments: byTask(await query<CommentRow>(work.em, `select ${COMMENT_COLUMNS} from comments c ${of('c')} order by c.id`, asked)),
    attachments: byTask(await query<AttachmentRow>(work.em, `select ${ATTACHMENT_COLUMNS} from ${ATTACHMENTS} ${of('a')} order by a.id`, asked)),
    time: byTask(await query<EntryRow>(work.em, `select ${ENTRY_COLUMNS} from time_entries w ${of('w')} order by w.id`, asked)),
  }
}

/** As it was before its parts, whose own events raise its counts. */
function tellTask(work: Work, stream: StreamName, task: Task, parts: Parts): void {
  const place = placeOf(task)
  work.append(stream, events.taskCreated, { task: { ...task, commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0 } })
  for (const checklist of parts.checklists.get(task.id) ?? []) {
    work.append(stream, events.checklistCreated, { ...place, checklist: { ...checklist, items: [] } })
    for (const item of parts.items.get(checklist.id) ?? []) work.append(stream, events.checklistItemCreated, { ...place, item })
  }
  for (const comment of parts.comments.get(task.id) ?? []) work.append(stream, events.commentCreated, { ...place, comment: presentComment(comment) })
  for (const attachment of parts.attachments.get(task.id) ?? []) work.append(stream, events.attachmentCreated, { ...place, attachment: presentAttachment(attachment) })
  for (const entry of parts.time.get(task.id) ?? []) work.append(stream, events.timeLogged, { ...place, entry: presentEntry(entry) })
}
