// The words of tasks, comments and names, kept by triggers of the database (migrations 0007 and 0028), so that no way of writing can forget them.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'

/** Where they are, beside the words themselves: `=o<organization>` and `=p<project or team>`, so that one index finds both at once. */
const words = { words: p.text().columnType('tsvector').lazy() }

const idOfAnother = { organizationId: p.uuid().primary(), id: p.uuid().primary() }

const TaskWordsSchema = defineEntity({
  name: 'TaskWords', tableName: 'task_words',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    taskId: p.uuid().primary(),
    projectId: p.uuid(),
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
    projectId: p.uuid(),
    ...words,
  },
  indexes: [{ properties: ['words'], type: 'gin' }],
})
export class CommentWords extends CommentWordsSchema.class {}
CommentWordsSchema.setClass(CommentWords)

/** Of the names of files and links, and of projects' names and descriptions. */
const NameWordsSchema = defineEntity({
  name: 'NameWords', tableName: 'name_words',
  ...tenant(),
  properties: {
    ...idOfAnother,
    kind: p.text().$type<'file' | 'project'>(),
    /** The project or team that it is in. */
    placeId: p.uuid().nullable(),
    ...words,
  },
  indexes: [{ properties: ['words'], type: 'gin' }],
})
export class NameWords extends NameWordsSchema.class {}
NameWordsSchema.setClass(NameWords)

/** Every word of an organization's texts, for those who mistype one. It can be there twice, and outlive its text. */
const KnownWordSchema = defineEntity({
  name: 'KnownWord', tableName: 'known_words',
  ...tenant(),
  properties: { ...idOfAnother, word: p.text() },
  indexes: [{ properties: ['organizationId', 'word'] }],
})
export class KnownWord extends KnownWordSchema.class {}
KnownWordSchema.setClass(KnownWord)
