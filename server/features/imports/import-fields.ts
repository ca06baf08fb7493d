// Custom fields that an import makes, and what its tasks hold in them.
import { hues } from '../../../shared/features/labels.ts'
import type { CustomField as FieldResource } from '../../../shared/features/custom-fields.ts'
import { putValues, type FieldValue, type FieldValues } from '../../../shared/field-values.ts'
import { ranksBetween } from '../../../shared/rank.ts'
import type { ImportPlan, PlannedTask, PlannedValue } from '../../../shared/trello/import-plan.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { CustomField } from '../custom-fields/custom-field.entity.ts'

export async function insertFields({ em, organizationId }: Work, { fields = [] }: ImportPlan, projectId: string): Promise<FieldResource[]> {
  const ranks = ranksBetween(null, null, fields.length)
  const made = fields.map(({ name, kind, options }, index): FieldResource => ({
    id: newId(), projectId, name, kind, rank: ranks[index]!, archived: false, version: 1,
    options: options.map((option, place) => ({ id: newId(), name: option, color: hues[place % hues.length]!, archived: false })),
  }))
  const rows = made.map(({ projectId: _, ...field }) => ({ organizationId, ...field, project: [organizationId, projectId] }))
  if (rows.length > 0) await em.insertMany(CustomField, rows as unknown as Parameters<typeof em.insertMany<CustomField>>[1])
  return made
}

export function valuesOf({ values = [] }: PlannedTask, fields: readonly FieldResource[]): FieldValues {
  return putValues({}, Object.fromEntries(values.map(([place, value]) => [fields[place]!.id, valueOf(fields[place]!, value)])))
}

function valueOf({ kind, options }: FieldResource, value: PlannedValue): FieldValue {
  if (Array.isArray(value)) return value.map((place) => options[place]!.id).sort()
  return kind === 'select' ? options[value as number]!.id : value
}
