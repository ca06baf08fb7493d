// A project: work of a team with its own board. Its row counts the numbers of its tasks.
import { defineEntity, p } from '@mikro-orm/core'
import type { Priority } from '../../../shared/features/priority.ts'
import type { Project as ProjectResource, ProjectHealth } from '../../../shared/features/projects.ts'
import type { LimitMode } from '../../../shared/features/workflow.ts'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'
import { Team } from '../teams/team.entity.ts'

const ProjectSchema = defineEntity({
  name: 'Project', tableName: 'projects',
  ...tenant(),
  properties: {
    ...key,
    team: () => p.manyToOne(Team).joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').ref(),
    key: p.text(),
    name: p.text(),
    description: p.text(),
    status: p.text().$type<ProjectResource['status']>(),
    priority: p.text().$type<Priority>(),
    limits: p.text().$type<LimitMode>(),
    startOn: p.text().nullable(),
    dueOn: p.text().nullable(),
    scope: p.text(),
    objectives: p.text(),
    health: p.text().$type<ProjectHealth>().nullable(),
    healthNote: p.text(),
    manager: () => p.manyToOne(Membership).joinColumns('organization_id', 'manager_id').ownColumns('manager_id')
      .deleteRule('set null (manager_id)').nullable().ref(),
    isTemplate: p.boolean().default(false),
    archivedAt: p.datetime(3).nullable(),
    lastNumber: p.integer(),
    createdBy: () => p.manyToOne(Membership).joinColumns('organization_id', 'created_by_id').ownColumns('created_by_id')
      .deleteRule('set null (created_by_id)').nullable().ref(),
    version: p.integer(),
    ...stamps,
    deletedAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['organizationId', 'key'] }],
  indexes: [{ properties: ['organizationId', 'team'] }],
})
export class Project extends ProjectSchema.class {}
ProjectSchema.setClass(Project)
