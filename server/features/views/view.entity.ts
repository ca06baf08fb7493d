// A saved view of a project, or of all projects of a team: it has the one or the other.
import { defineEntity, p } from '@mikro-orm/core'
import type { TaskSort } from '../../../shared/features/task-sorts.ts'
import type { View as ViewResource } from '../../../shared/features/views.ts'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Project } from '../projects/project.entity.ts'
import { Team } from '../teams/team.entity.ts'

const ViewSchema = defineEntity({
  name: 'View', tableName: 'views',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').nullable().ref(),
    team: () => p.manyToOne(Team).joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').nullable().ref(),
    owner: () => p.manyToOne(Membership).joinColumns('organization_id', 'owner_id').ownColumns('owner_id').deleteRule('cascade').ref(),
    name: p.text(),
    isShared: p.boolean(),
    kind: p.text().$type<ViewResource['kind']>(),
    filter: p.text(),
    sort: p.text().$type<TaskSort>().nullable(),
    grouping: p.text().$type<NonNullable<ViewResource['group']>>().nullable(),
    lanes: p.text().$type<NonNullable<ViewResource['lanes']>>().nullable(),
    columns: p.json<string[]>().nullable(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'project'] }, { properties: ['organizationId', 'team'] }, { properties: ['organizationId', 'owner'] }],
})
export class View extends ViewSchema.class {}
ViewSchema.setClass(View)
