// A board by a custom field: its columns are options, people, or yes and no. Pure.
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { replaced, type GroupValue } from '../board/grouping.ts'
import type { Fact } from '../board/new-facts.ts'
import { hasOptions } from './field-words.ts'
import { t } from './words.ts'

/** What a board asks of such a grouping. */
export interface FieldGroups {
  field: CustomField
  /** "By Stage" */
  title: string
  /** The columns that there are without tasks; undefined where they are people, whom the board knows. */
  values?: readonly GroupValue[]
  arePeople: boolean
  /** Undefined where the board knows it. */
  nameOf(value: GroupValue): string | undefined
  hueOf(value: GroupValue): string | undefined
  /** What changes when a task is put from one column into another; null: it is there. */
  patchOf(task: BoardTask, from: GroupValue, to: GroupValue): TaskPatch | null
  factOf(value: GroupValue): Fact
  said(names: { task: string; before: string; after: string }, from: GroupValue, to: GroupValue): string
}

const YES = 'true'

export const isGroupable = ({ kind, archived }: CustomField): boolean => !archived && (hasOptions(kind) || kind === 'person' || kind === 'checkbox')

/** Undefined for fields by which nothing is grouped. */
export function fieldGroups(field: CustomField): FieldGroups | undefined {
  if (!isGroupable(field)) return undefined
  const { id, kind, name, options } = field
  const arePeople = kind === 'person'
  const optionOf = (value: GroupValue) => options.find((option) => option.id === value)
  const put = (value: FieldValue | null) => ({ customFields: { [id]: value } })
  const valueOf = (value: GroupValue): FieldValue | null => (kind === 'checkbox' ? value !== null || null : value)
  return {
    field, title: t('group.by', { field: name }), arePeople,
    values: arePeople ? undefined : [null, ...(kind === 'checkbox' ? [YES] : options.filter(({ archived }) => !archived).map((option) => option.id))],
    nameOf: (value) => {
      if (arePeople) return undefined
      if (kind === 'checkbox') return t(value === null ? 'no' : 'yes')
      return value === null ? t('group.none', { field: name }) : optionOf(value)?.name ?? ''
    },
    hueOf: (value) => optionOf(value)?.color,
    patchOf: (task, from, to) => {
      if (kind !== 'multi_select') return from === to ? null : put(valueOf(to))
      const ids = from === to ? null : replaced([task.customFields[id] ?? []].flat().map(String), from, to)
      return ids && put(ids.length > 0 ? ids.toSorted() : null)
    },
    factOf: (value) => (value === null ? {} : put(kind === 'multi_select' ? [value] : valueOf(value))),
    said: (names, from, to) => {
      const words = { ...names, field: name }
      if (to === null && kind !== 'checkbox') return t('group.done.emptied', words)
      return t(from === null || kind === 'checkbox' ? 'group.done.set' : 'group.done.changed', words)
    },
  }
}
