// Headers of every answer (X48): content security, sniffing, frames, referrer, opener; what is private is not cached.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { anAdmin } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { startWorld, useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'

const world = useWorld()
let company: Company
beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
}, 120_000)

const ALWAYS: Record<string, string | RegExp> = {
  'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin', 'permissions-policy': /camera=\(\).*microphone=\(\).*geolocation=\(\)/,
  'content-security-policy': /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/, 'request-id': /^[0-9a-f-]{36}$/,
}

function missing(headers: Headers): string[] {
  const absent = Object.entries(ALWAYS).filter(([name, value]) => {
    const given = headers.get(name)
    return given === null || (typeof value === 'string' ? given !== value : !value.test(given))
  }).map(([name]) => `${name}: ${headers.get(name)}`)
  const csp = headers.get('content-security-policy') ?? ''
  const loose = ['unsafe-eval', 'http:', 'https:', '*', `script-src 'self' 'unsafe`].filter((word) => csp.includes(word))
  const told = ['server', 'x-powered-by', 'access-control-allow-origin'].filter((name) => headers.has(name))
  return [...absent, ...loose, ...told]
}

describe('X48 security headers', () => {
  it('are on every route: as a member, with ids that nobody has, and as nobody', async () => {
    const faults: string[] = []
    for (const endpoint of Object.values(endpoints) as Endpoint[]) {
      for (const token of [company.admin.token, null]) {
        const { status, headers } = await call(world.url, token, { ...endpoint, method: endpoint.method }, (token ? requestsOf(endpoint.id, company)[0] : ghost(endpoint)) as never)
        faults.push(...missing(headers).map((fault) => `${endpoint.id} ${status} ${fault}`))
      }
    }
    expect(faults).toEqual([])
  }, 120_000)

  const ghost = (endpoint: Endpoint) => ({ params: Object.fromEntries([...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, crypto.randomUUID()])) })

  it.each(['/', '/sign-in', '/healthz', '/readyz', '/metrics', '/api/docs', '/api/docs/start.js', '/api/docs/swagger-ui.css', '/api/docs/swagger-ui-bundle.js',
    '/api/openapi.json', '/api/asyncapi.json', '/api/nothing', '/assets/nothing.js', '/%2e%2e/etc/passwd'])('are on %s', async (path) => {
    expect(missing((await fetch(world.url + path)).headers)).toEqual([])
  })

  it('what is private is kept by no shared cache; what holds a secret by none', async () => {
    const admin = await anAdmin(world)
    for (const id of ['readOverview', 'listTasks', 'readProfile'] as const) {
      expect((await call(world.url, admin.token, endpoints[id])).headers.get('cache-control'), id).toBe('private, no-cache')
      expect((await call(world.url, 'nonsense', endpoints[id])).headers.get('cache-control'), id).toBe('no-store')
    }
    const { headers } = await admin.call(endpoints.createToken, { body: { name: 'Token', scopes: ['tasks:read'] } })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('connections are kept for longer than proxies keep those that nothing goes over', async () => {
    expect((await fetch(`${world.url}/api/openapi.json`)).headers.get('keep-alive')).toBe('timeout=130')
  })

  it('HSTS comes with https only', async () => {
    expect((await fetch(`${world.url}/healthz`)).headers.has('strict-transport-security')).toBe(false)
    const secure = await startWorld({ settings: { PUBLIC_URL: 'https://tasks.example.com' } })
    try {
      expect((await fetch(`${secure.world.url}/healthz`)).headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    } finally {
      await secure.stop()
    }
  })
})
