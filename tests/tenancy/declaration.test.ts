// The one declaration of tenancy: what it gives an entity, and that the database has exactly that (S1, X52).
import { describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { APP_ROLE, key, newId, stamps, SYSTEM_ROLE, systemOnly, tenant } from '../../server/kernel/tenancy.ts'
import { useWorld } from '../support/world.ts'

const OF_SETTING = `( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

describe('a tenant\'s entity', () => {
  it('has a policy for the app role, and one for the system role that erases, both by the transaction\'s organization', () => {
    const { policies, rowLevelSecurity } = tenant()
    const condition = `organization_id = ${OF_SETTING}`
    expect(policies).toEqual([
      { name: 'tenant', roles: ['lockstep_app'], using: condition, check: condition },
      { name: 'erasure', roles: ['lockstep_system'], using: condition, check: condition },
    ])
    expect(rowLevelSecurity).toBe('force')
  })

  it('may let the system role in everywhere for one command or for all, and for no other', () => {
    for (const system of ['select', 'all'] as const) {
      expect(tenant({ system }).policies.slice(2)).toEqual([{ name: 'system', command: system, roles: ['lockstep_system'], using: 'true' }])
    }
  })

  it('is filtered by its organization, by default', () => {
    const { name, cond, default: always } = tenant().filters.tenant
    expect([name, always, cond({ organization: 'given' })]).toEqual(['tenant', true, { organizationId: 'given' }])
  })

  it('that is the organization itself is filtered and guarded by its id', () => {
    const { policies, filters } = tenant({ column: 'id' })
    expect(policies[0]).toMatchObject({ using: `id = ${OF_SETTING}`, check: `id = ${OF_SETTING}` })
    expect(filters.tenant.cond({ organization: 'given' })).toEqual({ id: 'given' })
  })

  it('has a key that begins with the organization, and ids that sort by time', () => {
    expect(Object.keys(key)).toEqual(['organizationId', 'id'])
    expect(Object.keys(stamps)).toEqual(['createdAt', 'updatedAt'])
    const before = Date.now()
    const [one, two] = [newId(), newId()]
    expect(one).not.toBe(two)
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/)
    expect(Number.parseInt(one.replaceAll('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(before)
  })
})

describe('a table of no tenant', () => {
  it('lets in the system role only', () => {
    expect(systemOnly()).toEqual({ policies: [{ name: 'system', command: 'all', roles: [SYSTEM_ROLE], using: 'true' }], rowLevelSecurity: 'force' })
    expect([APP_ROLE, SYSTEM_ROLE]).toEqual(['lockstep_app', 'lockstep_system'])
  })
})

/** What the owner's reviewed search functions may read; they give ids, which are then read through the app role's policies. */
const OF_THE_OWNER = ['comment_words', 'known_words', 'name_words', 'task_words'].map((table) => `${table} search select`)

describe('the database', () => {
  const world = useWorld({ backend: 'pglite' })

  it('X52 has for every entity the policies that it declares, in the same words, and no other', async () => {
    const rows = await world.server.kernel.system((em) => query<{ table: string; name: string; command: string; roles: string[]; using: string | null; check: string | null }>(em,
      `select tablename as "table", policyname as name, lower(cmd) as command, roles::text[] as roles, qual as using, with_check as check
       from pg_policies where schemaname = 'public' order by 1, 2`))
    const ours = (row: { roles: string[] }) => row.roles.some((role) => role === APP_ROLE || role === SYSTEM_ROLE)
    expect(rows.filter((row) => !ours(row)).map(({ table, name, command }) => `${table} ${name} ${command}`)).toEqual(OF_THE_OWNER)
    const bare = (text: string | null | undefined) => text?.replaceAll(/^\(|\)$|\s/g, '').replaceAll(/[()]/g, '') ?? null
    const declared = [...world.server.kernel.database.orm.getMetadata().getAll().values()].flatMap(({ tableName, policies }) =>
      (policies as Partial<(typeof rows)[number]>[] | undefined ?? []).map(({ name, command = 'all', roles, using, check }) => ({ table: tableName, name, command, roles, using: bare(using), check: bare(check) })))
    const found = rows.filter(ours).map((row) => ({ ...row, using: bare(row.using), check: bare(row.check) }))
    const sorted = (list: object[]) => list.map((one) => JSON.stringify(one, ['table', 'name', 'command', 'roles', 'using', 'check'])).sort()
    expect(sorted(declared).length).toBeGreaterThan(20)
    expect(sorted(found)).toEqual(sorted(declared))
  })
})
