// A custom field of a project. Its options stand on its row: they are few, and always read with it.
import { defineEntity, p } from '@mikro-orm/core'
import type { FieldKind, FieldOption } from '../../../shared/features/custom-fields.ts'
import { key, tenant } from '../../kernel/tenancy.ts'
import { Project } from '../projects/project.entity.ts'

const CustomFieldSchema = defineEntity({
  name: 'CustomField', tableName: 'custom_fields',
  ...tenant(),
  properties: {
    ...key,
    project: () => p.manyToOne(Project).joinColumns('organization_id', 'project_id').ownColumns('project_id').deleteRule('cascade').ref(),
    name: p.text(),
    kind: p.text().$type<FieldKind>(),
    options: p.json<FieldOption[]>(),
    rank: p.text().collation('C'),
    archived: p.boolean(),
    version: p.integer(),
  },
  uniques: [{ properties: ['organizationId', 'project', 'rank'] }],
})
export class CustomField extends CustomFieldSchema.class {}
CustomFieldSchema.setClass(CustomField)
