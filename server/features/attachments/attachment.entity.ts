// What is attached to a task, a project or a team: a link, or a file that the store keeps.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Comment } from '../comments/comment.entity.ts'
import { Membership } from '../members/membership.entity.ts'
import { Project } from '../projects/project.entity.ts'
import { Task } from '../tasks/task.entity.ts'
import { Team } from '../teams/team.entity.ts'
import { StoredFile } from './stored-file.entity.ts'

const AttachmentSchema = defineEntity({
  name: 'Attachment', tableName: 'attachments',
  ...tenant(),
  properties: {
    ...key,
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').nullable().ref(),
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').nullable().ref(),
    team: () => p.manyToOne(Team).joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').nullable().ref(),
    /** The comment that it came with; it is the task's all the same. */
    comment: () => p.manyToOne(Comment).joinColumns('organization_id', 'comment_id').ownColumns('comment_id')
      .deleteRule('set null (comment_id)').nullable().ref(),
    kind: p.text().$type<'link' | 'file'>(),
    name: p.text(),
    url: p.text().nullable(),
    file: () => p.oneToOne(StoredFile).joinColumns('organization_id', 'file_id').ownColumns('file_id').deleteRule('no action').nullable().ref(),
    createdBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'created_by_id').ownColumns('created_by_id')
      .deleteRule('set null (created_by_id)').nullable().ref(),
    createdAt: p.datetime(3),
    /** Since when it waits in the trash, alone or with the comment that it came with; those of projects and teams never do. */
    deletedAt: p.datetime(3).nullable(),
  },
  indexes: [
    { properties: ['organizationId', 'task', 'createdAt', 'id'] }, { properties: ['organizationId', 'project'] }, { properties: ['organizationId', 'team'] },
    { properties: ['organizationId', 'comment'] }, { properties: ['organizationId', 'createdBy', 'id'] },
  ],
  checks: [
    { name: 'attachments_one_parent', expression: 'num_nonnulls(task_id, project_id, team_id) = 1' },
    { name: 'attachments_comment_of_task', expression: 'comment_id is null or task_id is not null' },
  ],
})
export class Attachment extends AttachmentSchema.class {}
AttachmentSchema.setClass(Attachment)
