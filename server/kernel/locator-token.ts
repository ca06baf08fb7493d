// Long-lived opaque tokens (API tokens, invitations): they name their row, and hold a secret of which only the hash is
// kept.
import { createHash, randomBytes } from 'node:crypto'
import { bytesOfBase64url, bytesOfUuid, uuidOfBytes } from './uuid-bytes.ts'

const SECRET_BYTES = 32
const LENGTH = 16 + 16 + SECRET_BYTES

/** Where a token's row is, and what the row must hold. */
export interface Locator {
  organizationId: string
  id: string
  hash: string
}

/** SHA-256 of the whole token, base64url: all that is stored of it. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** A new token `prefix` + base64url(organization id, row id, 32 random bytes), with its hash. */
export function makeLocatorToken(prefix: string, organizationId: string, id: string): { token: string; hash: string } {
  const body = Buffer.concat([bytesOfUuid(organizationId), bytesOfUuid(id), randomBytes(SECRET_BYTES)])
  const token = prefix + body.toString('base64url')
  return { token, hash: hashOfToken(token) }
}

/** Reads a token without asking the database; null when it is none of this prefix. */
export function parseLocatorToken(prefix: string, token: string): Locator | null {
  if (!token.startsWith(prefix)) return null
  const body = bytesOfBase64url(token.slice(prefix.length), LENGTH)
  if (!body) return null
  return {
    organizationId: uuidOfBytes(body.subarray(0, 16)),
    id: uuidOfBytes(body.subarray(16, 32)),
    hash: hashOfToken(token),
  }
}

/** The prefix of API tokens. */
export const API_TOKEN_PREFIX = 'lockstep_'
