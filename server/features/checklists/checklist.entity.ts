// A checklist of a task and its items.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Task } from '../tasks/task.entity.ts'

const ChecklistSchema = defineEntity({
  name: 'Checklist', tableName: 'checklists',
  ...tenant(),
  properties: {
    ...key,
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    title: p.text(),
    rank: p.text().collation('C'),
    version: p.integer(),
    items: () => p.oneToMany(ChecklistItem).mappedBy('checklist'),
  },
  indexes: [{ properties: ['organizationId', 'task'] }],
})
export class Checklist extends ChecklistSchema.class {}
ChecklistSchema.setClass(Checklist)

const ChecklistItemSchema = defineEntity({
  name: 'ChecklistItem', tableName: 'checklist_items',
  ...tenant(),
  properties: {
    ...key,
    checklist: () => p.manyToOne(Checklist).joinColumns('organization_id', 'checklist_id').ownColumns('checklist_id').deleteRule('cascade').ref(),
    text: p.text(),
    done: p.boolean(),
    rank: p.text().collation('C'),
    version: p.integer(),
  },
  uniques: [{ properties: ['organizationId', 'checklist', 'rank'] }],
})
export class ChecklistItem extends ChecklistItemSchema.class {}
ChecklistItemSchema.setClass(ChecklistItem)
