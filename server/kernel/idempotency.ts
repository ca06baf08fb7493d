// Idempotency keys (RT22): claimed by the first statement of a write, answered by its last, replayed for 24 hours.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Idempotency } from './actor.ts'
import { query } from './database.ts'
import { Problem } from './errors.ts'

export const KEPT_HOURS = 24

/** What a repetition is answered with. */
export interface StoredAnswer { result: unknown; offsets: Record<string, number> }

const CLAIM = `insert into idempotency_keys as k (organization_id, membership_id, key, fingerprint, created_at)
  values ($1::uuid, $2::uuid, $3, $4, $5::timestamptz)
  on conflict (organization_id, membership_id, key) do update set fingerprint = excluded.fingerprint, response = null, created_at = excluded.created_at
  where k.created_at < excluded.created_at - interval '${KEPT_HOURS} hours' returning key`

interface Owner { organizationId: string; membershipId: string }

/** Takes the key for this transaction; null when it is ours now, else the answer of the request that had it. */
export async function claim(em: SqlEntityManager, owner: Owner, { key, fingerprint, secret }: Idempotency, at: Date, secretKey: Buffer): Promise<StoredAnswer | null> {
  const place = [owner.organizationId, owner.membershipId, key]
  const claimed = await query(em, CLAIM, [...place, fingerprint, at.toISOString()])
  if (claimed.length > 0) return null
  const [row] = await query<{ fingerprint: string; response: { plain?: StoredAnswer; sealed?: string } | null }>(em,
    'select fingerprint, response from idempotency_keys where organization_id = $1::uuid and membership_id = $2::uuid and key = $3', place)
  if (row && row.fingerprint !== fingerprint) {
    throw new Problem('idempotency_mismatch', 'This Idempotency-Key was used for another request. Use a new one.')
  }
  if (!row?.response) throw new Problem('idempotency_in_flight', 'The same request is being worked on. Ask again shortly.')
  return secret ? unseal(row.response.sealed!, secretKey) : row.response.plain!
}

/** Keeps the answer for repetitions, in the same transaction. */
export async function keepAnswer(em: SqlEntityManager, owner: Owner, { key, secret }: Idempotency, answer: StoredAnswer, secretKey: Buffer): Promise<void> {
  const response = secret ? { sealed: seal(answer, secretKey) } : { plain: answer }
  await query(em, 'update idempotency_keys set response = $4::text::json where organization_id = $1::uuid and membership_id = $2::uuid and key = $3',
    [owner.organizationId, owner.membershipId, key, JSON.stringify(response)])
}

/** AES-256-GCM: an answer that holds a secret is not readable in the database. */
function seal(answer: StoredAnswer, secretKey: Buffer): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secretKey, nonce)
  return Buffer.concat([nonce, cipher.update(JSON.stringify(answer)), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

function unseal(sealed: string, secretKey: Buffer): StoredAnswer {
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', secretKey, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString()) as StoredAnswer
}
