// Requests that another site could make a browser send (X27): with its cookies, as a form, as text, with a foreign Origin. None is accepted.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { fingerprint } from '../tenancy/owner.ts'
import type { Sent } from '../tenancy/places.ts'

const world = useWorld()
let company: Company
beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
}, 180_000)

const writes = (Object.values(endpoints) as Endpoint[]).filter(({ method }) => method !== 'GET')
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'text/plain; x=application/json', 'application/jsonp']

function send({ method, path }: Endpoint, { params = {}, query = {}, body, raw, bytes }: Sent, headers: Record<string, string>) {
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name]!))
  const search = new URLSearchParams(query as Record<string, string>)
  return fetch(`${world.url}${address}?${search}`, { method, headers, body: bytes ?? raw ?? (body === undefined ? undefined : JSON.stringify(body)) })
}

const browserCookies = () => `lockstep_session=1; lockstep_refresh=${company.admin.refresh}`
const FOREIGN = { 'Origin': 'https://evil.example', 'Referer': 'https://evil.example/', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' }

describe('X27', () => {
  it('cookies open no write: each wants a token in a header, which no other site can set', async () => {
    const before = await fingerprint(world, company.admin.organization.id)
    const members = writes.filter(({ access }) => access === 'member')
    for (const endpoint of members) {
      for (const headers of [FOREIGN, {}]) {
        const answer = await send(endpoint, requestsOf(endpoint.id, company)[0]!, { ...headers, 'Cookie': browserCookies(), 'Content-Type': 'application/json' })
        expect(answer.status, endpoint.id).toBe(401)
      }
    }
    expect(members.length).toBeGreaterThan(40)
    expect(await fingerprint(world, company.admin.organization.id)).toEqual(before)
  }, 60_000)

  it('a form or a text is no JSON: 415 for every operation with a JSON body, public ones too', async () => {
    const json = writes.filter(({ body, rawBody }) => body !== undefined || rawBody !== undefined)
    for (const endpoint of json) {
      for (const type of FORMS) {
        const authorization: Record<string, string> = endpoint.access === 'member' ? { Authorization: `Bearer ${company.admin.token}` } : {}
        const answer = await send(endpoint, requestsOf(endpoint.id, company)[0]!, { ...authorization, 'Content-Type': type })
        expect(answer.status, `${endpoint.id} ${type}`).toBe(415)
      }
    }
    expect(json.length).toBeGreaterThan(30)
  }, 60_000)

  it('a page of another origin gets no session by refreshing or signing out, and reads no answer', async () => {
    for (const endpoint of [endpoints.refresh, endpoints.logout]) {
      const answer = await send(endpoint, { body: {} }, { ...FOREIGN, 'Cookie': browserCookies(), 'Content-Type': 'application/json', 'Lockstep-Client': 'browser' })
      expect(answer.status, endpoint.id).toBe(403)
    }
    for (const endpoint of Object.values(endpoints) as Endpoint[]) {
      const preflight = await fetch(world.url + endpoint.path.replaceAll(/\{\w+\}/g, crypto.randomUUID()), {
        method: 'OPTIONS', headers: { ...FOREIGN, 'Access-Control-Request-Method': endpoint.method, 'Access-Control-Request-Headers': 'authorization' },
      })
      expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control-')), endpoint.id).toEqual([])
    }
  }, 60_000)
})
