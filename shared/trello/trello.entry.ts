// One JSON object of an export with its place in the file; reads fields of any type and notes what did not fit.
import { LIMITS } from './import-limits.ts'
import { ImportError } from './import-plan.ts'
import { storable } from './import-text.ts'
import type { Warnings } from './import-warnings.ts'

export type JsonRecord = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export class Entry {
  readonly record: JsonRecord
  readonly at: string
  /** Empty where the export has none. */
  readonly id: string
  readonly #warnings: Warnings

  constructor(record: JsonRecord, at: string, warnings: Warnings) {
    this.record = record
    this.at = at
    this.id = typeof record.id === 'string' || typeof record.id === 'number' ? String(record.id) : ''
    this.#warnings = warnings
  }

  /** Storable text; empty when the field is absent or no text. */
  text(key: string): string {
    const value = this.record[key]
    if (value === undefined || value === null) return ''
    if (typeof value !== 'string') this.#misfit(key, 'text')
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return ''
    const text = storable(String(value))
    if (text !== value && typeof value === 'string') {
      this.#warnings.tally('characters_removed', `${this.at}/${key}`, () =>
        'Characters that cannot be stored (control characters, broken emoji) were removed or replaced')
    }
    return text
  }

  flag(key: string): boolean {
    const value = this.record[key]
    if (value === undefined || value === null || typeof value === 'boolean') return value === true
    this.#misfit(key, 'true or false')
    return value === 'true' || value === 1
  }

  /** Where the entry stands among its siblings; without a usable `pos` at the end. */
  get position(): number {
    const value = this.record.pos
    if (typeof value === 'number') return value
    if (value === undefined || value === null || value === 'bottom') return Infinity
    if (value === 'top') return -Infinity
    const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN
    if (!Number.isNaN(read)) return read
    this.#misfit('pos', 'a number')
    return Infinity
  }

  /** An instant in UTC with milliseconds, or null. */
  time(key: string): string | null {
    const value = this.record[key]
    if (value === undefined || value === null || value === '') return null
    const time = typeof value === 'string' ? instantOf(value) : null
    if (time === null) this.#misfit(key, 'a time')
    return time
  }

  child(key: string): Entry | null {
    const value = this.record[key]
    if (isRecord(value)) return new Entry(value, `${this.at}/${key}`, this.#warnings)
    if (value !== undefined && value !== null) this.#misfit(key, 'an object')
    return null
  }

  entries(key: string): Entry[] {
    return this.values(key).flatMap((value, index) => {
      if (isRecord(value)) return [new Entry(value, `${this.at}/${key}/${index}`, this.#warnings)]
      this.#misfit(`${key}/${index}`, 'an object')
      return []
    })
  }

  ids(key: string): string[] {
    return this.values(key).flatMap((value, index) => {
      if (typeof value === 'string') return [value]
      this.#misfit(`${key}/${index}`, 'an id')
      return []
    })
  }

  values(key: string): readonly unknown[] {
    const value = this.record[key]
    if (Array.isArray(value)) return this.#bounded(key, value)
    if (value !== undefined && value !== null) this.#misfit(key, 'a list')
    return []
  }

  #bounded(key: string, values: readonly unknown[]): readonly unknown[] {
    if (values.length <= LIMITS.entries) return values
    const where = `${this.at}/${key}/${LIMITS.entries}`
    throw new ImportError('too_large', `The list at ${this.at}/${key} is too long (${values.length})`, where)
  }

  #misfit(key: string, expected: string): void {
    const where = `${this.at}/${key}`
    this.#warnings.add('wrong_type', `${where} should be ${expected}; what it holds was passed over or adapted`, where)
  }
}

/** Adds to the list of a key. */
export function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** The entries by `pos`; those that tie stay as they are in the file. */
export function inOrder(entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => ({ entry, position: entry.position }))
    .sort((a, b) => comparePositions(a.position, b.position))
    .map(({ entry }) => entry)
}

export function comparePositions(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** When a Trello id was made: its first eight digits are seconds. Null for ids of another shape. */
export function timeOfId(id: string): string | null {
  if (!/^[0-9a-f]{24}$/i.test(id)) return null
  const seconds = Number.parseInt(id.slice(0, 8), 16)
  return seconds < TRELLO_BEGAN ? null : new Date(seconds * 1000).toISOString()
}

const TRELLO_BEGAN = Date.UTC(2010, 0, 1) / 1000
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/

function instantOf(value: string): string | null {
  const [, day, clock = '00:00', zone = 'Z'] = INSTANT.exec(value.trim()) ?? []
  if (!day) return null
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const time = new Date(`${day}T${clock}${offset}`)
  const isUsable = !Number.isNaN(time.getTime()) && time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999
  return isUsable ? time.toISOString() : null
}
