// The columns of a file: what all tasks have, and the custom fields of the project or team that it is about.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { exportFields, type ExportField } from '../../../shared/features/exports.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../custom-fields/custom-fields.queries.ts'
import { Project } from '../projects/project.entity.ts'
import type { TaskQuery } from '../tasks/list-tasks.queries.ts'
import { taskConditions } from '../tasks/task-conditions.ts'
import { PROJECT_OF_TASK } from '../tasks/task-row.ts'

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

/** What the file is about: a project or a team, and which of their tasks. */
type About = Pick<TaskQuery, 'projectId' | 'teamId' | 'filter'>

/** Those that are asked for, or all; custom fields of the project or team that the file is about, archived ones left out. */
export async function columnsOf(work: Work, about: About, fields: readonly ExportField[] = exportFields): Promise<ExportColumn[]> {
  const own = fields.includes('customFields') ? await customColumns(work, await projectsOf(work, about)) : []
  return fields.flatMap((field) => (field === 'customFields' ? own : [columnOf(field)]))
}

/** Of a team those at work, and of templates and archived ones those whose tasks the file has because its filter names them. */
async function projectsOf(work: Work, about: About): Promise<Project[]> {
  const { projectId, teamId } = about
  const readable = { deletedAt: null, ...ofTeamsReadableBy(work.actor) }
  if (projectId !== undefined) return work.em.find(Project, { id: projectId, ...readable })
  if (teamId === undefined) return []
  const shown = [{ isTemplate: false, archivedAt: null }, { id: { $in: await restingOf(work, about) } }]
  return work.em.find(Project, { ...readable, $and: [{ team: { id: teamId } }, { $or: shown }] }, { orderBy: { name: 'asc', id: 'asc' } })
}

async function restingOf(work: Work, about: About): Promise<string[]> {
  if (about.filter === undefined) return []
  const where = await taskConditions(work, about)
  const rows = await query<{ id: string }>(
    work.em, `select distinct t.project_id as id from tasks t ${PROJECT_OF_TASK} where (p.is_template or p.archived_at is not null) and ${where.texts.join(' and ')}`, where.parameters)
  return rows.map(({ id }) => id)
}

/** Fields of one name are one column, whatever the case: a filter means them so too. Where one project has several of that name, each is in another column. */
async function customColumns(work: Work, projects: readonly Project[]): Promise<ExportColumn[]> {
  const found: CustomField[] = []
  for (const { id } of projects) found.push(...(await fieldsOf(work, id)).map(presentCustomField).filter(({ archived }) => !archived))
  const columns = [...Map.groupBy(found, ({ name }) => fold(name)).values()].flatMap(columnsOfName)
  const taken = new Set(columns.map(({ name }) => fold(name)))
  return columns.map(({ isFurther, ...column }) => (isFurther ? { ...column, name: freeName(column.name, taken) } : column))
}

function columnsOfName(fields: readonly CustomField[]): (ExportColumn & { isFurther: boolean })[] {
  const places = [...Map.groupBy(fields, ({ projectId }) => projectId).values()].flatMap((own) => own.map((field, place) => ({ field, place })))
  return [...Map.groupBy(places, ({ place }) => place).values()].map((of, place) => {
    const own = of.map(({ field }) => field)
    return { key: `customFields.${own[0]!.id}`, name: own[0]!.name, fields: own, isFurther: place > 0 }
  })
}

/** Names are keys in JSON: `Cost 2`, or the next number that none has. */
function freeName(name: string, taken: Set<string>): string {
  for (let number = 2; ; number += 1) {
    const free = `${name} ${number}`
    if (!taken.has(fold(free))) return (taken.add(fold(free)), free)
  }
}
