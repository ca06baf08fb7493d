// No entity is forgotten by the archive of an organization: each is in it or says why not, and so does each of its columns.
import { describe, expect, it } from 'vitest'
import { MikroORM } from '@mikro-orm/sql'
import { PgliteDriver } from '@mikro-orm/pglite'
import { leftOut } from '../../server/features/archive/left-out.ts'
import { archivedTables } from '../../server/features/archive/tables.ts'
import { entities } from '../../server/features/index.ts'

const orm = new MikroORM({ entities, driver: PgliteDriver, dbName: 'none', connect: false } as never)
const stored = [...orm.getMetadata().getAll().values()].map(({ tableName, properties }) => ({ tableName, properties: Object.keys(properties) }))

describe('the archive of an organization', () => {
  it('has every table, or says why it stays behind', () => {
    const said = [...archivedTables.map(({ name }) => name), ...Object.keys(leftOut)]
    expect(said.toSorted()).toEqual(stored.map(({ tableName }) => tableName).toSorted())
  })

  it('has every column of its tables, or says why it stays behind', () => {
    for (const { name, columns } of archivedTables) {
      const properties = stored.find(({ tableName }) => tableName === name)!.properties.filter((property) => property !== 'organizationId' && property !== 'id')
      expect([name, ...Object.keys(columns).toSorted()]).toEqual([name, ...properties.toSorted()])
    }
  })

  it('names only tables that come before, or its own parents', () => {
    const seen = new Set<string>()
    for (const { name, columns, parent } of archivedTables) {
      for (const [property, column] of Object.entries(columns)) {
        if (column.how === 'row' && !seen.has(column.of)) expect([name, property, column.of]).toEqual([name, parent, name])
      }
      seen.add(name)
    }
  })
})
