// People of an archive: who is a member already is the one meant, by the e-mail address. Others become deactivated members without an
// account, so that what they did keeps its author; whoever was erased stays nobody. Whoever accepts an invitation to such an address takes that place.
import { isFormerMember } from '../../../shared/former-member.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { presentMember } from '../members/member.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { AscendingIds } from './ascending-ids.ts'
import { readPeople, type PersonLine } from './people.ts'
import type { CheckedLine } from './read-archive.ts'
import { refused } from './refused.ts'

export interface BroughtPeople { ids: Map<string, string>; known: number; added: string[] }

export async function bringPeople(work: Work, lines: readonly CheckedLine[]): Promise<BroughtPeople> {
  const here = new Map([...await readPeople(work)].map(([id, { key }]) => [key, id]))
  const ids = new Map<string, string>()
  // Those who are told apart by nothing else stay in their order.
  const own = new AscendingIds(work.at)
  const added: (PersonLine & { id: string })[] = []
  for (const { number, line } of lines) {
    const person = line as PersonLine
    const isNobody = isFormerMember({ kind: person.is, email: person.email })
    if (ids.has(person.key) || (person.is === 'person' && !isNobody && person.key !== person.email)) throw refused(`/lines/${number}/key`, 'duplicate', 'People are named by their e-mail addresses, each once.')
    const known = isNobody ? undefined : here.get(person.key)
    const id = known ?? own.of('people', added.length)
    if (known === undefined) added.push({ ...person, id })
    ids.set(person.key, id)
  }
  await insert(work, added)
  return { ids, known: lines.length - added.length, added: added.map(({ id }) => id) }
}

async function insert(work: Work, people: readonly (PersonLine & { id: string })[]): Promise<void> {
  if (people.length === 0) return
  await query(
    work.em,
    `insert into memberships (organization_id, id, user_id, kind, name, email, timezone, picture, role, status, hours_per_week, version, created_at, updated_at)
    select $1::uuid, v.id, null, v."is", v.name, v.email, v.timezone, null, v.role, 'deactivated', v."hoursPerWeek", 1, $3::timestamptz, $3::timestamptz
    from jsonb_to_recordset($2::text::jsonb) as v(id uuid, "is" text, name text, email text, timezone text, role text, "hoursPerWeek" float8)`,
    [work.organizationId, JSON.stringify(people), work.at.toISOString()],
  )
}

export async function tellPeople(work: Work, ids: readonly string[]): Promise<void> {
  for (const member of await work.em.find(Membership, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' } })) {
    work.append(organizationStream(work.organizationId), events.memberJoined, { member: presentMember(member) })
  }
}
