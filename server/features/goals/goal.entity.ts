// A goal of a team.
import { defineEntity, p } from '@mikro-orm/core'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Team } from '../teams/team.entity.ts'

const GoalSchema = defineEntity({
  name: 'Goal', tableName: 'goals',
  ...tenant(),
  properties: {
    ...key,
    team: () => p.manyToOne(Team).joinColumns('organization_id', 'team_id').ownColumns('team_id').deleteRule('cascade').ref(),
    title: p.text(),
    objective: p.text(),
    measure: p.text(),
    unit: p.text(),
    start: p.double().$type<number>(),
    target: p.double().$type<number>(),
    current: p.double().$type<number>(),
    dueOn: p.date().nullable(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'team'] }],
})
export class Goal extends GoalSchema.class {}
GoalSchema.setClass(Goal)
