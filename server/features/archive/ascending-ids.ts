// Version 7 ids (RFC 9562) that ascend with their numbers, so that rows keep their order wherever an id is what orders them.
import { randomBytes } from 'node:crypto'

const PER_MS = 4096

export class AscendingIds {
  readonly #from: number
  readonly #known = new Map<string, Map<number, string>>()

  constructor(at: Date) {
    this.#from = at.getTime()
  }

  /** The same number always has the same id. */
  of(table: string, number: number): string {
    const own = this.#known.get(table) ?? new Map<number, string>()
    this.#known.set(table, own)
    const id = own.get(number) ?? this.#made(number)
    own.set(number, id)
    return id
  }

  /** The number is in the time and the twelve bits after it. */
  #made(number: number): string {
    const time = (this.#from + Math.floor(number / PER_MS)).toString(16).padStart(12, '0')
    const place = (number % PER_MS).toString(16).padStart(3, '0')
    const random = randomBytes(8)
    random[0] = (random[0]! & 0x3f) | 0x80
    const rest = random.toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-${rest.slice(0, 4)}-${rest.slice(4)}`
  }
}
