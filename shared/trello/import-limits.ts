// How much one import may hold, and the counter that stops a file that holds more.
import { ImportError } from './import-plan.ts'

export const LIMITS = {
  /** 32 MiB of body are never more characters than this. */
  characters: 32 * 1024 * 1024,
  /** Boards nest about ten deep; parsing a file nested a million deep would take more than a gigabyte. */
  depth: 200,
  /** Objects and lists in the whole file; a real one of 32 MiB has less than a fifth of that. */
  objects: 2_000_000,
  /** A file with more faults than this is not worth reading on. */
  faults: 500_000,
  statuses: 1_000,
  tasks: 20_000,
  labels: 5_000,
  /** Of a table: a hundred columns for each task. */
  cells: 2_000_000,
  /** Check items, comments, attachments and the like: so many of each kind. */
  details: 200_000,
  /** Length of any one list in the file, whatever it holds. */
  entries: 250_000,
}

/** Longest texts in UTF-16 units, as the schemas in `shared/features` have them. */
export const LENGTHS = { name: 500, status: 200, label: 100, item: 2_000, person: 200, prose: 100_000, url: 4_000 }

export class Quota {
  readonly #noun: string
  readonly #most: number
  #spent = 0

  constructor(noun: string, most: number) {
    this.#noun = noun
    this.#most = most
  }

  spend(pointer: string): void {
    this.#spent += 1
    if (this.#spent <= this.#most) return
    const most = this.#most.toLocaleString('en')
    throw new ImportError('too_large', `The board has more than ${most} ${this.#noun}`, pointer)
  }
}
