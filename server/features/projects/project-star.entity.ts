// A member's star on a project: theirs alone.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Project } from './project.entity.ts'

const ProjectStarSchema = defineEntity({
  name: 'ProjectStar', tableName: 'project_stars',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membership: () => p.manyToOne(Membership).primary().joinColumns('organization_id', 'membership_id').ownColumns('membership_id')
      .deleteRule('cascade').ref(),
    project: () => p.manyToOne(Project).primary().joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'project'] }],
})
export class ProjectStar extends ProjectStarSchema.class {}
ProjectStarSchema.setClass(ProjectStar)
