// What a member said of watching a task. Who said nothing has no row.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'

const TaskWatcherSchema = defineEntity({
  name: 'TaskWatcher', tableName: 'task_watchers',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    task: () => p.manyToOne(Task).primary().joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    membership: () => p.manyToOne(Membership).primary().joinColumns('organization_id', 'membership_id').ownColumns('membership_id')
      .deleteRule('cascade').ref(),
    watching: p.boolean(),
  },
  indexes: [{ properties: ['organizationId', 'membership'] }],
})
export class TaskWatcher extends TaskWatcherSchema.class {}
TaskWatcherSchema.setClass(TaskWatcher)
