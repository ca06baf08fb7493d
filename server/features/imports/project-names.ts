// What a project's lines may name: its statuses, labels, people and custom fields. Names are found whatever their case, and ids as they are.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { fold } from '../../../shared/filter/fold.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { fieldsOf } from '../custom-fields/custom-fields.queries.ts'

interface Called { id: string; name: string }

/** Found without going through all of them: an organization has many labels and people, and a file many lines. */
export class Names<T extends Called = Called> {
  readonly #byId: ReadonlyMap<string, T>
  readonly #byName: ReadonlyMap<string, readonly T[]>

  constructor(all: readonly T[]) {
    this.#byId = new Map(all.map((one) => [one.id, one]))
    this.#byName = Map.groupBy(all, ({ name }) => fold(name))
  }

  /** All that are meant by a name or an id, in their order. */
  meant(wanted: string): readonly T[] {
    const one = this.#byId.get(wanted.toLowerCase())
    return one ? [one] : this.#byName.get(fold(wanted)) ?? []
  }
}

export interface ProjectNames {
  statuses: Names
  labels: Names
  people: Names
  fields: Names<CustomField>
  /** Of each field those that may be chosen. */
  options: ReadonlyMap<string, Names>
}

export async function readProjectNames(work: Work, { id, teamId }: { id: string; teamId: string }): Promise<ProjectNames> {
  const named = async (sql: string, ...more: string[]) => new Names(await query<Called>(work.em, sql, [work.organizationId, ...more]))
  const fields = (await fieldsOf(work, id)).map(presentCustomField).filter(({ archived }) => !archived)
  return {
    statuses: await named('select id, name from statuses where organization_id = $1::uuid and project_id = $2::uuid and not archived order by rank', id),
    // The project's own come first: they are meant where the organization has one of the same name.
    labels: await named('select id, name from labels where organization_id = $1::uuid and (project_id = $2::uuid or project_id is null) order by project_id is null, id', id),
    people: await named(`select m.id, m.name from team_members t join memberships m on m.organization_id = t.organization_id and m.id = t.membership_id and m.status = 'active'
      where t.organization_id = $1::uuid and t.team_id = $2::uuid order by m.id`, teamId),
    fields: new Names(fields),
    options: new Map(fields.map((field) => [field.id, new Names(field.options.filter(({ archived }) => !archived))])),
  }
}
