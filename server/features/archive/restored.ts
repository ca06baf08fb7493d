// What an archive that is read has brought so far: ids for its numbers, people for their keys, and what later lines are checked against.
import type { FieldFacts } from '../custom-fields/check-values.ts'
import type { AscendingIds } from './ascending-ids.ts'

/** A line names what is not there, or what does not fit there. */
export class Misfit extends Error {
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

export class Restored {
  readonly #ids: AscendingIds
  readonly #counts = new Map<string, number>()
  /** The highest number of each kind that some line named. */
  readonly #named = new Map<string, number>()
  /** The project of each numbered row that is in one, by table. */
  readonly #projects = new Map<string, number[]>()
  /** The task of each numbered row that is in one, by table. */
  readonly #tasks = new Map<string, number[]>()
  readonly fields = new Map<string, FieldFacts>()

  /** Ids of members by their keys. */
  readonly people: ReadonlyMap<string, string>

  constructor(people: ReadonlyMap<string, string>, ids: AscendingIds) {
    this.people = people
    this.#ids = ids
  }

  /** Counts a row and says its number; in which project and task it is can be asked by that. */
  count(table: string, project?: number, task?: number): number {
    const number = this.countOf(table) + 1
    this.#counts.set(table, number)
    if (project !== undefined) placesOf(this.#projects, table)[number] = project
    if (task !== undefined) placesOf(this.#tasks, table)[number] = task
    return number
  }

  countOf(table: string): number {
    return this.#counts.get(table) ?? 0
  }

  /** The id of a numbered row, which may come later. */
  idOf(table: string, number: number): string {
    this.#named.set(table, Math.max(number, this.#named.get(table) ?? 0))
    return this.#ids.of(table, number)
  }

  /** The id of a row that is there already. */
  knownId(field: string, table: string, number: number): string {
    if (number > this.countOf(table)) throw new Misfit(field, `There is no ${table} ${number} before this line`)
    return this.idOf(table, number)
  }

  personId(field: string, key: string): string {
    const id = this.people.get(key)
    if (id === undefined) throw new Misfit(field, 'Nobody of the archive is called so')
    return id
  }

  projectOf(table: string, number: number): number | undefined {
    return this.#projects.get(table)?.[number]
  }

  taskOf(table: string, number: number): number | undefined {
    return this.#tasks.get(table)?.[number]
  }

  /** The first kind of which a number was named that never came. */
  get missing(): string | undefined {
    return [...this.#named].find(([table, number]) => number > this.countOf(table))?.[0]
  }

  /** Ids for what `Numbers.inText` wrote; other words that look like it stay. */
  inText(text: string): string {
    return text.replaceAll(/@(\w+):([^@\s]+)@/g, (words, table: string, key: string) => {
      if (table === 'people') return this.people.get(decoded(key)) ?? words
      const number = /^[1-9]\d{0,6}$/.test(key) ? Number(key) : Infinity
      return number <= this.countOf(table) ? this.#ids.of(table, number) : words
    })
  }
}

function placesOf(places: Map<string, number[]>, table: string): number[] {
  const known = places.get(table) ?? []
  places.set(table, known)
  return known
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
