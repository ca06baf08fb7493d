// Who works on a project, as what, and for how many hours a week. Rights come from the team alone.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Project } from '../projects/project.entity.ts'

const ProjectMemberSchema = defineEntity({
  name: 'ProjectMember', tableName: 'project_members',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    project: () => p.manyToOne(Project).primary().joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    membership: () => p.manyToOne(Membership).primary().joinColumns('organization_id', 'membership_id').ownColumns('membership_id')
      .deleteRule('cascade').ref(),
    role: p.text(),
    hoursPerWeek: p.double().$type<number>(),
    startOn: p.text().nullable(),
    endOn: p.text().nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'membership'] }],
})
export class ProjectMember extends ProjectMemberSchema.class {}
ProjectMemberSchema.setClass(ProjectMember)
