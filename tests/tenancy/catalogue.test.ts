// The catalogue test (docs/security rules, layer 1): what PostgreSQL itself says of each table, on both databases.
import type { SqlEntityManager } from '@mikro-orm/sql'
import { CompiledQuery } from 'kysely'
import { describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { backends, useWorld } from '../support/world.ts'

/** Tables without an organization, each with its reason. */
const GLOBAL: Record<string, string> = {
  users: 'a person\'s account belongs to no organization; only lockstep_system sees it',
  user_pictures: 'the picture of an account; only lockstep_system sees it',
  organizations: 'the tenant itself: its id is the organization',
  migrations: 'which migrations ran',
}
/** Tables whose key does not begin with the organization, each with its reason. */
const OTHER_KEY: Record<string, string> = {
  user_pictures: 'one for each account, which belongs to no organization',
  sessions: 'found by its id before the organization is known; made by the server only',
}

/** Functions that read as the owner, each with its reason and its test. */
const AS_OWNER: Record<string, string> = {
  search_names: 'as search_words, of files\' and projects\' names; gives ids only (tests/features/search/names.test.ts, X52)',
  search_words: 'operators of text search are not leakproof, so their index needs it; gives ids only (tests/features/search/search.test.ts, X52)',
  similar_words: 'so with likeness by trigrams; gives words, none of which leaves the server unless it is in what was found (tests/features/search/similar.test.ts, X13, X52)',
}

describe.each(backends)('row-level security on %s', (backend) => {
  const world = useWorld({ backend })
  const ask = <Row>(sql: string) => world.server.kernel.system((em) => query<Row>(em, sql))

  it('S1 every table has its security enabled and forced', async () => {
    const tables = await ask<{ name: string; enabled: boolean; forced: boolean }>(`select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migrations'`)
    expect(tables.length).toBeGreaterThan(20)
    expect(tables.filter(({ enabled, forced }) => !enabled || !forced)).toEqual([])
  })

  it('S1 every table of a tenant has one policy for the app role with both clauses', async () => {
    const policies = await ask<{ table: string; roles: string[]; command: string; using: string | null; check: string | null }>(
      `select tablename as "table", roles::text[] as roles, cmd as command, qual as using, with_check as check from pg_policies where schemaname = 'public'`)
    const tables = await tablesOf(ask)
    for (const table of tables.filter(({ tenant }) => tenant)) {
      const own = policies.filter((policy) => policy.table === table.name && policy.roles.includes('lockstep_app'))
      expect(own, table.name).toHaveLength(1)
      expect(own[0]!.command, table.name).toBe('ALL')
      expect(own[0]!.using, table.name).toContain('app.organization')
      expect(own[0]!.check, table.name).toBe(own[0]!.using)
    }
    expect(tables.filter(({ name, tenant }) => !tenant && !(name in GLOBAL))).toEqual([])
  })

  it('S1 keys and unique constraints start with the organization', async () => {
    const keys = await ask<{ table: string; name: string; first: string }>(`select c.relname as "table", i.relname as name, a.attname as first
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
      where x.indisunique and c.relnamespace = 'public'::regnamespace`)
    const tenants = new Set((await tablesOf(ask)).filter(({ tenant }) => tenant).map(({ name }) => name))
    expect(keys.filter(({ table, first }) => tenants.has(table) && first !== 'organization_id' && !(table in OTHER_KEY))).toEqual([])
  })

  it('S1 references inside a tenant carry the organization', async () => {
    const references = await ask<{ table: string; name: string; columns: string[] }>(`select c.relname as "table", k.conname as name,
        array(select a.attname::text from unnest(k.conkey) u(n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n) as columns
      from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`)
    expect(references.length).toBeGreaterThan(15)
    expect(references.filter(({ table, columns }) => !columns.includes('organization_id') && !(table in OTHER_KEY))).toEqual([])
  })

  it('S1 a nullable reference never nulls the organization', async () => {
    const deletions = await ask<{ name: string; columns: string[] | null }>(`select k.conname as name,
        array(select a.attname::text from unnest(k.confdelsetcols) u(n) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n) as columns
      from pg_constraint k where k.contype = 'f' and k.confdeltype = 'n' and k.connamespace = 'public'::regnamespace`)
    expect(deletions.length).toBeGreaterThan(0)
    expect(deletions.filter(({ columns }) => columns?.length !== 1 || columns[0] === 'organization_id')).toEqual([])
  })

  it('S1 the roles own nothing, cannot sign in, cannot bypass, cannot truncate or reference', async () => {
    const roles = await ask<Record<string, boolean>>(`select rolcanlogin or rolsuper or rolbypassrls or rolcreaterole as strong from pg_roles where rolname in ('lockstep_app', 'lockstep_system')`)
    expect(roles).toEqual([{ strong: false }, { strong: false }])
    const owned = await ask(`select relname from pg_class where relowner in (select oid from pg_roles where rolname like 'lockstep\\_app' or rolname like 'lockstep\\_system')`)
    expect(owned).toEqual([])
    const grants = await ask(`select table_name, privilege_type from information_schema.role_table_grants
      where grantee in ('lockstep_app', 'lockstep_system') and table_schema = 'public' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`)
    expect(grants).toEqual([])
  })

  it('S1 only known functions read as the owner, with a fixed path, for the app role alone', async () => {
    const functions = await ask<{ name: string; settings: string[] | null; everybody: boolean }>(`select proname as name, proconfig as settings,
      exists (select from aclexplode(proacl) where grantee = 0) or proacl is null as everybody
      from pg_proc where prosecdef and pronamespace = 'public'::regnamespace`)
    expect(functions.map(({ name }) => name).sort()).toEqual(Object.keys(AS_OWNER))
    for (const { name, settings, everybody } of functions) {
      expect(settings, name).toEqual([expect.stringMatching(/^search_path=pg_catalog, .*pg_temp$/)])
      expect(everybody, name).toBe(false)
    }
  })

  it('X63 the app role can neither change nor delete an event, nor see accounts', async () => {
    const can = await ask<Record<string, boolean>>(`select has_table_privilege('lockstep_app', 'events', 'update') as "update", has_table_privilege('lockstep_app', 'events', 'delete') as "delete",
      has_table_privilege('lockstep_app', 'users', 'select') as users, has_column_privilege('lockstep_app', 'sessions', 'refresh_hash', 'select') as hashes`)
    expect(can).toEqual([{ update: false, delete: false, users: false, hashes: false }])
  })

  it('X52 SQL that forgets the kernel sees no rows', async () => {
    const em = world.server.kernel.database.orm.em.fork() as SqlEntityManager
    await expect(query(em, 'select 1 from memberships')).rejects.toThrow('inside a transaction')
    const bare = (sql: string) => em.getKysely<Record<never, never>>().executeQuery(CompiledQuery.raw(sql))
    expect((await bare('select 1 from memberships')).rows).toEqual([])
    expect((await bare('select 1 from events')).rows).toEqual([])
  })
})

async function tablesOf(ask: <Row>(sql: string) => Promise<Row[]>): Promise<{ name: string; tenant: boolean }[]> {
  return ask(`select c.relname as name, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as tenant
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`)
}
