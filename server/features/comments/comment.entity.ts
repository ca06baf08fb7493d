// A comment on a task.
import { defineEntity, p } from '@mikro-orm/core'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'

const CommentSchema = defineEntity({
  name: 'Comment', tableName: 'comments',
  ...tenant(),
  properties: {
    ...key,
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    author: () => p.manyToOne(Membership).joinColumns('organization_id', 'author_id').ownColumns('author_id')
      .deleteRule('set null (author_id)').nullable().ref(),
    importedAuthor: p.text().nullable(),
    body: p.text(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'task', 'createdAt', 'id'] }, { properties: ['organizationId', 'author', 'id'] }],
})
export class Comment extends CommentSchema.class {}
CommentSchema.setClass(Comment)
