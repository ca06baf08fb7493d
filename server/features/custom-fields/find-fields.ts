// Looks up the fields that a task's input names, and checks its values. What is found is neither archived nor deleted before the commit.
import type { FieldValuesInput } from '../../../shared/features/custom-fields.ts'
import type { FieldChange, FieldValues } from '../../../shared/field-values.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { findTeamMembers } from '../tasks/task-references.ts'
import { checkedValues, type FieldFacts } from './check-values.ts'

/** Throws 422 unless the values fit their fields. Costs nothing where no field is named. */
export async function checkFieldValues(
  work: Work, project: { id: string; teamId: string }, given: FieldValuesInput | undefined, before: FieldValues,
): Promise<FieldChange> {
  const fields = await findFields(work, Object.keys(given ?? {}))
  const people = peopleIn([given], fields)
  const members = people.length > 0 ? await findTeamMembers(work, [project.teamId], people) : new Set<string>()
  return checkedValues(given, before, {
    projectId: project.id, fieldOf: (id) => fields.get(id), isTeamMember: (id) => members.has(`${project.teamId} ${id}`),
  })
}

export async function findFields(work: Work, ids: readonly string[]): Promise<Map<string, FieldFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await query<FieldFacts>(
    work.em,
    `select id, project_id as "projectId", kind, options, archived from custom_fields
    where organization_id = $1::uuid and id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid)) order by id for share`,
    [work.organizationId, JSON.stringify(ids)],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Ids of those who are named in fields for people. */
export function peopleIn(given: readonly (FieldValuesInput | undefined)[], fields: ReadonlyMap<string, FieldFacts>): string[] {
  const named = given.flatMap((values) => Object.entries(values ?? {})).flatMap(([fieldId, value]) =>
    (typeof value === 'string' && fields.get(fieldId)?.kind === 'person' ? value.trim().toLowerCase() : []))
  return [...new Set(named.filter((id) => UUID.test(id)))].sort()
}
