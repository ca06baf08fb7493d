// Tenancy: the one declaration that gives an entity its key, its ORM filter and its forced row-level security.
import { randomUUIDv7 } from 'node:crypto'
import { p } from '@mikro-orm/core'

export const APP_ROLE = 'lockstep_app'
export const SYSTEM_ROLE = 'lockstep_system'

const ofSetting = `( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

interface TenantOptions {
  /** Commands that `lockstep_system` may use across organizations (it needs a grant too). */
  system?: 'select' | 'all'
  /** The column that holds the organization's id. */
  column?: string
}

/**
 * Spread into an entity: forced row-level security by the transaction's organization, and the ORM's `tenant` filter.
 * The policy's text is what PostgreSQL prints back, else every generated migration would make it anew.
 */
export function tenant({ system, column = 'organization_id' }: TenantOptions = {}) {
  const property = column === 'id' ? 'id' : 'organizationId'
  const condition = `${column} = ${ofSetting}`
  return {
    policies: [
      { name: 'tenant', roles: [APP_ROLE], using: condition, check: condition },
      // What the app role may never do, change or delete events above all, erasing does: within one organization too.
      { name: 'erasure', roles: [SYSTEM_ROLE], using: condition, check: condition },
      ...(system ? [{ name: 'system', command: system, roles: [SYSTEM_ROLE], using: 'true' }] : []),
    ],
    rowLevelSecurity: 'force' as const,
    filters: {
      tenant: { name: 'tenant', cond: (given: { organization: string }) => ({ [property]: given.organization }), default: true },
    },
  }
}

/** For the few global tables: only `lockstep_system` sees rows at all. */
export function systemOnly() {
  return {
    policies: [{ name: 'system', command: 'all' as const, roles: [SYSTEM_ROLE], using: 'true' }],
    rowLevelSecurity: 'force' as const,
  }
}

export const newId = () => randomUUIDv7()

/** The composite key that every tenant entity starts with. */
export const key = {
  organizationId: p.uuid().primary(),
  id: p.uuid().primary().onCreate(newId),
}

export const stamps = {
  createdAt: p.datetime(3),
  updatedAt: p.datetime(3),
}
