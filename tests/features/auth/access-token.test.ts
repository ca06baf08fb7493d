// Access tokens: everything that is not exactly ours is the same 401.
import { createHmac, createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { deriveSecrets } from '../../../server/kernel/secrets.ts'
import { endpoints } from '../../../shared/index.ts'
import { call } from '../../support/http.ts'
import { useWorld } from '../../support/world.ts'
import { moveClock, profileStatus, registered, withoutTrace } from './accounts.ts'

const world = useWorld()
const { signing } = deriveSecrets('tests-only-0123456789-abcdefghijklmnopqrstuvwxyz')
const others = generateKeyPairSync('ed25519')
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
const hour = 60 * 60

let person: Awaited<ReturnType<typeof registered>>
let victim: typeof person
beforeAll(async () => {
  person = await registered(world)
  victim = await registered(world)
})

const parts = () => person.access.split('.') as [string, string, string]
const claims = (over: Record<string, unknown> = {}): JWTPayload => ({ ...decode(parts()[1]), ...over })
const unsigned = (header: unknown, payload: unknown, signature = '') =>
  `${encode(header)}.${encode(payload)}.${signature}`
const HEADER = { alg: 'EdDSA', typ: 'at+jwt' }
type Key = Parameters<SignJWT['sign']>[0]
const signed = (payload: JWTPayload, header: JWTHeaderParameters = HEADER, key: Key = signing.privateKey) =>
  new SignJWT(payload).setProtectedHeader(header).sign(key)
const publicPem = () => signing.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const macced = (key: string | Buffer, header: object) => {
  const body = `${encode(header)}.${encode(claims())}`
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`
}
const without = (name: string) => {
  const { [name]: _left, ...rest } = claims()
  return signed(rest)
}
const now = () => Math.floor(Date.now() / 1000)
const lastCharacter = (token: string) =>
  `${token.slice(0, -1)}${{ A: 'B', Q: 'R', g: 'h', w: 'x' }[token.at(-1)!] ?? 'A'}`
const jwk = others.publicKey.export({ format: 'jwk' }) as Record<string, unknown>

const forgeries: [string, () => string | Promise<string>][] = [
  ['no algorithm', () => unsigned({ ...HEADER, alg: 'none' }, claims())],
  ['no algorithm in other letters', () => unsigned({ ...HEADER, alg: 'nOnE' }, claims())],
  ['no algorithm, old signature', () => unsigned({ ...HEADER, alg: 'none' }, claims(), parts()[2])],
  ['no algorithm named at all', () => unsigned({ typ: 'at+jwt' }, claims(), parts()[2])],
  ['an algorithm that is a list', () => unsigned({ ...HEADER, alg: ['EdDSA'] }, claims(), parts()[2])],
  ['HMAC with the public key as PEM', () => macced(publicPem(), { ...HEADER, alg: 'HS256' })],
  [
    'HMAC with the raw public key',
    () =>
      macced(Buffer.from(String(signing.publicKey.export({ format: 'jwk' }).x), 'base64url'), {
        ...HEADER,
        alg: 'HS256',
      }),
  ],
  ['HMAC with an empty key', () => macced('', { ...HEADER, alg: 'HS256' })],
  ['HMAC under the right name', () => macced(publicPem(), HEADER)],
  ['another Ed25519 key', () => signed(claims(), HEADER, others.privateKey)],
  ['an elliptic key', () => signed(claims(), { ...HEADER, alg: 'ES256' }, elliptic.privateKey)],
  ['an RSA key', () => signed(claims(), { ...HEADER, alg: 'RS256' }, rsa.privateKey)],
  ['a key id that is a path', () => signed(claims(), { ...HEADER, kid: '../../dev/null' }, others.privateKey)],
  ['a key id that is SQL', () => signed(claims(), { ...HEADER, kid: `' or 1=1 --` }, others.privateKey)],
  ['its own key in the header', () => signed(claims(), { ...HEADER, jwk } as JWTHeaderParameters, others.privateKey)],
  [
    'a key address in the header',
    () => signed(claims(), { ...HEADER, jku: 'https://evil.example/keys' }, others.privateKey),
  ],
  [
    'a certificate address in the header',
    () => signed(claims(), { ...HEADER, x5u: 'https://evil.example/cert' }, others.privateKey),
  ],
  ['a certificate in the header', () => signed(claims(), { ...HEADER, x5c: ['AAAA'] }, others.privateKey)],
  [
    'a critical extension that nobody knows',
    () => unsigned({ ...HEADER, crit: ['exp'], exp: 1 }, claims(), parts()[2]),
  ],
  [
    'another subject under the old signature',
    () => unsigned(decode(parts()[0]), claims({ sub: victim.user.id }), parts()[2]),
  ],
  [
    'another organization under the old signature',
    () => unsigned(decode(parts()[0]), claims({ org: victim.organization.id }), parts()[2]),
  ],
  [
    'another membership under the old signature',
    () => unsigned(decode(parts()[0]), claims({ mid: victim.membership.id }), parts()[2]),
  ],
  [
    'a longer life under the old signature',
    () => unsigned(decode(parts()[0]), claims({ exp: now() + 999 * hour }), parts()[2]),
  ],
  ['a changed header under the old signature', () => unsigned({ ...HEADER, cty: 'x' }, claims(), parts()[2])],
  [
    'a token inside a token',
    () => signed({ ...claims(), token: person.access } as JWTPayload, { ...HEADER, cty: 'JWT' }, others.privateKey),
  ],
  ['no signature', () => `${parts()[0]}.${parts()[1]}.`],
  ['two parts', () => `${parts()[0]}.${parts()[1]}`],
  ['four parts', () => `${person.access}.${parts()[2]}`],
  ['five parts, as an encrypted one', () => `${person.access}.a.b`],
  ['a signature with its spare bits changed', () => lastCharacter(person.access)],
  ['a signature cut short', () => person.access.slice(0, -4)],
  ['a signature padded', () => `${person.access}==`],
  ['oversized', () => signed({ ...claims(), fill: 'x'.repeat(3000) })],
  ['an empty payload', () => signed({})],
  ['a payload that is no JSON', () => `${parts()[0]}.${encode('hello')}.${parts()[2]}`],
  ['nonsense', () => 'nonsense'],
  ['dots', () => '...'],
  ['an identifier', () => randomUUID()],
  ['an API token of nobody', () => `lockstep_${Buffer.alloc(64, 7).toString('base64url')}`],
  ['an API token cut short', () => `lockstep_${Buffer.alloc(40, 7).toString('base64url')}`],
]

const wrongClaims: [string, () => string | Promise<string>][] = [
  ['another issuer', () => signed(claims({ iss: 'somebody' }))],
  ['another audience', () => signed(claims({ aud: 'lockstep:refresh' }))],
  ['another type', () => signed(claims(), { alg: 'EdDSA', typ: 'JWT' })],
  ['no type', () => signed(claims(), { alg: 'EdDSA' })],
  ['expired', () => signed(claims({ exp: now() - 1 }))],
  ['not yet valid', () => signed(claims({ nbf: now() + hour }))],
  ['an expiry that is text', () => signed(claims({ exp: 'tomorrow' as unknown as number }))],
  ...['iss', 'aud', 'sub', 'sid', 'jti', 'org', 'mid', 'exp', 'iat'].map((name): [string, () => Promise<string>] => [
    `without ${name}`,
    () => without(name),
  ]),
  ['a subject that is no id', () => signed(claims({ sub: 'admin' }))],
  ['the refresh token instead', () => person.refresh],
]

describe('forged access tokens', () => {
  const answerOf = (token: string) => call(world.url, token, endpoints.readOrganization)
  let reference: object
  beforeAll(async () => {
    reference = withoutTrace((await answerOf('x.y.z')).problem)
  })

  it('X01 has 40 variants', () => expect(forgeries).toHaveLength(40))

  it.each(forgeries)('X01 refuses %s', async (_case, forge) => {
    const answer = await answerOf(await forge())
    expect(answer.status).toBe(401)
    expect(withoutTrace(answer.problem)).toEqual(reference)
  })

  it.each(wrongClaims)('X02 X03 refuses %s', async (_case, forge) => {
    const answer = await answerOf(await forge())
    expect(answer.status).toBe(401)
    expect(withoutTrace(answer.problem)).toEqual(reference)
  })

  it('X03 would let the same claims pass when rightly signed', async () => {
    expect((await answerOf(await signed(claims()))).status).toBe(200)
  })

  it.each([
    ["somebody else's membership", () => claims({ mid: victim.membership.id })],
    ['another organization', () => claims({ org: victim.organization.id })],
    ['another session', () => claims({ sid: randomUUID() })],
  ])('X10 gives no right by signed claims alone: %s', async (_case, payload) => {
    expect((await answerOf(await signed(payload()))).status).toBe(401)
  })

  it.each([
    ['no header', {}],
    ['another scheme', { Authorization: 'Basic eDp5' }],
    ['no token', { Authorization: 'Bearer' }],
  ])('S50 answers 401 with a challenge: %s', async (_case, headers: Record<string, string>) => {
    const response = await fetch(`${world.url}/api/organization`, { headers })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('expires after ten minutes', async () => {
    const { access } = await registered(world)
    moveClock(9 * 60_000)
    expect(await profileStatus(world, access)).toBe(200)
    moveClock(10 * 60_000 + 1000)
    expect(await profileStatus(world, access)).toBe(401)
  })

  it('holds no right and no personal data', () => {
    expect(Object.keys(claims()).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'mid', 'org', 'sid', 'sub'])
  })

  it('derives the same keys from the same secret, and others from another', () => {
    const pem = (key: string) =>
      createPrivateKey(deriveSecrets(key).signing.privateKey.export({ type: 'pkcs8', format: 'pem' })).export({
        format: 'jwk',
      }).x
    expect(pem('one secret key of many characters')).toBe(pem('one secret key of many characters'))
    expect(pem('one secret key of many characters')).not.toBe(pem('two secret keys of many characters'))
  })
})

describe('verify', () => {
  const verify = (token: string) => call(world.url, null, endpoints.verify, { body: { token } })

  it('S42 tells that an access token is valid, and until when', async () => {
    const answer = await verify(person.access)
    expect(answer.status).toBe(200)
    expect(answer.data).toEqual({ valid: true, expiresAt: new Date(Number(claims().exp) * 1000).toISOString() })
  })

  it('S42 tells of an API token', async () => {
    const expiresAt = new Date(Date.now() + hour * 1000).toISOString()
    const made = await call(world.url, person.access, endpoints.createToken, {
      body: { name: 'nightly', scopes: ['tasks:read'], expiresAt },
    })
    expect((await verify(made.data.token)).data).toEqual({ valid: true, expiresAt })
  })

  it.each([
    ['nonsense', () => 'nonsense'],
    ['a refresh token', () => person.refresh],
    ['a forged one', () => signed(claims(), HEADER, others.privateKey)],
  ])('S42 answers 401 to %s', async (_case, token) => {
    expect((await verify(await token())).status).toBe(401)
  })

  it('S48 answers 401 once the session has ended', async () => {
    const { access, refresh } = await registered(world)
    expect((await verify(access)).status).toBe(200)
    await call(world.url, null, endpoints.logout, { body: { refresh } })
    expect((await verify(access)).status).toBe(401)
  })
})
