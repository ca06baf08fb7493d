// An organization: the tenant.
import { defineEntity, p } from '@mikro-orm/core'
import { newId, stamps, tenant } from '../../kernel/tenancy.ts'
import type { Hue } from '../../../shared/features/labels.ts'
import type { WorkflowStep } from '../../../shared/features/workflow.ts'

const OrganizationSchema = defineEntity({
  name: 'Organization', tableName: 'organizations',
  ...tenant({ system: 'select', column: 'id' }),
  properties: {
    id: p.uuid().primary().onCreate(newId),
    name: p.text(),
    accent: p.text().$type<Hue>(),
    timezone: p.text(),
    defaultWorkflow: p.json<WorkflowStep[]>().nullable(),
    version: p.integer(),
    /** Since when nobody has access; a job deletes all of it. */
    deletedAt: p.datetime(3).nullable(),
    ...stamps,
  },
})
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization)
