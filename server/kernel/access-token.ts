// Access tokens: JWTs (RFC 7519, RFC 9068 type) signed with Ed25519, 10 minutes long. They name rows; rights come from
// the database.
import { randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { now } from './clock.ts'
import { Problem } from './errors.ts'
import type { Secrets } from './secrets.ts'
import { bytesOfBase64url } from './uuid-bytes.ts'

export const ACCESS_SECONDS = 10 * 60
const ISSUER = 'lockstep'
const AUDIENCE = 'lockstep:access'
const TYPE = 'at+jwt'
const ALGORITHM = 'EdDSA'
const SIGNATURE_BYTES = 64
const LONGEST = 2000

/** What an access token names. */
export interface AccessClaims {
  userId: string
  sessionId: string
  organizationId: string
  membershipId: string
}

const payload = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  jti: z.uuid(),
  org: z.uuid(),
  mid: z.uuid(),
  exp: z.int(),
  iat: z.int(),
})

/** A new access token for a session as it stands now. */
export function signAccessToken({ signing }: Pick<Secrets, 'signing'>, claims: AccessClaims): Promise<string> {
  const seconds = Math.floor(now().getTime() / 1000)
  return new SignJWT({ sid: claims.sessionId, org: claims.organizationId, mid: claims.membershipId })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(claims.userId)
    .setJti(randomUUID())
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + ACCESS_SECONDS)
    .sign(signing.privateKey)
}

/**
 * What a genuine, unexpired access token names, and when it expires (milliseconds since 1970).
 * Throws the same 401 for everything else, whatever is wrong with it.
 */
export async function readAccessToken(
  { signing, also }: Pick<Secrets, 'signing' | 'also'>,
  token: string,
): Promise<AccessClaims & { expiresAt: number }> {
  if (token.length > LONGEST || !isCanonical(token)) throw new Problem('unauthenticated')
  try {
    return await readSigned(signing, token)
  } catch (error) {
    if (also) return readAccessToken(also, token)
    throw error
  }
}

async function readSigned(signing: Secrets['signing'], token: string): Promise<AccessClaims & { expiresAt: number }> {
  const seen = genuineOf(signing.publicKey).get(token)
  if (seen && seen.expiresAt > now().getTime()) return seen
  try {
    const verified = await jwtVerify(token, signing.publicKey, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer: ISSUER,
      audience: AUDIENCE,
      currentDate: now(),
    })
    const { sub, sid, org, mid, exp } = payload.parse(verified.payload)
    const read = { userId: sub, sessionId: sid, organizationId: org, membershipId: mid, expiresAt: exp * 1000 }
    remember(genuineOf(signing.publicKey), token, read)
    return read
  } catch (cause) {
    throw new Problem('unauthenticated', undefined, { cause })
  }
}

type Genuine = Map<string, AccessClaims & { expiresAt: number }>

/** Signatures that were checked, by key: a browser sends one token for minutes. What it may do, each transaction asks anew. */
const genuine = new WeakMap<object, Genuine>()
const MOST_REMEMBERED = 10_000

function genuineOf(publicKey: object): Genuine {
  const known = genuine.get(publicKey) ?? new Map<string, AccessClaims & { expiresAt: number }>()
  genuine.set(publicKey, known)
  return known
}

/** The oldest leaves first. */
function remember(known: Genuine, token: string, read: AccessClaims & { expiresAt: number }): void {
  if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value!)
  known.set(token, read)
}

/** One spelling of a signature only: base64url leaves spare bits that decoders overlook. */
function isCanonical(token: string): boolean {
  const parts = token.split('.')
  return parts.length === 3 && bytesOfBase64url(parts[2]!, SIGNATURE_BYTES) !== null
}
