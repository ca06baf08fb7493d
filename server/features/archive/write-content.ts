// Writes the content of an organization as lines, one after the other, out of one snapshot; counts and hashes it meanwhile.
import { createHash } from 'node:crypto'
import type { ArchiveContent } from '../../../shared/features/archive.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { columnsOf, type StoredColumn } from './columns-of.ts'
import { Numbers } from './numbers.ts'
import { readOrganizationLine } from './organization-line.ts'
import { readPeople } from './people.ts'
import type { ArchivedTable } from './table.ts'
import { archivedTables } from './tables.ts'

const ROWS = 500

/** Takes some lines; what it throws ends the writing. */
export type TakeLines = (lines: string) => Promise<void>
type Row = Record<string, unknown> & { id: string }

/** People first, who are counted but not hashed; then the organization, then each table after those that it names. */
export async function writeContent(work: Work, take: TakeLines, { withFiles }: { withFiles: boolean }): Promise<ArchiveContent> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  const hashed = async (lines: string) => {
    hash.update(lines)
    await take(lines)
  }
  const people = await readPeople(work)
  counts.people = people.size
  await take(linesOf([...people.values()]))
  await hashed(linesOf([await readOrganizationLine(work)]))
  const numbers = new Numbers(new Map([...people].map(([id, { key }]) => [id, key])))
  for (const table of archivedTables) {
    const { where, withoutFiles = where } = table
    counts[table.name] = await writeTable(work, withFiles ? table : { ...table, where: withoutFiles! }, numbers, hashed)
  }
  return { counts, hash: hash.digest('hex') }
}

async function writeTable(work: Work, table: ArchivedTable, numbers: Numbers, take: TakeLines): Promise<number> {
  const columns = columnsOf(work.em, table).filter(({ column }) => column.how !== 'left')
  if (table.isNumbered) await numberRows(work, table, columns, numbers)
  let count = 0
  for await (const rows of pagesOf(work, table, columns)) {
    const lines = rows.flatMap((row) => lineOf(table, columns, row, numbers) ?? [])
    count += lines.length
    await take(linesOf(lines))
  }
  return count
}

/** Before its lines, since they may name rows that come later. */
async function numberRows(work: Work, table: ArchivedTable, columns: readonly StoredColumn[], numbers: Numbers): Promise<void> {
  const required = columns.filter(({ column }) => column.how === 'row' && !column.optional)
  for await (const rows of pagesOf(work, table, required)) {
    for (const row of rows) if (required.every((column) => told(column, row, numbers) !== null)) numbers.give(table.name, row.id)
  }
}

/** Null for a row that stays behind with what it belongs to. */
function lineOf(table: ArchivedTable, columns: readonly StoredColumn[], row: Row, numbers: Numbers): object | null {
  const line: Record<string, unknown> = { type: table.name, ...(table.isNumbered && { n: numbers.find(table.name, row.id) }) }
  if (line.n === null) return null
  for (const stored of columns) {
    const value = told(stored, row, numbers)
    if (value === null && (stored.column.how === 'row' || stored.column.how === 'person') && !stored.column.optional) return null
    if (value !== null || !isSparse(stored)) line[stored.property] = value
  }
  return line
}

const isSparse = ({ column }: StoredColumn) => column.how === 'row' && column.isSparse

function told({ column, property }: StoredColumn, row: Row, numbers: Numbers): unknown {
  const value = row[property]
  switch (column.how) {
    case 'row': return numbers.find(column.of, value)
    case 'person': return numbers.people.get(value as string) ?? null
    case 'coded': return column.code.write(value as never, numbers, row)
    default: return value
  }
}

/** A cursor of the database: no more than a page is in memory, and all pages are of one moment. */
async function* pagesOf({ em }: Work, { name, where = 'true', order, columns: all }: ArchivedTable, columns: readonly StoredColumn[]): AsyncGenerator<Row[]> {
  const cells = columns.map((column) => `'${column.property}', ${asJson(column)}`)
  const people = order && 'membership' in all ? 'join memberships m on m.organization_id = t.organization_id and m.id = t.membership_id' : ''
  await query(em, `declare archived no scroll cursor for select ${order ? 'null' : 't.id'} as id, jsonb_build_object(${cells.join(', ')}) as cells
    from ${name} t ${people} where t.organization_id = nullif(current_setting('app.organization', true), '')::uuid and ${where} order by ${order ?? 't.id'}`)
  try {
    for (;;) {
      const rows = await query<{ id: string; cells: Record<string, unknown> }>(em, `fetch ${ROWS} from archived`)
      if (rows.length > 0) yield rows.map(({ id: own, cells: values }) => ({ ...values, id: own }))
      if (rows.length < ROWS) return
    }
  } finally {
    await query(em, 'close archived')
  }
}

const asJson = ({ name, type }: StoredColumn) =>
  (type.startsWith('timestamptz') ? `to_char(t."${name}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')` : `t."${name}"`)

const linesOf = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')
