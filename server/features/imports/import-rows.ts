// Turns a plan into rows with ids and ranks, each beside the resource that its event tells.
import type { EntityData } from '@mikro-orm/core'
import type { Attachment as AttachmentResource } from '../../../shared/features/attachments.ts'
import type { Checklist as ChecklistResource, ChecklistItem as ItemResource } from '../../../shared/features/checklists.ts'
import type { Comment as CommentResource } from '../../../shared/features/comments.ts'
import type { TaskLink as LinkResource } from '../../../shared/features/links.ts'
import type { Label as LabelResource } from '../../../shared/features/labels.ts'
import type { Task as TaskResource } from '../../../shared/features/tasks.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValues } from '../../../shared/field-values.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import type { Attachment } from '../attachments/attachment.entity.ts'
import type { Checklist, ChecklistItem } from '../checklists/checklist.entity.ts'
import type { Comment } from '../comments/comment.entity.ts'
import type { Label } from '../labels/label.entity.ts'
import type { TaskLink } from '../links/task-link.entity.ts'
import type { Project } from '../projects/project.entity.ts'
import type { Task, TaskAssignee, TaskLabel } from '../tasks/task.entity.ts'
import type { Status } from '../workflow/status.entity.ts'
import { valuesOf } from './import-fields.ts'
import type { ImportPlan, PlannedLink, PlannedTask } from '../../../shared/trello/import-plan.ts'

/** A row and the resource that tells of it. */
interface Both<Entity, Resource> { row: EntityData<Entity>; resource: Resource }

export interface ImportedTask extends Both<Task, TaskResource>, ImportedParts {
  labels: EntityData<TaskLabel>[]
  assignees: EntityData<TaskAssignee>[]
}

/** What hangs on a task. */
export interface ImportedParts {
  checklists: (Both<Checklist, ChecklistResource> & { items: Both<ChecklistItem, ItemResource>[] })[]
  comments: Both<Comment, CommentResource>[]
  attachments: Both<Attachment, AttachmentResource>[]
}
export interface ImportRows { labels: Both<Label, LabelResource>[]; tasks: ImportedTask[]; links: Both<TaskLink, LinkResource>[] }

/** Ids of members by their names in the file. */
export type Assigned = ReadonlyMap<string, string>

/** What the project has for its tasks to stand in and to say. */
interface Targets {
  statuses: Status[]; fields: CustomField[]; assigned: Assigned
  /** Labels of the organization, which need not be made anew. */
  shared: readonly LabelResource[]
}

export function importRows(work: Work, plan: ImportPlan, project: Project, { statuses, fields, assigned, shared }: Targets): ImportRows {
  const { organizationId } = work
  const named = plan.labels.map(({ name, color }) => {
    const known = shared.find((label) => label.name.toLowerCase() === name.toLowerCase())
    if (known) return { resource: known }
    const resource: LabelResource = { id: newId(), projectId: project.id, name, color, version: 1 }
    return { resource, row: { organizationId, id: resource.id, project: [organizationId, project.id], name, color, version: 1 } }
  })
  const ranks = ranksByStatus(plan)
  const ids = plan.tasks.map(() => newId())
  const tasks = plan.tasks.map((planned, index) => {
    const task = taskOf(work, planned, { project, index, ids, rank: ranks[index]!, statusId: statuses[planned.status]!.id, assigned, customFields: valuesOf(planned, fields) })
    const labelIds = [...new Set(planned.labels.map((place) => named[place]!.resource.id))].sort()
    return {
      ...task, resource: { ...task.resource, labelIds },
      assignees: task.resource.assigneeIds.map((id) => ({ organizationId, task: [organizationId, task.resource.id], membership: [organizationId, id] })),
      labels: labelIds.map((id) => ({ organizationId, task: [organizationId, task.resource.id], label: [organizationId, id] })),
      ...partsOf(work, planned, task.resource.id),
    }
  })
  return { labels: named.filter((one) => 'row' in one), tasks, links: linksOf(work, plan.links ?? [], ids) } as ImportRows
}

/** A rank for each task: those of one status ascend in the plan's order. */
function ranksByStatus(plan: ImportPlan): string[] {
  const ranks: string[] = []
  const places = Map.groupBy(plan.tasks.keys(), (index) => plan.tasks[index]!.status)
  for (const indexes of places.values()) {
    const own = ranksBetween(null, null, indexes.length)
    indexes.forEach((index, place) => { ranks[index] = own[place]! })
  }
  return ranks
}

interface Place { project: Project; index: number; ids: readonly string[]; rank: string; statusId: string; assigned: Assigned; customFields: FieldValues }

function taskOf(work: Work, planned: PlannedTask, { project, index, ids, rank, statusId, assigned, customFields }: Place): Both<Task, TaskResource> {
  const { organizationId } = work
  const createdAt = planned.createdAt ?? work.at.toISOString()
  const items = planned.checklists.flatMap((checklist) => checklist.items)
  const number = index + 1
  const parentId = planned.parent === undefined ? null : ids[planned.parent]!
  // The event tells the task as it was before its comments and items, whose own events raise the counts.
  const resource: TaskResource = {
    id: ids[index]!, key: `${project.key}-${number}`, number, projectId: project.id, teamId: project.team.id, title: planned.title,
    description: planned.description, statusId, rank, priority: planned.priority ?? 'none', assigneeIds: assigneesOf(planned, assigned), labelIds: [], startAt: planned.startAt, dueAt: planned.dueAt,
    progress: planned.progress ?? (planned.done ? 100 : 0), version: 1, archivedAt: planned.archivedAt, deletedAt: null, createdById: work.actor.membershipId,
    createdAt, updatedAt: work.at.toISOString(), commentCount: 0, attachmentCount: 0, checklistDone: 0, checklistTotal: 0,
    parentId, estimateMinutes: planned.estimateMinutes ?? null, estimatePoints: planned.estimatePoints ?? null, subtaskDone: 0, subtaskTotal: 0, openBlockers: 0, recurrence: null, previousId: null,
    importedPeople: planned.people.filter((name) => !assigned.has(name)).slice(0, 50), customFields,
  }
  const row = {
    organizationId, id: resource.id, project: [organizationId, project.id], number, title: resource.title, description: resource.description,
    status: [organizationId, statusId], parent: parentId && [organizationId, parentId], rank, priority: resource.priority, startAt: date(planned.startAt), dueAt: date(planned.dueAt),
    progress: resource.progress, version: 1, archivedAt: date(planned.archivedAt), deletedAt: null,
    createdBy: [organizationId, work.actor.membershipId], createdAt: new Date(createdAt), updatedAt: work.at,
    commentCount: planned.comments.length, attachmentCount: planned.attachments.length,
    checklistDone: items.filter((item) => item.done).length, checklistTotal: items.length, importedPeople: resource.importedPeople, customFields,
    estimateMinutes: resource.estimateMinutes, estimatePoints: resource.estimatePoints,
  }
  return { resource, row: row as EntityData<Task> }
}

const assigneesOf = ({ people }: PlannedTask, assigned: Assigned) => [...new Set(people.flatMap((name) => assigned.get(name) ?? []))].sort().slice(0, 50)

const date = (value: string | null) => (value === null ? null : new Date(value))

export const partsOf = (work: Work, planned: PlannedTask, taskId: string): ImportedParts =>
  ({ checklists: checklistsOf(work, planned, taskId), comments: commentsOf(work, planned, taskId), attachments: attachmentsOf(work, planned, taskId) })

function checklistsOf({ organizationId }: Work, { checklists }: PlannedTask, taskId: string): ImportedTask['checklists'] {
  const ranks = ranksBetween(null, null, checklists.length)
  return checklists.map(({ title, items }, index) => {
    const resource: ChecklistResource = { id: newId(), taskId, title, rank: ranks[index]!, version: 1, items: [] }
    const itemRanks = ranksBetween(null, null, items.length)
    return {
      resource, row: { organizationId, id: resource.id, task: [organizationId, taskId], title, rank: resource.rank, version: 1 } as EntityData<Checklist>,
      items: items.map(({ text, done }, place) => {
        const item: ItemResource = { id: newId(), checklistId: resource.id, text, done, rank: itemRanks[place]!, version: 1 }
        return { resource: item, row: { organizationId, id: item.id, checklist: [organizationId, resource.id], text, done, rank: item.rank, version: 1 } as EntityData<ChecklistItem> }
      }),
    }
  })
}

function commentsOf({ organizationId }: Work, { comments }: PlannedTask, taskId: string): ImportedTask['comments'] {
  return comments.map(({ author, body, at }) => {
    const resource: CommentResource = { id: newId(), taskId, authorId: null, importedAuthor: author, body, version: 1, createdAt: at, updatedAt: at }
    const row = {
      organizationId, id: resource.id, task: [organizationId, taskId], author: null, importedAuthor: author, body, version: 1,
      createdAt: new Date(at), updatedAt: new Date(at),
    }
    return { resource, row: row as EntityData<Comment> }
  })
}

function attachmentsOf(work: Work, { attachments }: PlannedTask, taskId: string): ImportedTask['attachments'] {
  const { organizationId, at, actor } = work
  return attachments.map(({ name, url }) => {
    const resource: AttachmentResource = { id: newId(), taskId, kind: 'link', name, url, createdById: actor.membershipId, createdAt: at.toISOString(), commentId: null }
    const row = {
      organizationId, id: resource.id, task: [organizationId, taskId], kind: 'link' as const, name, url,
      createdBy: [organizationId, actor.membershipId], createdAt: at,
    }
    return { resource, row: row as EntityData<Attachment> }
  })
}

/** Of related tasks the smaller id comes first, as wherever tasks are linked. */
export function linksOf({ organizationId, at, actor }: Work, planned: readonly PlannedLink[], ids: readonly string[]): ImportRows['links'] {
  return planned.map(({ kind, from, to }) => {
    const ends = [ids[from]!, ids[to]!] as const
    const [fromTaskId, toTaskId] = kind === 'relates' ? ends.toSorted() as [string, string] : ends
    const resource: LinkResource = { id: newId(), kind, fromTaskId, toTaskId, createdById: actor.membershipId || null, createdAt: at.toISOString() }
    const row = {
      organizationId, id: resource.id, kind, fromTask: [organizationId, fromTaskId], toTask: [organizationId, toTaskId],
      createdBy: resource.createdById && [organizationId, resource.createdById], createdAt: at,
    }
    return { resource, row: row as EntityData<TaskLink> }
  })
}
