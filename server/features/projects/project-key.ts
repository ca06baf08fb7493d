// A project's key, the short word before its tasks' numbers: derived from the name, unique in the organization.
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

const LONGEST = 4

/** `Web checkout` gives WEB, `Customer relations management` gives CRM; names without Latin letters or digits give PRO. */
export function keyFromName(name: string): string {
  const words = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase().match(/[A-Z0-9]+/g) ?? []
  const fromLetter = words.map((word) => word.replace(/^\d+/, '')).filter(Boolean)
  if (fromLetter.length >= 3) return fromLetter.slice(0, LONGEST).map((word) => word[0]).join('')
  return fromLetter[0]?.slice(0, 3) || 'PRO'
}

/** The first free of WEB, WEB2, WEB3, ... Concurrent makers wait for each other. */
export async function freeKey(work: Work, name: string): Promise<string> {
  const base = keyFromName(name)
  await query(work.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`project-key:${work.organizationId}`])
  const rows = await query<{ key: string }>(work.em, 'select key from projects where organization_id = $1::uuid and starts_with(key, $2)', [work.organizationId, base])
  const taken = new Set(rows.map(({ key }) => key))
  let key = base
  for (let number = 2; taken.has(key); number += 1) key = `${base}${number}`
  return key
}
