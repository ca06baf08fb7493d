// What a project's lines may name: its statuses, labels, people and custom fields. Names are found whatever their case, and ids as they are.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../custom-fields/custom-fields.queries.ts'

export interface Called { id: string; name: string }
export interface ProjectNames { statuses: readonly Called[]; labels: readonly Called[]; people: readonly Called[]; fields: readonly CustomField[] }

export async function readProjectNames(work: Work, { id, teamId }: { id: string; teamId: string }): Promise<ProjectNames> {
  const named = (sql: string, ...more: string[]) => query<Called>(work.em, sql, [work.organizationId, ...more])
  return {
    statuses: await named('select id, name from statuses where organization_id = $1::uuid and project_id = $2::uuid and not archived order by rank', id),
    // The project's own come first: they are meant where the organization has one of the same name.
    labels: await named('select id, name from labels where organization_id = $1::uuid and (project_id = $2::uuid or project_id is null) order by project_id is null, id', id),
    people: await named(`select m.id, m.name from team_members t join memberships m on m.organization_id = t.organization_id and m.id = t.membership_id and m.status = 'active'
      where t.organization_id = $1::uuid and t.team_id = $2::uuid order by m.id`, teamId),
    fields: (await fieldsOf(work, id)).map(presentCustomField).filter(({ archived }) => !archived),
  }
}

/** All that are meant by a name or an id. */
export const calledSo = <T extends Called>(all: readonly T[], wanted: string): T[] => {
  const byId = all.filter(({ id }) => id === wanted.toLowerCase())
  return byId.length > 0 ? byId : all.filter(({ name }) => fold(name) === fold(wanted))
}
