// Time that was logged on a task, and the one timer of a member that runs.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'

const ofTask = () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref()

const TimeEntrySchema = defineEntity({
  name: 'TimeEntry', tableName: 'time_entries',
  ...tenant(),
  properties: {
    ...key,
    task: ofTask,
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').deleteRule('cascade').ref(),
    minutes: p.integer(),
    startedAt: p.datetime(3),
    note: p.text(),
    approvedAt: p.datetime(3).nullable(),
    approvedBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'approved_by_id').ownColumns('approved_by_id')
      .deleteRule('set null (approved_by_id)').nullable().ref(),
    version: p.integer(),
    createdAt: p.datetime(3),
  },
  indexes: [
    { properties: ['organizationId', 'task'] }, { properties: ['organizationId', 'membership', 'startedAt'] }, { properties: ['organizationId', 'startedAt'] },
  ],
})
export class TimeEntry extends TimeEntrySchema.class {}
TimeEntrySchema.setClass(TimeEntry)

/** Its key is the member: a second one cannot be. */
const TimerSchema = defineEntity({
  name: 'Timer', tableName: 'timers',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membership: () => p.manyToOne(Membership).joinColumns('organization_id', 'membership_id').ownColumns('membership_id').primary().deleteRule('cascade').ref(),
    task: ofTask,
    note: p.text(),
    startedAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'task'] }],
})
export class Timer extends TimerSchema.class {}
TimerSchema.setClass(Timer)
