// A task, its assignees and its labels. Counts stand on the row, so that a board reads one table; those of other tasks are kept by recount.ts.
import { defineEntity, p } from '@mikro-orm/core'
import type { FieldValues } from '../../../shared/field-values.ts'
import type { Priority } from '../../../shared/features/priority.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Label } from '../labels/label.entity.ts'
import { Membership } from '../members/membership.entity.ts'
import { Project } from '../projects/project.entity.ts'
import { Status } from '../workflow/status.entity.ts'

const TaskSchema = defineEntity({
  name: 'Task', tableName: 'tasks',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    number: p.integer(),
    title: p.text(),
    description: p.text(),
    status: () => p.manyToOne(Status).joinColumns('organization_id', 'status_id').ownColumns('status_id').deleteRule('no action').ref(),
    rank: p.text().collation('C'),
    priority: p.text().$type<Priority>(),
    startAt: p.datetime(3).nullable(),
    dueAt: p.datetime(3).nullable(),
    progress: p.integer(),
    version: p.integer(),
    archivedAt: p.datetime(3).nullable(),
    /** Kept by a trigger: when it came to a status of what is done. */
    completedAt: p.datetime(3).nullable(),
    deletedAt: p.datetime(3).nullable(),
    createdBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'created_by_id').ownColumns('created_by_id')
      .deleteRule('set null (created_by_id)').nullable().ref(),
    ...stamps,
    commentCount: p.integer(),
    attachmentCount: p.integer(),
    checklistDone: p.integer(),
    checklistTotal: p.integer(),
    importedPeople: p.json<string[]>(),
    parent: () => p.manyToOne(Task).joinColumns('organization_id', 'parent_id').ownColumns('parent_id').deleteRule('set null (parent_id)').nullable().ref(),
    estimateMinutes: p.integer().nullable(),
    estimatePoints: p.double().nullable(),
    subtaskDone: p.integer().default(0),
    subtaskTotal: p.integer().default(0),
    openBlockers: p.integer().default(0),
    blocksCount: p.integer().default(0),
    customFields: p.json<FieldValues>().defaultRaw(`'{}'`),
    recurrence: p.json<Recurrence>().nullable(),
    previous: () => p.manyToOne(Task).joinColumns('organization_id', 'previous_id').ownColumns('previous_id').deleteRule('set null (previous_id)').nullable().ref(),
  },
  uniques: [{ properties: ['organizationId', 'project', 'number'] }, { properties: ['organizationId', 'status', 'rank'] }],
  indexes: [
    { properties: ['organizationId', 'createdAt', 'id'] }, { properties: ['organizationId', 'project', 'createdAt', 'id'] }, { properties: ['organizationId', 'parent'] }, { properties: ['organizationId', 'previous'] },
    { properties: ['organizationId', 'createdBy', 'id'] },
    // Times in UTC of one form: as texts they are in the order of their moments.
    { name: 'tasks_next_at', expression: `CREATE INDEX tasks_next_at ON public.tasks USING btree (organization_id, ((recurrence ->> 'nextAt'::text))) WHERE ((recurrence ->> 'nextAt'::text) IS NOT NULL)` },
    { name: 'tasks_completed_at', expression: `CREATE INDEX tasks_completed_at ON public.tasks USING btree (organization_id, completed_at) WHERE (completed_at IS NOT NULL)` },
  ],
  checks: [
    { name: 'tasks_title', expression: 'char_length(title) >= 1 AND char_length(title) <= 500' },
    { name: 'tasks_progress', expression: 'progress >= 0 AND progress <= 100' },
  ],
})
export class Task extends TaskSchema.class {}
TaskSchema.setClass(Task)

const TaskAssigneeSchema = defineEntity({
  name: 'TaskAssignee', tableName: 'task_assignees',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    task: () => p.manyToOne(Task).primary().joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    membership: () => p.manyToOne(Membership).primary().joinColumns('organization_id', 'membership_id').ownColumns('membership_id')
      .deleteRule('cascade').ref(),
  },
  indexes: [{ properties: ['organizationId', 'membership'] }],
})
export class TaskAssignee extends TaskAssigneeSchema.class {}
TaskAssigneeSchema.setClass(TaskAssignee)

const TaskLabelSchema = defineEntity({
  name: 'TaskLabel', tableName: 'task_labels',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    task: () => p.manyToOne(Task).primary().joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    label: () => p.manyToOne(Label).primary().joinColumns('organization_id', 'label_id').ownColumns('label_id').deleteRule('cascade').ref(),
  },
  indexes: [{ properties: ['organizationId', 'label'] }],
})
export class TaskLabel extends TaskLabelSchema.class {}
TaskLabelSchema.setClass(TaskLabel)
