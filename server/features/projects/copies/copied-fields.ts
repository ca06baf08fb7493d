// Custom fields of a copy, with ids of their own, and what its tasks hold in them.
import type { CustomField } from '../../../../shared/features/custom-fields.ts'
import { putValues, type FieldValue, type FieldValues } from '../../../../shared/field-values.ts'
import { newId } from '../../../kernel/tenancy.ts'
import type { Shift } from './shifted-days.ts'

interface Keeping { shift: Shift; mayStay: (memberId: string) => boolean }

export class CopiedFields {
  readonly fields: CustomField[]
  readonly #copies: ReadonlyMap<string, CustomField>
  readonly #optionIds: ReadonlyMap<string, string>
  readonly #keeping: Keeping

  constructor(originals: readonly CustomField[], projectId: string, keeping: Keeping) {
    const optionIds = new Map(originals.flatMap(({ options }) => options.map(({ id }) => [id, newId()])))
    this.fields = originals.map((field) => ({
      ...field, id: newId(), projectId, version: 1, options: field.options.map((option) => ({ ...option, id: optionIds.get(option.id)! })),
    }))
    this.#copies = new Map(originals.map(({ id }, place) => [id, this.fields[place]!]))
    this.#optionIds = optionIds
    this.#keeping = keeping
  }

  /** Days move with the project; people stay as far as they may. */
  values(given: FieldValues): FieldValues {
    const copies = Object.entries(given).flatMap(([id, value]) => {
      const field = this.#copies.get(id)
      const copied = field && this.#value(field, value)
      return copied === undefined ? [] : [[field!.id, copied] as const]
    })
    return putValues({}, Object.fromEntries(copies))
  }

  #value({ kind }: CustomField, value: FieldValue): FieldValue | undefined {
    if (Array.isArray(value)) return value.flatMap((id) => this.#optionIds.get(id) ?? []).sort()
    if (typeof value !== 'string') return value
    if (kind === 'select') return this.#optionIds.get(value)
    if (kind === 'date') return this.#keeping.shift.day(value)
    return kind === 'person' && !this.#keeping.mayStay(value) ? undefined : value
  }
}
