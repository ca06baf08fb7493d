// The words of tasks and comments, kept by triggers of the database (migration 0007), so that no way of writing can forget them.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'

/** Where they are, beside the words themselves: `=o<organization>` and `=p<project>`, so that one index finds both at once. */
const words = { projectId: p.uuid(), words: p.text().columnType('tsvector').lazy() }

const TaskWordsSchema = defineEntity({
  name: 'TaskWords', tableName: 'task_words',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    taskId: p.uuid().primary(),
    ...words,
  },
  indexes: [{ properties: ['words'], type: 'gin' }],
})
export class TaskWords extends TaskWordsSchema.class {}
TaskWordsSchema.setClass(TaskWords)

const CommentWordsSchema = defineEntity({
  name: 'CommentWords', tableName: 'comment_words',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    commentId: p.uuid().primary(),
    taskId: p.uuid(),
    ...words,
  },
  indexes: [{ properties: ['words'], type: 'gin' }],
})
export class CommentWords extends CommentWordsSchema.class {}
CommentWordsSchema.setClass(CommentWords)
