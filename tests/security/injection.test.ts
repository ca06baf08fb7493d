// What would like to be a query (X50): objects and operators in place of values, sort fields, SQL in every field. Refused, or kept as text; never an error of ours.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints } from '../../shared/index.ts'
import { call } from '../support/http.ts'
import { useWorld } from '../support/world.ts'
import { aFurnishedCompany, type Company } from '../tenancy/company.ts'
import { requestsOf } from '../tenancy/fixtures.ts'
import { fingerprint } from '../tenancy/owner.ts'
import { valueAt } from '../tenancy/places.ts'
import { replaced, stringsIn } from './leaves.ts'

const OBJECTS: unknown[] = [{ $ne: null }, { $gt: '' }, { $like: '%' }, { __raw: '1=1' }, ['x', { $in: [] }], { toString: 'x' }, 7.5]
const SQL = [`' or '1'='1`, `'; drop table tasks; --`, `" union select password_hash from users --`, `\\'; select pg_sleep(9) --`, `$1`, `%' and 1=(select 1)::int --`]
const SORTS = ['sort', 'order', 'orderBy', 'direction', 'where', 'filter', 'select', 'include', 'fields', '$where', 'limit[$gt]', 'cursor[]']

const world = useWorld()
let company: Company
beforeAll(async () => {
  company = await aFurnishedCompany(world, 'OWN')
}, 180_000)

const all = Object.values(endpoints) as Endpoint[]
const send = (endpoint: Endpoint, request: object) => call(world.url, endpoint.access === 'member' ? company.admin.token : null, endpoint, request as never)

/** Words to search for and names of files are text: they may be anything. A sealed address that is none is 401. */
const TAKEN = new Map([['search q', 200], ['uploadFile name', 201], ['uploadProjectFile name', 201], ['uploadTeamFile name', 201], ['openFileLink link', 401], ['unsubscribe token', 404]])

describe('X50', () => {
  it('an object, operator or list in place of a text is refused in every body, and changes nothing', async () => {
    const before = await fingerprint(world, company.admin.organization.id)
    const faults: string[] = []
    let tried = 0
    for (const endpoint of all.filter(({ body }) => body !== undefined)) {
      const [request] = requestsOf(endpoint.id, company)
      const places = stringsIn(request!.body)
      for (const [index, path] of places.entries()) {
        const crafted = OBJECTS[(index + tried) % OBJECTS.length]
        tried += 1
        const { status } = await send(endpoint, { ...request, body: replaced(request!.body, path, crafted) })
        if (status !== 422) faults.push(`${endpoint.id} ${path.join('/')} ${JSON.stringify(crafted)}: ${status}`)
      }
    }
    expect(tried).toBeGreaterThan(60)
    expect(faults).toEqual([])
    expect(await fingerprint(world, company.admin.organization.id)).toEqual(before)
  }, 120_000)

  it('a query takes no sort, filter or field list of one\'s own, and no operator in its fields', async () => {
    const faults: string[] = []
    for (const endpoint of all.filter(({ query }) => query !== undefined)) {
      const [request] = requestsOf(endpoint.id, company)
      for (const name of SORTS) {
        const { status } = await send(endpoint, { ...request, query: { ...request!.query, [name]: 'id); drop table tasks; --' } })
        if (status !== 422) faults.push(`${endpoint.id} ?${name}: ${status}`)
      }
    }
    expect(faults).toEqual([])
  }, 120_000)

  it('SQL in every field of every query and path is refused or finds nothing', async () => {
    const faults: string[] = []
    for (const endpoint of all) {
      const [request] = requestsOf(endpoint.id, company)
      for (const part of ['params', 'query'] as const) {
        for (const name of Object.keys(request![part] ?? {})) {
          for (const sql of SQL.slice(0, 3)) {
            const { status } = await send(endpoint, { ...request, [part]: { ...request![part], [name]: sql } })
            const taken = TAKEN.get(`${endpoint.id} ${name}`)
            const refused = taken ? status === taken : [404, 422].includes(status)
            if (!refused) faults.push(`${endpoint.id} ${part}/${name} ${sql}: ${status}`)
          }
        }
      }
    }
    expect(faults).toEqual([])
  }, 120_000)

  it('SQL in a text stays that text', async () => {
    const { admin, project } = company
    for (const sql of SQL) {
      const task = await admin.do(endpoints.createTask, { body: { projectId: project.id, title: sql, description: sql } })
      expect([task.title, task.description]).toEqual([sql.trim(), sql])
      expect(valueAt({ body: await admin.do(endpoints.readTask, { params: { taskId: task.id } }) }, ['body', 'title'])).toBe(sql.trim())
    }
  })
})
