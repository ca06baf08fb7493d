// Refresh tokens `session.secret.tag`. The tag proves that we issued it; only hashes are stored.
// The successor is derived from the token's hash, so that two tabs that refresh at once get the same one.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { bytesOfBase64url, bytesOfUuid, uuidOfBytes } from '../../kernel/uuid-bytes.ts'

const SECRET_BYTES = 32
const TAG_BYTES = 16

export interface RefreshToken {
  sessionId: string
  token: string
  hash: string
}

/** The first refresh token of a session. */
export const newRefreshToken = (key: Buffer, sessionId: string): RefreshToken =>
  compose(key, sessionId, randomBytes(SECRET_BYTES))

/**
 * What follows the token with this hash: always the same one. Without the key nobody can tell it, not even from the
 * database.
 */
export const successorOf = (key: Buffer, sessionId: string, hash: string): RefreshToken =>
  compose(key, sessionId, createHmac('sha256', key).update(`next|${sessionId}|${hash}`).digest())

/** Reads a token that we issued, at whatever time, under one of these keys; null for all others. */
export function parseRefreshToken(keys: readonly Buffer[], token: string): RefreshToken | null {
  const [session, secret, tag, ...rest] = token.split('.')
  if (session === undefined || secret === undefined || tag === undefined || rest.length > 0) return null
  const sessionBytes = bytesOfBase64url(session, 16)
  const secretBytes = bytesOfBase64url(secret, SECRET_BYTES)
  const tagBytes = bytesOfBase64url(tag, TAG_BYTES)
  if (!sessionBytes || !secretBytes || !tagBytes) return null
  const sessionId = uuidOfBytes(sessionBytes)
  if (!keys.some((key) => timingSafeEqual(tagBytes, tagOf(key, sessionId, secretBytes)))) return null
  return { sessionId, token, hash: hashOf(token) }
}

function compose(key: Buffer, sessionId: string, secret: Buffer): RefreshToken {
  const parts = [bytesOfUuid(sessionId), secret, tagOf(key, sessionId, secret)]
  const token = parts.map((part) => part.toString('base64url')).join('.')
  return { sessionId, token, hash: hashOf(token) }
}

const tagOf = (key: Buffer, sessionId: string, secret: Buffer) =>
  createHmac('sha256', key).update(`tag|${sessionId}|`).update(secret).digest().subarray(0, TAG_BYTES)

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
