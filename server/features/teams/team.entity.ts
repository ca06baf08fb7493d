// A team and who belongs to it.
import { defineEntity, p } from '@mikro-orm/core'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Department } from '../departments/department.entity.ts'
import { Membership } from '../members/membership.entity.ts'

const TeamSchema = defineEntity({
  name: 'Team', tableName: 'teams',
  ...tenant(),
  properties: {
    ...key,
    name: p.text(),
    description: p.text(),
    manager: () => p.manyToOne(Membership).joinColumns('organization_id', 'manager_id').ownColumns('manager_id')
      .deleteRule('set null (manager_id)').nullable().ref(),
    department: () => p.manyToOne(Department).joinColumns('organization_id', 'department_id').ownColumns('department_id')
      .deleteRule('set null (department_id)').nullable().ref(),
    membersEditAllTasks: p.boolean(),
    onlyManagersCreateTasks: p.boolean(),
    timezone: p.text().nullable(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'department'] }],
})
export class Team extends TeamSchema.class {}
TeamSchema.setClass(Team)

const TeamMemberSchema = defineEntity({
  name: 'TeamMember', tableName: 'team_members',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    team: () => p.manyToOne(Team).primary().joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').ref(),
    membership: () => p.manyToOne(Membership).primary().joinColumns('organization_id', 'membership_id').ownColumns('membership_id')
      .deleteRule('cascade').ref(),
    title: p.text().default(''),
    responsibilities: p.text().default(''),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'membership'] }],
})
export class TeamMember extends TeamMemberSchema.class {}
TeamMemberSchema.setClass(TeamMember)
