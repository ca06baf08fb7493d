// Idempotency keys (RT22): claimed by the first statement of a write, answered by its last, replayed for 24 hours.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Idempotency } from './actor.ts'
import { query } from './database.ts'
import { Problem } from './errors.ts'
import { seal, unseal } from './seal.ts'

export const KEPT_HOURS = 24

/** What its sender was when it was given: the teams of an answer without events only, since offsets name those of the others. */
export interface RightsThen { role: string; teams?: readonly string[] }
/** What a repetition is answered with. Version 0.1.0 stored no rights. */
export interface StoredAnswer { result: unknown; offsets: Record<string, number>; rights?: RightsThen | null }
/** As it is stored: the result plain or sealed, and the offsets that the transaction's last statement adds. */
type StoredRow = Omit<StoredAnswer, 'result'> & ({ result: unknown } | { sealed: string })
/** As version 0.1.0 stored it, result and offsets together: repetitions may arrive after the upgrade, for a day. */
type FormerRow = { plain: StoredAnswer } | { sealed: string; offsets?: never }
/** An answer to be kept, for the transaction's last statement (streams.ts): `field` of the stored object, and its JSON. */
export interface KeptAnswer { membershipId: string; key: string; field: 'result' | 'sealed'; json: string; rights: string }

const CLAIM = `insert into idempotency_keys as k (organization_id, membership_id, key, fingerprint, created_at)
  values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)
  on conflict (organization_id, membership_id, key) do update set fingerprint = excluded.fingerprint, response = null, created_at = excluded.created_at
  where k.created_at < excluded.created_at - interval '${KEPT_HOURS} hours' returning key`

interface Owner { organizationId: string; membershipId: string }

/** Takes the key for this transaction; null when it is ours now, else the answer of the request that had it. */
export async function claim(em: SqlEntityManager, owner: Owner, { key, fingerprint }: Idempotency, at: Date, sealKeys: readonly Buffer[]): Promise<StoredAnswer | null> {
  const place = [owner.organizationId, owner.membershipId, key]
  const claimed = await query(em, CLAIM, [...place, fingerprint, at.toISOString()])
  if (claimed.length > 0) return null
  const [row] = await query<{ fingerprint: string; response: StoredRow | FormerRow | null }>(em,
    'select fingerprint, response from idempotency_keys where organization_id = $1::uuid and membership_id = $2::uuid and key = $3', place)
  if (row && row.fingerprint !== fingerprint) {
    throw new Problem('idempotency_mismatch', 'This Idempotency-Key was used for another request. Use a new one.')
  }
  if (!row?.response) throw new Problem('idempotency_in_flight', 'The same request is being worked on. Ask again shortly.')
  return answerOf(row.response, sealKeys)
}

/** Whether an answer is kept under this key of theirs, to whatever request: for who wants to know before the body is there. */
export async function isClaimed(em: SqlEntityManager, { organizationId, membershipId }: Owner, key: string): Promise<boolean> {
  const rows = await query(em, 'select key from idempotency_keys where organization_id = $1::uuid and membership_id = $2::uuid and key = $3', [organizationId, membershipId, key])
  return rows.length > 0
}

function answerOf(response: StoredRow | FormerRow, sealKeys: readonly Buffer[]): StoredAnswer {
  if ('plain' in response) return response.plain
  const result = 'sealed' in response ? JSON.parse(unseal(response.sealed, sealKeys)) as unknown : response.result
  return response.offsets ? { result, offsets: response.offsets, rights: response.rights } : result as StoredAnswer
}

/** The answer for repetitions, to be stored by the same transaction. */
export function keptAnswer(
  { membershipId }: Owner, { key, secret }: Idempotency, result: unknown, secretKey: Buffer, rights: RightsThen | null = null,
): KeptAnswer {
  const owner = { membershipId, key, rights: JSON.stringify(rights) }
  const json = JSON.stringify(result ?? null)
  return secret ? { ...owner, field: 'sealed', json: JSON.stringify(seal(json, secretKey)) } : { ...owner, field: 'result', json }
}
