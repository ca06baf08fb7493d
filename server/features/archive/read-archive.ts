// An archive as checked lines: the first one says what it is, the others come in the order of their kinds.
import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import { archiveHeader, type ArchiveHeader } from '../../../shared/features/archive.ts'
import { place, type Column } from './columns.ts'
import { organizationLine } from './organization-line.ts'
import type { Part } from './part.ts'
import { personLine } from './people.ts'
import { readLines, type ReadLine } from './read-lines.ts'
import { refused } from './refused.ts'
import type { ArchivedTable } from './table.ts'
import { archivedTables } from './tables.ts'

const DEEPEST = 32

type Line = Record<string, unknown> & { type: string }
export interface CheckedLine { number: number; line: Line }

function schemaOf({ name, columns, isNumbered }: ArchivedTable): z.ZodType {
  const fields = Object.entries(columns).flatMap(([property, column]: [string, Column]) => (column.how === 'left' ? [] : [[property, column.schema] as const]))
  return z.strictObject({ type: z.literal(name), ...(isNumbered && { n: place }), ...Object.fromEntries(fields) })
}

const schemas = new Map<string, z.ZodType>([
  ['people', personLine], ['organization', organizationLine], ...archivedTables.map((table) => [table.name, schemaOf(table)] as const),
])
const order = [...schemas.keys()]

/** The header, and the lines behind it. They have to be read to their end: only then it is known that the archive is whole. */
export async function readArchive(packed: Part): Promise<{ header: ArchiveHeader; lines: AsyncGenerator<CheckedLine> }> {
  const lines = readLines(packed)
  const first = await lines.next()
  if (first.done) throw refused('', 'incomplete', 'This archive is empty.')
  const header = checked(archiveHeader, first.value) as ArchiveHeader
  return { header, lines: contentOf(header, lines) }
}

async function* contentOf(header: ArchiveHeader, lines: AsyncGenerator<ReadLine>): AsyncGenerator<CheckedLine> {
  const hash = createHash('sha256')
  const counts: Record<string, number> = {}
  let reached = 0
  for await (const line of lines) {
    const type = String((parsed(line) as { type?: unknown } | null)?.type)
    const index = order.indexOf(type)
    if (index < 0) throw refused(`/lines/${line.number}/type`, 'unknown_type', `Nothing is called "${type.slice(0, 50)}" in an archive of this version.`)
    if (index < reached) throw refused(`/lines/${line.number}/type`, 'wrong_order', `Lines of ${type} come before those of ${order[reached]}.`)
    reached = index
    if (type !== 'organization') counts[type] = (counts[type] ?? 0) + 1
    if (type !== 'people') addTo(hash, line)
    yield { number: line.number, line: checked(schemas.get(type)!, line) as Line }
  }
  checkWhole(header, counts, hash.digest('hex'))
}

function addTo(hash: Hash, { text }: ReadLine): void {
  hash.update(text)
  hash.update('\n')
}

function checkWhole(header: ArchiveHeader, counts: Readonly<Record<string, number>>, hash: string): void {
  for (const kind of order) {
    const [said, found] = [header.counts[kind] ?? 0, counts[kind] ?? 0]
    if (said !== found) throw refused(`/lines/1/counts/${kind}`, 'incomplete', `The archive says that it has ${said} ${kind}, but it has ${found}.`)
  }
  if (header.hash !== hash) throw refused('/lines/1/hash', 'damaged', 'The content of this archive is not what was written: its hash is another one.')
}

function checked(schema: z.ZodType, line: ReadLine): unknown {
  const result = schema.safeParse(parsed(line))
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
  throw refused(['/lines', line.number, ...path.map(String)].join('/'), issue.code, issue.message)
}

function parsed({ number, text }: ReadLine): unknown {
  try {
    const value: unknown = JSON.parse(text)
    if (isDeep(value, DEEPEST)) throw new Error('nested too deeply')
    return value
  } catch {
    throw refused(`/lines/${number}`, 'malformed_json', 'This line is not JSON.')
  }
}

const isDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)))
