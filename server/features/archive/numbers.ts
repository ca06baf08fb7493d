// Numbers that stand for ids in an archive: each kind counts its rows in the order of their ids, which a restored organization keeps.
import type { FieldKind } from '../../../shared/features/custom-fields.ts'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

export class Numbers {
  readonly #byTable = new Map<string, Map<string, number>>()
  /** Keys of people by their ids. */
  readonly people: ReadonlyMap<string, string>
  readonly fieldKinds = new Map<string, FieldKind>()

  constructor(people: ReadonlyMap<string, string>) {
    this.people = people
  }

  give(table: string, id: string): number {
    const own = this.#of(table)
    const number = own.get(id) ?? own.size + 1
    own.set(id, number)
    return number
  }

  find(table: string, id: unknown): number | null {
    return this.#byTable.get(table)?.get(id as string) ?? null
  }

  /** Ids inside of a text, such as a filter, as `@table:number@`; what is not in the archive stays. */
  inText(text: string): string {
    return text.replaceAll(ID, (id) => {
      for (const [table, own] of this.#byTable) if (own.has(id)) return `@${table}:${own.get(id)}@`
      const key = this.people.get(id)
      return key === undefined ? id : `@people:${encodeURIComponent(key)}@`
    })
  }

  #of(table: string): Map<string, number> {
    const known = this.#byTable.get(table) ?? new Map<string, number>()
    this.#byTable.set(table, known)
    return known
  }
}
