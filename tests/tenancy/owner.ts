// Statements by whom no row-level security holds: what really stands in the database, and switching a layer off.
import { Client } from 'pg'
import { query } from '../../server/kernel/database.ts'
import { postgresUrl, type World } from '../support/world.ts'

type Ask = <Row>(sql: string, parameters?: unknown[]) => Promise<Row[]>

/** Runs statements as a superuser of the world's database. */
export async function asOwner<T>(world: World, action: (ask: Ask) => Promise<T>): Promise<T> {
  if (world.backend === 'postgres') return inPostgres(world, action)
  return world.server.kernel.system(async (em) => {
    await query(em, `select set_config('role', 'none', true)`)
    await query(em, `select set_config('statement_timeout', '0', true)`)
    return action((sql, parameters) => query(em, sql, parameters))
  })
}

async function inPostgres<T>(world: World, action: (ask: Ask) => Promise<T>): Promise<T> {
  const [{ name }] = await world.server.kernel.system((em) => query<{ name: string }>(em, 'select current_database() as name')) as [{ name: string }]
  const url = new URL(postgresUrl!)
  url.pathname = `/${name}`
  const client = new Client({ connectionString: url.toString() })
  await client.connect()
  try {
    return await action(async <Row>(sql: string, parameters?: unknown[]) => (await client.query(sql, parameters)).rows as Row[])
  } finally {
    await client.end()
  }
}

/** The tables whose rows belong to an organization. */
export async function tenantTables(ask: Ask): Promise<string[]> {
  const rows = await ask<{ name: string }>(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'organization_id' and not a.attisdropped order by 1`)
  return rows.map(({ name }) => name)
}

/**
 * A hash of every row of an organization, by table; with `about` only of rows that name one of these ids
 * (stored answers left out: the asker's own repeat what was asked).
 * What only says when something was last used is left out.
 */
export async function fingerprint(world: World, organizationId: string, about?: string[]): Promise<Record<string, string>> {
  const patterns = about?.map((id) => `%${id}%`) ?? ['%']
  return asOwner(world, async (ask) => {
    const parts = (await tenantTables(ask)).filter((table) => !about || table !== 'idempotency_keys').map((table) => part(table, 'organization_id'))
    const rows = await ask<{ name: string; hash: string }>([...parts, part('organizations', 'id')].join(' union all '), [organizationId, patterns])
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]))
  })
}

const part = (table: string, column: string) => `select '${table}' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(row), '' order by md5(row))), '') as hash
  from (select (to_jsonb(t) - 'last_used_at')::text as row from ${table} t where ${column} = $1::uuid) rows where row like any ($2::text[])`
