// Reads what a line's object says, field by field: what is not as it must be is a fault with its place. Pure, and without schemas, so that browsers read files by it too.
import { instantOf } from '../csv/csv-dates.ts'
import type { Fault } from '../trello/import-plan.ts'

/** What one reads a file with: faults of all lines, and the zone in which its days are. */
export interface Reading { faults: Fault[]; zone: string }
export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** So many wrong places are told at once; more are not looked for. */
export const MOST_FAULTS = 100

/** A name as a part of a pointer. */
export const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1')

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/
/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const isStorable = (text: string) => !text.includes('\0') && !LONE_SURROGATE.test(text)
const ISO = /^\d{4}-\d\d-\d\d(?:$|T)/

/** Where something stands, without what stands there. */
export class Place {
  /** The pointer of this place. */
  readonly at: string
  protected readonly reading: Reading

  constructor(at: string, reading: Reading) {
    this.at = at
    this.reading = reading
  }

  refuse(place: string, detail: string, code = 'invalid_type'): void {
    if (this.reading.faults.length < MOST_FAULTS) this.reading.faults.push({ pointer: `${this.at}${place}`, detail, code })
  }
}

export class LineFields extends Place {
  readonly #object: Json

  /** Names that are none of `known` are faults: a misspelt one would be lost in silence. */
  constructor(object: Json, at: string, reading: Reading, known: ReadonlySet<string>) {
    super(at, reading)
    this.#object = object
    for (const name of Object.keys(object)) if (!known.has(name)) this.refuse(`/${escaped(name)}`, 'This field is not known here', 'unknown_field')
  }

  /** What stands there; undefined where nothing does. */
  value(name: string): unknown {
    return this.#object[name] ?? undefined
  }

  text(name: string, most: number, { isNeeded = false } = {}): string {
    return this.#text(this.value(name) ?? '', `/${name}`, most, isNeeded)
  }

  number(name: string, { most, step = 1 }: { most: number; step?: number }): number | null {
    const value = this.value(name)
    if (value === undefined) return null
    if (typeof value === 'number' && value >= 0 && value <= most && Number.isInteger(value / step)) return value
    this.refuse(`/${name}`, `This is to be a number from 0 to ${most}${step === 1 ? ' without decimals' : ` in steps of ${step}`}`)
    return null
  }

  flag(name: string): boolean {
    const value = this.value(name)
    if (value !== undefined && typeof value !== 'boolean') this.refuse(`/${name}`, 'This is to be true or false')
    return value === true
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | null {
    const value = this.value(name)
    if (value === undefined) return null
    const found = choices.find((choice) => choice === value)
    if (!found) this.refuse(`/${name}`, `This is to be one of ${choices.join(', ')}`, 'invalid_value')
    return found ?? null
  }

  /** A list of names, each once; a text is split at commas, as programs join names. */
  names(name: string, { most, longest }: { most: number; longest: number }): string[] {
    const value = this.value(name)
    const list = typeof value === 'string' ? value.split(',').map((one) => one.trim()).filter(Boolean) : value ?? []
    if (!Array.isArray(list)) this.refuse(`/${name}`, 'This is to be a list of names')
    else if (list.length > most) this.refuse(`/${name}`, `These are more than ${most}`, 'too_big')
    else return [...new Set(list.map((one: unknown, index) => this.#text(one, `/${name}/${index}`, longest, true)))]
    return []
  }

  /** An instant, or a day that lasts until `clock` in the zone. */
  time(name: string, clock: string): string | null {
    const value = this.value(name)
    if (value === undefined) return null
    const at = typeof value === 'string' && ISO.test(value) ? instantOf(value, { order: 'day', zone: this.reading.zone }, clock) : null
    if (at === null) this.refuse(`/${name}`, 'This is to be a day or a time of ISO 8601: 2026-12-01 or 2026-12-01T10:00:00Z', 'invalid_format')
    return at
  }

  /** A list of objects, each with its fields. */
  objects(name: string, known: ReadonlySet<string>): LineFields[] {
    const value = this.value(name) ?? []
    if (!Array.isArray(value)) {
      this.refuse(`/${name}`, 'This is to be a list')
      return []
    }
    return value.flatMap((one: unknown, index) => {
      if (isObject(one)) return [new LineFields(one, `${this.at}/${name}/${index}`, this.reading, known)]
      this.refuse(`/${name}/${index}`, 'This is to be an object')
      return []
    })
  }

  #text(value: unknown, place: string, most: number, isNeeded: boolean): string {
    if (typeof value !== 'string') this.refuse(place, 'This is to be a text')
    else if (isNeeded && value.trim() === '') this.refuse(place, 'This is empty or missing', 'required')
    else if (value.length > most) this.refuse(place, `This has more than ${most} characters`, 'too_big')
    else if (!isStorable(value)) this.refuse(place, 'This has characters that cannot be stored', 'invalid_format')
    else return isNeeded ? value.trim() : value
    return ''
  }
}
