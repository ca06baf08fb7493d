// A label of a project, or of the organization.
import { defineEntity, p } from '@mikro-orm/core'
import type { Hue } from '../../../shared/features/labels.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'

const LabelSchema = defineEntity({
  name: 'Label', tableName: 'labels',
  ...tenant(),
  properties: {
    ...key,
    /** null: of the organization. */
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').nullable().ref(),
    name: p.text(),
    color: p.text().$type<Hue>(),
    version: p.integer(),
  },
  uniques: [{ properties: ['organizationId', 'project', 'name'] }],
})
export class Label extends LabelSchema.class {}
LabelSchema.setClass(Label)
