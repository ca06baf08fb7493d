// The PostgreSQL of the tests, and databases on it that live as long as a file of tests.
import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

/** The PostgreSQL that tests may use; undefined where none is. scripts/test.mjs looks for it and says so. */
export const postgresUrl = process.env.TEST_DATABASE_URL || undefined

/** Makes a database owned by an ordinary login without superuser: an empty one, or a copy of a template that nobody is connected to. */
export async function freshDatabase(template?: string): Promise<{ url: string; name: string; drop: () => Promise<void> }> {
  if (!postgresUrl) throw new Error('TEST_DATABASE_URL is not set')
  const name = `lockstep_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  await withAdmin(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext('lockstep:test-owner'))`)
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'lockstep_test_owner') then
        create role lockstep_test_owner login createrole password 'lockstep'; end if; end $$`)
    await client.query(`create database ${name} owner lockstep_test_owner${template ? ` template ${template}` : ''}`)
  })
  const url = new URL(postgresUrl)
  url.pathname = `/${name}`
  url.username = 'lockstep_test_owner'
  url.password = 'lockstep'
  return { url: url.toString(), name, drop: () => withAdmin(async (client) => void await client.query(`drop database if exists ${name} with (force)`)) }
}

async function withAdmin(action: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: postgresUrl })
  await client.connect()
  try {
    await action(client)
  } finally {
    await client.end()
  }
}
