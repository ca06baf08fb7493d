// Lines of one table as rows of the database, many in one statement.
import { query } from '../../kernel/database.ts'
import { sqlState } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { columnsOf, type StoredColumn } from './columns-of.ts'
import type { CheckedLine } from './read-archive.ts'
import { refused } from './refused.ts'
import { Misfit, type Restored } from './restored.ts'
import type { ArchivedTable } from './table.ts'

/** So many rows a statement, and so many characters: it stays far below the statement timeout. */
const ROWS = 500
const CHARACTERS = 4_000_000

export class TableWriter {
  readonly table: ArchivedTable
  readonly #work: Work
  readonly #restored: Restored
  readonly #columns: readonly StoredColumn[]
  #rows: string[] = []
  #characters = 0
  #from = 0
  /** Children and parents, by their numbers: told when all rows are there. */
  readonly parents: [number, number][] = []
  readonly #perOwner = new Map<number, number>()

  constructor(work: Work, table: ArchivedTable, restored: Restored) {
    this.#work = work
    this.table = table
    this.#restored = restored
    this.#columns = columnsOf(work.em, table)
  }

  async add({ number, line }: CheckedLine): Promise<void> {
    const row = JSON.stringify(this.#rowOf(number, line))
    if (this.#rows.length === 0) this.#from = number
    this.#rows.push(row)
    this.#characters += row.length
    if (this.#rows.length >= ROWS || this.#characters > CHARACTERS) await this.flush()
  }

  async flush(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    this.#characters = 0
    if (rows.length === 0) return
    try {
      await query(this.#work.em, this.#insert(), [this.#work.organizationId, `[${rows.join(',')}]`])
    } catch (error) {
      throw isOfData(error) ? misplaced(this.#from, rows.length, this.table.name, error) : error
    }
  }

  #rowOf(number: number, line: Record<string, unknown>): Record<string, unknown> {
    const { name, isNumbered, parent } = this.table
    try {
      this.#checkProject(line)
      this.#countOwned(line)
      const place = this.#restored.count(name, this.#projectOf(line), isNumbered && typeof line.task === 'number' ? line.task : undefined)
      if (isNumbered && line.n !== place) throw new Misfit('n', `This is number ${place} of ${name}`)
      if (parent && typeof line[parent] === 'number') this.parents.push([place, line[parent]])
      const cells = this.#columns.filter(({ column }) => column.how !== 'left')
        .map((column) => [column.name, column.property === parent ? null : this.#cell(column, line)] as const)
      return { id: this.#hasId ? this.#restored.idOf(name, place) : undefined, ...Object.fromEntries(cells) }
    } catch (error) {
      if (error instanceof Misfit) throw refused(`/lines/${number}${error.field && `/${error.field}`}`, 'invalid_reference', error.message)
      throw error
    }
  }

  #cell({ column, property }: StoredColumn, line: Record<string, unknown>): unknown {
    const value = line[property]
    switch (column.how) {
      case 'row': return value === null ? null : this.#restored.knownId(property, column.of, value as number)
      case 'person': return value === null ? null : this.#restored.personId(property, value as string)
      case 'coded': return column.code.read(value as never, this.#restored, line)
      default: return value
    }
  }

  /** What stands in one project names only what is in the same, or in none. */
  #checkProject(line: Record<string, unknown>): void {
    const own = this.#projectOf(line)
    for (const property of this.table.sameProject ?? []) {
      const column = this.table.columns[property]!
      const other = column.how === 'row' && line[property] !== null ? this.#restored.projectOf(column.of, line[property] as number) : undefined
      if (other !== undefined && other !== own) throw new Misfit(property, 'This is not of the same project')
    }
  }

  #projectOf({ project, task }: Record<string, unknown>): number | undefined {
    return typeof project === 'number' ? project : this.#restored.projectOf('tasks', task as number)
  }

  #countOwned(line: Record<string, unknown>): void {
    const { most, name } = this.table
    if (!most) return
    const owner = line[most.each] as number
    const count = (this.#perOwner.get(owner) ?? 0) + 1
    if (count > most.rows) throw new Misfit(most.each, `There are at most ${most.rows} ${name} there`)
    this.#perOwner.set(owner, count)
  }

  get #hasId(): boolean {
    return this.table.order === undefined
  }

  #insert(): string {
    const stored = this.#columns.filter(({ column }) => column.how !== 'left')
    const begun = this.#columns.flatMap(({ column, name }) => (column.how === 'left' && column.value !== undefined ? [{ name, value: column.value }] : []))
    const names = [...(this.#hasId ? ['id'] : []), ...stored.map(({ name }) => name)].map(quoted)
    const types = [...(this.#hasId ? ['"id" uuid'] : []), ...stored.map(({ name, type }) => `${quoted(name)} ${type}`)]
    return `insert into ${this.table.name} (organization_id, ${[...names, ...begun.map(({ name }) => quoted(name))].join(', ')})
      select $1::uuid, ${[...names.map((name) => `v.${name}`), ...begun.map(({ value }) => value)].join(', ')}
      from jsonb_to_recordset($2::text::jsonb) as v(${types.join(', ')}) ${this.table.isThereBefore ? 'on conflict do nothing' : ''}`
  }
}

const quoted = (name: string) => `"${name}"`

/** Classes 22 and 23: values that the database does not take, rows that contradict each other. */
const isOfData = (error: unknown) => /^2[23]/.test(sqlState(error) ?? '')

function misplaced(from: number, count: number, name: string, error: unknown) {
  const code = sqlState(error) === '23505' ? 'duplicate' : 'invalid'
  const what = code === 'duplicate' ? 'have something twice that can be there only once' : 'have something that cannot be stored'
  return refused(`/lines/${from}`, code, `The ${count} lines of ${name} from here on ${what}.`)
}
