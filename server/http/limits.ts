// Rate limits of HTTP requests, in memory or Redis; with RateLimit fields on every answer (draft-ietf-httpapi-ratelimit-headers).
import type { Context } from 'hono'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Endpoint } from '../../shared/endpoint.ts'
import type { Caller } from '../kernel/actor.ts'
import { Problem } from '../kernel/errors.ts'

/** Requests a minute. */
const PER_MINUTE = { address: 3000, signIn: 60, caller: 1200, organization: 12_000, heavy: 60 } as const
type Class = keyof typeof PER_MINUTE
/** Of one account from one address, in a quarter of an hour. */
const SIGN_IN_FAILURES = 10

export interface Limits {
  request(http: Context, endpoint: Endpoint, address: string): Promise<void>
  caller(http: Context, endpoint: Endpoint, caller: Caller): Promise<void>
  /** Once the database knew the caller: what is theirs to spend, but was not to be spent by a name alone. Never fails. */
  admitted(caller: Caller): void
  /** Sign-in attempts of one account from one address; throws when there were too many failures. */
  signIn: { check(account: string, address: string): Promise<void>; failed(account: string, address: string): Promise<void>; succeeded(account: string, address: string): Promise<void> }
}

const nothing = async () => {}
const none: Limits = { request: nothing, caller: nothing, admitted: () => {}, signIn: { check: nothing, failed: nothing, succeeded: nothing } }

/** The limits; `on` false gives none at all. Redis being away makes them count per node. */
export function createLimits(on: boolean, redis?: Redis): Limits {
  if (!on) return none
  const limiter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const memory = new RateLimiterMemory({ keyPrefix: name, points, duration })
    if (!redis) return memory
    return new RateLimiterRedis({
      storeClient: redis, keyPrefix: `lockstep:limit:${name}`, points, duration, insuranceLimiter: memory, rejectIfRedisNotReady: true,
    })
  }
  const classes = Object.fromEntries(Object.entries(PER_MINUTE).map(([name, points]) => [name, limiter(name, points, 60)])) as Record<Class, RateLimiterAbstract>
  const pair = limiter('sign-in-pair', SIGN_IN_FAILURES, 15 * 60)
  return {
    request: async (http, endpoint, address) => {
      await spend(http, classes.address, address, PER_MINUTE.address)
      if (hashes(endpoint)) await spend(http, classes.signIn, address, PER_MINUTE.signIn)
    },
    caller: async (http, endpoint, { credential, organizationId }) => {
      // An API token names its organization, but anybody can write such a name: only its own allowance is spent unproved.
      const who = credential.kind === 'session' ? credential.membershipId : credential.kind === 'token' ? credential.hash : 'system'
      if (credential.kind === 'token') await refuseSpent(classes.organization, organizationId, PER_MINUTE.organization)
      else await spend(http, classes.organization, organizationId, PER_MINUTE.organization)
      if (takesLargeBodies(endpoint)) await spend(http, classes.heavy, who, PER_MINUTE.heavy)
      await spend(http, classes.caller, who, PER_MINUTE.caller)
    },
    admitted: ({ credential, organizationId }) => {
      if (credential.kind === 'token') classes.organization.penalty(organizationId).catch(() => {})
    },
    signIn: {
      check: async (account, address) => {
        await refuseSpent(pair, `${account} ${address}`, SIGN_IN_FAILURES)
      },
      failed: async (account, address) => void await pair.penalty(`${account} ${address}`),
      succeeded: async (account, address) => void await pair.delete(`${account} ${address}`),
    },
  }
}

/** What costs a password hash says so by `rate_limited` among its errors; refreshing and signing out cost next to nothing. */
const hashes = ({ access, errors }: Endpoint) => access === 'public' && errors?.includes('rate_limited') === true

/** Reading such a body costs memory: whoever sends it must be known first. */
export const takesLargeBodies = ({ rawBody, streamBody, maxBytes = 0 }: Endpoint): boolean =>
  rawBody !== undefined || streamBody !== undefined || maxBytes > 1024 * 1024

async function refuseSpent(limiter: RateLimiterAbstract, key: string, points: number): Promise<void> {
  const used = await limiter.get(key)
  if (used && used.consumedPoints >= points) throw tooMany(used.msBeforeNext)
}

async function spend(http: Context, limiter: RateLimiterAbstract, key: string, points: number): Promise<void> {
  try {
    const left = await limiter.consume(key)
    http.header('RateLimit-Limit', String(points))
    http.header('RateLimit-Remaining', String(left.remainingPoints))
    http.header('RateLimit-Reset', String(Math.ceil(left.msBeforeNext / 1000)))
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooMany(refusal.msBeforeNext)
    throw refusal
  }
}

function tooMany(milliseconds: number): Problem {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return new Problem('rate_limited', `Too many requests. Try again in ${seconds} s.`, { headers: { 'Retry-After': String(seconds), 'RateLimit-Remaining': '0' } })
}
