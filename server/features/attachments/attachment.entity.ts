// An attachment of a task: a link, or a file that the store keeps.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Task } from '../tasks/task.entity.ts'
import { StoredFile } from './stored-file.entity.ts'

const AttachmentSchema = defineEntity({
  name: 'Attachment', tableName: 'attachments',
  ...tenant(),
  properties: {
    ...key,
    task: () => p.manyToOne(Task).joinColumns('organization_id', 'task_id').ownColumns('task_id').deleteRule('cascade').ref(),
    kind: p.text().$type<'link' | 'file'>(),
    name: p.text(),
    url: p.text().nullable(),
    file: () => p.oneToOne(StoredFile).joinColumns('organization_id', 'file_id').ownColumns('file_id').deleteRule('no action').nullable().ref(),
    createdBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'created_by_id').ownColumns('created_by_id')
      .deleteRule('set null (created_by_id)').nullable().ref(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'task', 'createdAt', 'id'] }],
})
export class Attachment extends AttachmentSchema.class {}
AttachmentSchema.setClass(Attachment)
