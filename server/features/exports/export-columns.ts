// The columns of a file: what all tasks have, and the custom fields of the project or team that it is about.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { exportFields, type ExportField } from '../../../shared/features/exports.ts'
import { fold } from '../../../shared/filter/fold.ts'
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
  /** Where the column is a custom field: that of its project, or all of one name in the projects of a team. */
  fields?: readonly CustomField[]
}

const times: ReadonlySet<ExportField> = new Set(['due', 'start', 'created', 'updated'])

export const columnOf = (field: Exclude<ExportField, 'customFields'>): ExportColumn => ({ key: field, name: field, isTime: times.has(field) })

/** What the file is about. */
export interface About { projectId?: string | undefined; teamId?: string | undefined }

/** Those that are asked for, or all; custom fields of the project or team that the file is about, archived ones left out. */
export async function columnsOf(work: Work, about: About, fields: readonly ExportField[] = exportFields): Promise<ExportColumn[]> {
  const own = fields.includes('customFields') ? await customColumns(work, await projectsOf(work, about)) : []
  return fields.flatMap((field) => (field === 'customFields' ? own : [columnOf(field)]))
}

/** Of a team those whose tasks its lists show: no templates, none that are archived. */
function projectsOf(work: Work, { projectId, teamId }: About): Promise<Project[]> | Project[] {
  const readable = { deletedAt: null, ...ofTeamsReadableBy(work.actor) }
  if (projectId !== undefined) return work.em.find(Project, { id: projectId, ...readable })
  if (teamId === undefined) return []
  return work.em.find(Project, { ...readable, $and: [{ team: { id: teamId } }], isTemplate: false, archivedAt: null }, { orderBy: { name: 'asc', id: 'asc' } })
}

/** Fields of one name are one column, whatever the case: a filter means them so too. */
async function customColumns(work: Work, projects: readonly Project[]): Promise<ExportColumn[]> {
  const found: CustomField[] = []
  for (const { id } of projects) found.push(...(await fieldsOf(work, id)).map(presentCustomField).filter(({ archived }) => !archived))
  return [...Map.groupBy(found, ({ name }) => fold(name)).values()].map((fields) => ({ key: `customFields.${fields[0]!.id}`, name: fields[0]!.name, fields }))
}
