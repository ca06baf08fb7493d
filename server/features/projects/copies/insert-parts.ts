// Writes the parts of a copy, many in one statement, and tells them.
import type { EntityData, EntityName } from '@mikro-orm/core'
import { events } from '../../../../shared/index.ts'
import type { StreamName } from '../../../../shared/streams.ts'
import { query } from '../../../kernel/database.ts'
import type { Work } from '../../../kernel/work.ts'
import { Checklist, ChecklistItem } from '../../checklists/checklist.entity.ts'
import { CustomField } from '../../custom-fields/custom-field.entity.ts'
import { Label } from '../../labels/label.entity.ts'
import { Milestone } from '../../milestones/milestone.entity.ts'
import { ProjectMember } from '../../project-members/project-member.entity.ts'
import { parentsFirst } from '../../tasks/bulk-write.ts'
import { insertTasks } from '../../tasks/insert-tasks.ts'
import { recount } from '../../tasks/recount.ts'
import { placeOf } from '../../tasks/task-rules.ts'
import { TaskTemplate } from '../../task-templates/task-template.entity.ts'
import type { CopiedParts } from './copied-parts.ts'

const CHUNK = 500

/** Parents before children. */
export async function insertParts(work: Work, { labels, milestones, members, customFields, templates, tasks, checklists, links }: CopiedParts): Promise<void> {
  const { organizationId } = work
  const inside = (id: string | null) => [organizationId, id]
  await insertRows(work, Label, labels.map(({ projectId, ...label }) => ({ organizationId, ...label, project: inside(projectId) })))
  await insertRows(work, Milestone, milestones.map(({ projectId, ...milestone }) => ({ organizationId, ...milestone, doneAt: null, project: inside(projectId) })))
  await insertRows(work, ProjectMember, members.map(({ projectId, memberId, ...member }) => ({ organizationId, ...member, createdAt: work.at, project: inside(projectId), membership: inside(memberId) })))
  await insertRows(work, CustomField, customFields.map(({ projectId, ...field }) => ({ organizationId, ...field, project: inside(projectId) })))
  await insertRows(work, TaskTemplate, templates.map(({ projectId, ...template }) => ({ organizationId, ...template, createdAt: work.at, updatedAt: work.at, project: inside(projectId) })))
  await insertTasks(work, parentsFirst(withItems(tasks, checklists)))
  await insertRows(work, Checklist, checklists.map(({ id, taskId, title, rank, version }) => ({ organizationId, id, title, rank, version, task: inside(taskId) })))
  await insertRows(work, ChecklistItem, checklists.flatMap(({ items }) => items)
    .map(({ checklistId, ...item }) => ({ organizationId, ...item, checklist: inside(checklistId) })))
  for (let start = 0; start < links.length; start += CHUNK) {
    await query(
      work.em,
      `insert into task_links (organization_id, id, kind, from_task_id, to_task_id, created_by_id, created_at)
      select $1::uuid, v.id, v.kind, v."fromTaskId", v."toTaskId", v."createdById", v."createdAt" from jsonb_to_recordset($2::text::jsonb)
        as v(id uuid, kind text, "fromTaskId" uuid, "toTaskId" uuid, "createdById" uuid, "createdAt" timestamptz)`,
      [organizationId, JSON.stringify(links.slice(start, start + CHUNK))],
    )
  }
}

/** Call it inside `work.batch('copy', ...)`. Events of items raise the counts of their tasks, as those of subtasks and links do. */
export async function tellParts(work: Work, stream: StreamName, { labels, milestones, members, customFields, templates, tasks, checklists, links }: CopiedParts): Promise<void> {
  const byTask = Map.groupBy(checklists, ({ taskId }) => taskId)
  const places = new Map(tasks.map((task) => [task.id, placeOf(task)]))
  for (const label of labels) work.append(stream, events.labelCreated, { label })
  for (const milestone of milestones) work.append(stream, events.milestoneCreated, { milestone })
  for (const member of members) work.append(stream, events.projectMemberSaved, { member, isNew: true })
  for (const customField of customFields) work.append(stream, events.customFieldCreated, { customField })
  for (const template of templates) work.append(stream, events.taskTemplateSaved, { template, isNew: true })
  for (const task of tasks) {
    work.append(stream, events.taskCreated, { task })
    for (const { items, ...checklist } of byTask.get(task.id) ?? []) {
      work.append(stream, events.checklistCreated, { ...placeOf(task), checklist: { ...checklist, items: [] } })
      for (const item of items) work.append(stream, events.checklistItemCreated, { ...placeOf(task), item })
    }
  }
  for (const link of links) work.append(stream, events.taskLinkCreated, { link, from: places.get(link.fromTaskId)!, to: places.get(link.toTaskId)! })
  await recount(work, [...tasks.map(({ parentId }) => parentId), ...links.flatMap(({ fromTaskId, toTaskId }) => [fromTaskId, toTaskId])])
}

/** Tasks as their rows count items: none of them done. */
function withItems(tasks: CopiedParts['tasks'], checklists: CopiedParts['checklists']): CopiedParts['tasks'] {
  const totals = new Map<string, number>()
  for (const { taskId, items } of checklists) totals.set(taskId, (totals.get(taskId) ?? 0) + items.length)
  return tasks.map((task) => ({ ...task, checklistTotal: totals.get(task.id) ?? 0 }))
}

async function insertRows<T extends object>({ em }: Work, entity: EntityName<T>, rows: object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await em.insertMany(entity, rows.slice(start, start + CHUNK) as EntityData<T>[] as Parameters<typeof em.insertMany<T>>[1])
  }
}
