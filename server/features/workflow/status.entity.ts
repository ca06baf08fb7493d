// A status: one step of a project's workflow.
import { defineEntity, p } from '@mikro-orm/core'
import type { Hue } from '../../../shared/features/labels.ts'
import type { Category } from '../../../shared/features/workflow.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'

const StatusSchema = defineEntity({
  name: 'Status', tableName: 'statuses',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    name: p.text(),
    category: p.text().$type<Category>(),
    color: p.text().$type<Hue>(),
    rank: p.text().collation('C'),
    archived: p.boolean(),
    limit: p.integer().nullable(),
    nextStatusIds: p.json<string[]>().nullable(),
    version: p.integer(),
  },
  uniques: [{ properties: ['organizationId', 'project', 'rank'] }],
})
export class Status extends StatusSchema.class {}
StatusSchema.setClass(Status)
