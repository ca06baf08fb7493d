// A milestone of a project.
import { defineEntity, p } from '@mikro-orm/core'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'

const MilestoneSchema = defineEntity({
  name: 'Milestone', tableName: 'milestones',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    name: p.text(),
    dueOn: p.text().nullable(),
    doneAt: p.datetime(3).nullable(),
    version: p.integer(),
  },
  indexes: [{ properties: ['organizationId', 'project'] }],
})
export class Milestone extends MilestoneSchema.class {}
MilestoneSchema.setClass(Milestone)
