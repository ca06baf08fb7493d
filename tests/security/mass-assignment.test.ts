// Fields that nobody may give (X16): added to every body of the contract, at every depth, each is refused by name, and nothing changes.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { fingerprint } from '../tenancy/owner.ts'
import { valueAt } from '../tenancy/places.ts'
import { objectsIn, type Path } from './leaves.ts'

const INTRUDERS = [
  'id', 'organizationId', 'organization_id', 'tenantId', 'userId', 'membershipId', 'authorId', 'createdById', 'createdBy', 'invitedBy', 'teamId',
  'role', 'isAdmin', 'is_admin', 'admin', 'permissions', 'scopes', 'status', 'kind', 'passwordHash', 'password_hash', 'emailVerified', 'version',
  'number', 'key', 'rank', 'createdAt', 'updatedAt', 'deletedAt', 'archivedAt', 'offset', 'epoch', 'constructor', 'prototype',
]
/** What the contract lets a caller say under such a name: read with care when this list grows. */
const DESCRIBED = new Set([
  'createTask id', 'turnItemIntoTask id', 'createTaskFromTemplate id', 'createComment id', 'createChecklist id', 'bulkTasks operations/* id', 'bulkTasks operations/* teamId', 'createProject teamId', 'createBot role', 'createInvitation role', 'setProjectMember role',
  'updateMember role', 'updateMember status', 'createToken scopes', 'createToken membershipId', 'login organizationId',
  'switchOrganization organizationId', 'createProject status', 'replaceProject status', 'updateProject status', 'updateProjectStatus status',
  'createTaskLink kind', 'copyProject teamId', 'createCustomField kind', 'createView kind', 'createView teamId', 'updateView kind', 'transferProject teamId',
])

const world = useWorld()
let company: Company
beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
}, 180_000)

const withBody = (Object.values(endpoints) as Endpoint[]).filter(({ body }) => body !== undefined)
const label = (path: Path) => path.map((part) => (typeof part === 'number' ? '*' : part)).join('/')

/** The body with one field more at a place. */
function intruded(body: unknown, path: Path, name: string): unknown {
  const copy = structuredClone(body)
  const at = path.length === 0 ? copy : valueAt(copy as never, path) as unknown
  Object.defineProperty(at, name, { value: { forged: true }, enumerable: true, configurable: true, writable: true })
  return copy
}

/** Whether the schema refuses the field as one that it does not know. */
function isUnknown({ body }: Endpoint, value: unknown, path: Path, name: string): boolean {
  const { error } = body!.safeParse(value)
  return error !== undefined && error.issues.some((issue) =>
    issue.code === 'unrecognized_keys' && issue.keys.includes(name) && JSON.stringify(issue.path) === JSON.stringify(path))
}

describe('X16 mass assignment', () => {
  it('no body takes a field that its schema does not describe, and those that it describes are the expected ones', () => {
    const taken = new Set<string>()
    let tried = 0
    for (const endpoint of withBody) {
      for (const { body } of requestsOf(endpoint.id, company)) {
        for (const path of objectsIn(body)) {
          for (const name of INTRUDERS) {
            tried += 1
            if (!isUnknown(endpoint, intruded(body, path, name), path, name)) taken.add(`${endpoint.id} ${label(path)} ${name}`.replace('  ', ' '))
          }
        }
      }
    }
    expect(tried).toBeGreaterThan(withBody.length * INTRUDERS.length)
    expect([...taken].filter((one) => !DESCRIBED.has(one))).toEqual([])
  })

  it('each operation answers 422, names every intruder, and changes no row', async () => {
    const before = await fingerprint(world, company.admin.organization.id)
    const faults: string[] = []
    for (const endpoint of withBody) {
      const [request] = requestsOf(endpoint.id, company)
      const intruders = INTRUDERS.filter((name) => isUnknown(endpoint, intruded(request!.body, [], name), [], name))
      const body = { ...request!.body as object, ...Object.fromEntries(intruders.map((name) => [name, 'forged'])) }
      const { status, problem } = await call(world.url, endpoint.access === 'member' ? company.admin.token : null, endpoint, { ...request, body } as never)
      const named = new Set((problem.errors ?? []).map(({ pointer }) => pointer))
      const missed = intruders.filter((name) => !named.has(`/${name}`))
      if (status !== 422 || missed.length > 0 || intruders.length < 20) faults.push(`${endpoint.id} answered ${status}, not named: ${missed.join(' ')}`)
    }
    expect(faults).toEqual([])
    expect(await fingerprint(world, company.admin.organization.id)).toEqual(before)
  }, 60_000)
})
