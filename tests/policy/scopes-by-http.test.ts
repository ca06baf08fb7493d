// Scopes of API tokens on the wire (X19): each operation with a token of each single scope.
import { beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { scopes } from '../../shared/permissions.ts'
import { aProgram, type Person } from '../support/factories.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { placesIn, exchanged, unknownLike, valueAt, type Sent } from '../tenancy/places.ts'

const world = useWorld()
let company: Company
const programs = new Map<string, Person>()
beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
  for (const scope of scopes) programs.set(scope, await aProgram(world, company.admin, [scope]))
}, 120_000)

/** What takes all of an organization in or out asks for every scope, so none of these tokens will do (tests/features/archive tries one that will). */
const WANTING_ALL = new Set(['exportArchive', 'importArchive'])

/** With ids that nobody has, so that what is allowed changes nothing. */
function harmless(endpoint: Endpoint): Sent {
  const [request] = requestsOf(endpoint.id, company) as [Sent]
  return placesIn(endpoint, request).reduce((sent, { path }) => exchanged(sent, path, unknownLike(valueAt(request, path))), request)
}

test('X19 an operation answers 403 insufficient_scope exactly to those tokens that lack its scope', async () => {
  const wrong: string[] = []
  const members = (Object.values(endpoints) as Endpoint[]).filter(({ access }) => access === 'member')
  for (const endpoint of members) {
    const request = harmless(endpoint)
    for (const scope of scopes) {
      const { status, problem } = await call(world.url, programs.get(scope)!.token, endpoint, request as never)
      const refused = status === 403 && problem.code === 'insufficient_scope'
      const allowed = endpoint.scope !== null && !WANTING_ALL.has(endpoint.id) && (scope === endpoint.scope || scope === endpoint.scope.replace(':read', ':write'))
      if (refused === allowed) wrong.push(`${endpoint.id} with ${scope}: ${status}`)
    }
  }
  expect(wrong).toEqual([])
}, 120_000)
