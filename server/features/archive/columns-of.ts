// The columns of a table in the database, by the properties of its entity.
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Column } from './columns.ts'
import type { ArchivedTable } from './table.ts'

export interface StoredColumn { property: string; column: Column; name: string; type: string }

/** Of a reference, whose key is two columns, the one that is its own. */
export function columnsOf(em: SqlEntityManager, { entity, columns }: ArchivedTable): StoredColumn[] {
  const { properties } = em.getMetadata().get(entity)
  return Object.entries(columns).flatMap(([property, column]) => {
    const stored = properties[property as keyof typeof properties] as { fieldNames?: string[]; columnTypes?: string[] } | undefined
    const name = stored?.fieldNames?.at(-1)
    return name === undefined ? [] : [{ property, column, name, type: stored!.columnTypes!.at(-1)! }]
  })
}
