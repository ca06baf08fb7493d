// A key that a task had in a project that it left: it goes on finding the task, and is its own again when it comes back.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'
import { Task } from '../tasks/task.entity.ts'

const FormerKeySchema = defineEntity({
  name: 'FormerKey', tableName: 'former_keys',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    project: () => p.manyToOne(Project).primary().joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    number: p.integer().primary(),
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
  },
  indexes: [{ properties: ['organizationId', 'task'] }],
})
export class FormerKey extends FormerKeySchema.class {}
FormerKeySchema.setClass(FormerKey)
