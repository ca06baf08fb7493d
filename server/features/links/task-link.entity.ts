// A link between two tasks. Related tasks have no direction: the smaller id comes first.
import { defineEntity, p } from '@mikro-orm/core'
import type { LinkKind } from '../../../shared/features/links.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'

const TaskLinkSchema = defineEntity({
  name: 'TaskLink', tableName: 'task_links',
  ...tenant(),
  properties: {
    ...key,
    kind: p.text().$type<LinkKind>(),
    fromTask: () => p.manyToOne(Task).joinColumns('organization_id', 'from_task_id').ownColumns('from_task_id').deleteRule('cascade').ref(),
    toTask: () => p.manyToOne(Task).joinColumns('organization_id', 'to_task_id').ownColumns('to_task_id').deleteRule('cascade').ref(),
    createdBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'created_by_id').ownColumns('created_by_id')
      .deleteRule('set null (created_by_id)').nullable().ref(),
    createdAt: p.datetime(3),
  },
  uniques: [{ properties: ['organizationId', 'fromTask', 'toTask', 'kind'] }],
  indexes: [{ properties: ['organizationId', 'toTask'] }, { properties: ['organizationId', 'createdBy'] }],
})
export class TaskLink extends TaskLinkSchema.class {}
TaskLinkSchema.setClass(TaskLink)
