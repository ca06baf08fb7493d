// Who says in a header, cookie or query which organization, person or address they are (X10, X28), is still who their token says.
import { beforeAll, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'

const world = useWorld()
let own: Company
let victim: Company
beforeAll(async () => {
  own = await aFurnishedCompany(world, 'OWNMARKER')
  victim = await aFurnishedCompany(world, 'VICTIMMARKER')
}, 180_000)

const reads = (Object.values(endpoints) as Endpoint[]).filter(({ method, access }) => method === 'GET' && access === 'member')

const claims = () => {
  const { organization, membership, email } = victim.admin
  const names = ['X-Organization-Id', 'X-Tenant-Id', 'X-Organization', 'Organization', 'X-Forwarded-Tenant', 'Lockstep-Organization']
  return {
    ...Object.fromEntries(names.map((name) => [name, organization.id])),
    'X-User': membership.id, 'X-User-Id': membership.id, 'X-Forwarded-User': email, 'X-Remote-User': email, 'X-Auth-Request-Email': email,
    'X-Original-URL': '/api/organization', 'X-Rewrite-URL': '/api/organization', 'X-HTTP-Method-Override': 'DELETE', 'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Host': 'evil.example', 'Forwarded': 'for=127.0.0.1;host=evil.example',
    'Cookie': `organization=${organization.id}; tenant=${organization.id}; lockstep_session=1; lockstep_refresh=${victim.admin.refresh}`,
  }
}

it('X10 X28 no header and no cookie moves a read to another organization', async () => {
  const faults: string[] = []
  for (const endpoint of reads) {
    for (const request of requestsOf(endpoint.id, own)) {
      const plain = await call(world.url, own.admin.token, endpoint, request as never)
      const claimed = await call(world.url, own.admin.token, endpoint, { ...request, headers: claims() } as never)
      const text = JSON.stringify(claimed.data) ?? ''
      if (claimed.status !== plain.status || text.includes('VICTIMMARKER') || text.includes(victim.admin.organization.id) || text.includes('evil.example')) {
        faults.push(`${endpoint.id}: ${plain.status} became ${claimed.status}`)
      }
    }
  }
  expect(reads.length).toBeGreaterThan(20)
  expect(faults).toEqual([])
}, 120_000)

it('X10 X28 the same claims without a token are nobody', async () => {
  for (const endpoint of reads) {
    const [request] = requestsOf(endpoint.id, victim)
    expect((await call(world.url, null, endpoint, { ...request, headers: claims() } as never)).status, endpoint.id).toBe(401)
  }
}, 60_000)

it('X10 an organization in the query is refused where there is a query, and moves nothing where there is none', async () => {
  const { id } = victim.admin.organization
  for (const endpoint of reads) {
    const [request] = requestsOf(endpoint.id, own)
    const { status, data } = await call(world.url, own.admin.token, endpoint, { ...request, query: { ...request!.query, organizationId: id } } as never)
    if (endpoint.query) expect(status, endpoint.id).toBe(422)
    expect(JSON.stringify(data) ?? '', endpoint.id).not.toMatch(/VICTIMMARKER/)
  }
}, 60_000)
