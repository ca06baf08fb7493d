// The columns of a file: what all tasks have, and the custom fields of the project that it is about.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { exportFields, type ExportField } from '../../../shared/features/exports.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../custom-fields/custom-fields.queries.ts'
import { Project } from '../projects/project.entity.ts'

/** `key` names the value in a row, `name` stands above it. */
export interface ExportColumn {
  key: string
  name: string
  isTime?: boolean
  /** Where the column is one of a project's fields. */
  field?: CustomField
}

const times: ReadonlySet<ExportField> = new Set(['due', 'start', 'created', 'updated'])

export const columnOf = (field: Exclude<ExportField, 'customFields'>): ExportColumn => ({ key: field, name: field, isTime: times.has(field) })

/** Those that are asked for, or all; custom fields of the one project that the file is about, archived ones left out. */
export async function columnsOf(work: Work, projectId: string | undefined, fields: readonly ExportField[] = exportFields): Promise<ExportColumn[]> {
  const own = fields.includes('customFields') && projectId !== undefined ? await customColumns(work, projectId) : []
  return fields.flatMap((field) => (field === 'customFields' ? own : [columnOf(field)]))
}

async function customColumns(work: Work, projectId: string): Promise<ExportColumn[]> {
  const project = await work.em.findOne(Project, { id: projectId, deletedAt: null, ...ofTeamsReadableBy(work.actor) })
  if (!project) return []
  const fields = (await fieldsOf(work, projectId)).map(presentCustomField).filter(({ archived }) => !archived)
  return fields.map((field) => ({ key: `customFields.${field.id}`, name: field.name, field }))
}
