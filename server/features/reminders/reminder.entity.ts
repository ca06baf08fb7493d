// A reminder of a task, of one member.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'

/** Gone when it was given, or when its task is done. With `beforeMinutes` it follows the task's due time. */
const ReminderSchema = defineEntity({
  name: 'Reminder', tableName: 'reminders',
  ...tenant({ system: 'select' }),
  properties: {
    ...key,
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').deleteRule('cascade').ref(),
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    remindAt: p.datetime(3),
    beforeMinutes: p.integer().nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'task'] }, { properties: ['organizationId', 'membership'] }, { properties: ['remindAt'] }],
})
export class Reminder extends ReminderSchema.class {}
ReminderSchema.setClass(Reminder)
