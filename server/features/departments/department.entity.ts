// A department: a group of teams, inside another or at the top.
import { defineEntity, p } from '@mikro-orm/core'
import { key, stamps, tenant } from '../../kernel/tenancy.ts'
import { Membership } from '../members/membership.entity.ts'

const DepartmentSchema = defineEntity({
  name: 'Department', tableName: 'departments',
  ...tenant(),
  properties: {
    ...key,
    name: p.text(),
    description: p.text(),
    parent: () => p.manyToOne(Department).joinColumns('organization_id', 'parent_id').ownColumns('parent_id')
      .deleteRule('set null (parent_id)').nullable().ref(),
    head: () => p.manyToOne(Membership).joinColumns('organization_id', 'head_id').ownColumns('head_id')
      .deleteRule('set null (head_id)').nullable().ref(),
    version: p.integer(),
    ...stamps,
  },
  indexes: [{ properties: ['organizationId', 'parent'] }, { properties: ['organizationId', 'head'] }],
})
export class Department extends DepartmentSchema.class {}
DepartmentSchema.setClass(Department)
