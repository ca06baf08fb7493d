// What an archive says of a table.
import type { EntityClass } from '@mikro-orm/sql'
import type { Column } from './columns.ts'

export interface ArchivedTable {
  entity: EntityClass<object>
  /** Of the database, and the kind of its lines. */
  name: string
  /** For each property of the entity but its key. */
  columns: Readonly<Record<string, Column>>
  /** Which rows, as SQL on `t`; all unless said. */
  where?: string
  /** Which rows an archive without files has, as SQL on `t`; the same unless said. */
  withoutFiles?: string
  /** Rows that are there before their lines are brought in: those of files, whose bytes came already. */
  isThereBefore?: true
  /** Rows without an id: what puts them in an order that a restored organization has too. */
  order?: string
  /** Others name its rows: by a number. */
  isNumbered: boolean
  /** Names rows of its own table, which may come later. */
  parent?: string
  /** Properties that name rows of the same project. */
  sameProject?: readonly string[]
  /** So many rows at most with the same value of a property. */
  most?: { each: string; rows: number }
}

/** People in an order that ids do not change: of the membership `m` of a row. */
export const BY_PERSON = 'm.kind collate "C", lower(m.email) collate "C", m.name collate "C", m.created_at, m.id'
