// A template of tasks of a project. What it names may go before it does: it is left out then.
import { defineEntity, p } from '@mikro-orm/core'
import type { TaskTemplate as Resource } from '../../../shared/features/task-templates.ts'
import type { FieldValues } from '../../../shared/field-values.ts'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'

const TaskTemplateSchema = defineEntity({
  name: 'TaskTemplate', tableName: 'task_templates',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    name: p.text(),
    title: p.text(),
    description: p.text(),
    priority: p.text().$type<Resource['priority']>(),
    assigneeIds: p.json<string[]>(),
    labelIds: p.json<string[]>(),
    estimateMinutes: p.integer().nullable(),
    estimatePoints: p.double().$type<number>().nullable(),
    checklists: p.json<Resource['checklists']>(),
    subtasks: p.json<Resource['subtasks']>().defaultRaw(`'[]'`),
    nextNumber: p.integer().default(1),
    customFields: p.json<FieldValues>(),
    version: p.integer(),
    ...stamps,
  },
  uniques: [{ properties: ['organizationId', 'project', 'name'] }],
})
export class TaskTemplate extends TaskTemplateSchema.class {}
TaskTemplateSchema.setClass(TaskTemplate)
