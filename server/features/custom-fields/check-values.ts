// What a field takes, by its kind: single actions and bulk operations ask the same function.
import { z } from 'zod'
import { MOST_VALUE_BYTES, type FieldKind, type FieldOption, type FieldValuesInput } from '../../../shared/features/custom-fields.ts'
import { isWebAddress } from '../../../shared/features/attachments.ts'
import { putValues, sameValue, type FieldChange, type FieldValue, type FieldValues } from '../../../shared/field-values.ts'
import { invalid, invalidReference } from '../../kernel/errors.ts'

/** What the check needs to know of a field. */
export interface FieldFacts { id: string; projectId: string; kind: FieldKind; options: FieldOption[]; archived: boolean }

interface Place {
  projectId: string
  fieldOf: (fieldId: string) => FieldFacts | undefined
  /** Whether somebody is an active member of the task's team. */
  isTeamMember: (memberId: string) => boolean
}

type Given = FieldValuesInput[string]

/** The values as they are stored: null for those that are taken out. Throws 422 with the pointer of the field whose value does not fit. */
export function checkedValues(given: FieldValuesInput | undefined, before: FieldValues, place: Place): FieldChange {
  if (!given) return {}
  const change = Object.fromEntries(Object.entries(given).map(([fieldId, value]) =>
    [fieldId, checkedValue(fieldId, value, before[fieldId] ?? null, place)]))
  const bytes = Buffer.byteLength(JSON.stringify(putValues(before, change)))
  if (bytes > MOST_VALUE_BYTES) throw invalid('/customFields', `The values of a task are ${bytes} bytes together, ${MOST_VALUE_BYTES} at most.`)
  return change
}

function checkedValue(fieldId: string, value: Given, before: FieldValue | null, { projectId, fieldOf, isTeamMember }: Place): FieldValue | null {
  const pointer = `/customFields/${fieldId}`
  const field = fieldOf(fieldId)
  if (field?.projectId !== projectId) throw invalidReference(pointer, 'This is not a field of the task\'s project.')
  if (value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0)) return nothing(field, value, pointer)
  const checked = kinds[field.kind](value, { field, before, isTeamMember, pointer })
  if (field.archived && !sameValue(checked, before)) throw invalidReference(pointer, 'This field is archived: its values stay as they are.')
  return checked
}

/** What stands for no value is one of the kind too: `false` is none of a text. */
function nothing({ kind }: FieldFacts, value: Given, pointer: string): null {
  if (value === false && kind !== 'checkbox') throw misfit(pointer, kind)
  if (Array.isArray(value) && kind !== 'multi_select') throw misfit(pointer, kind)
  if (value === '' && (kind === 'checkbox' || kind === 'multi_select' || kind === 'number')) throw misfit(pointer, kind)
  return null
}

interface About { field: FieldFacts; before: FieldValue | null; isTeamMember: Place['isTeamMember']; pointer: string }
type Check = (value: Exclude<Given, null>, about: About) => FieldValue | null

const kinds: Record<FieldKind, Check> = {
  text: (value, { pointer }) => stringOf(value, 'text', pointer) || null,
  number: (value, { pointer }) => {
    if (typeof value !== 'number' || Number(value.toFixed(6)) !== value) throw misfit(pointer, 'number')
    return value
  },
  date: (value, { pointer }) => {
    const day = stringOf(value, 'date', pointer)
    if (!z.iso.date().safeParse(day).success || day.startsWith('0000')) throw misfit(pointer, 'date')
    return day
  },
  select: (value, about) => checkedOption(stringOf(value, 'select', about.pointer), about.pointer, about),
  multi_select: (value, about) => {
    if (!Array.isArray(value)) throw misfit(about.pointer, 'multi_select')
    value.forEach((id, index) => checkedOption(id, `${about.pointer}/${index}`, about))
    return [...new Set(value)].sort()
  },
  person: (value, { before, isTeamMember, pointer }) => {
    const memberId = stringOf(value, 'person', pointer).toLowerCase()
    if (memberId !== before && !isTeamMember(memberId)) throw invalidReference(pointer, 'This is not an active member of the task\'s team.')
    return memberId
  },
  checkbox: (value, { pointer }) => {
    if (value !== true) throw misfit(pointer, 'checkbox')
    return true
  },
  url: (value, { pointer }) => {
    const typed = stringOf(value, 'url', pointer)
    const href = isWebAddress(typed) ? new URL(typed).href : ''
    if (href === '' || href.length > LONGEST_ADDRESS) throw misfit(pointer, 'url')
    return href
  },
}

const LONGEST_ADDRESS = 1000

function stringOf(value: Given, kind: FieldKind, pointer: string): string {
  if (typeof value !== 'string') throw misfit(pointer, kind)
  return value.trim()
}

/** One that the task has may be archived meanwhile. */
function checkedOption(given: string, pointer: string, { field, before }: About): string {
  const id = given.toLowerCase()
  const option = field.options.find((one) => one.id === id)
  if (!option) throw invalidReference(pointer, 'This is not an option of the field.')
  const has = Array.isArray(before) ? before.includes(id) : before === id
  if (option.archived && !has) throw invalidReference(pointer, 'This option is archived.')
  return id
}

const wanted: Record<FieldKind, string> = {
  text: 'a text', number: 'a number of up to six decimals', date: 'a day such as 2026-12-01', select: 'the id of an option',
  multi_select: 'a list of ids of options', person: 'the id of a member of the team', checkbox: 'true or false', url: 'an address of http or https',
}

const misfit = (pointer: string, kind: FieldKind) => invalid(pointer, `This field takes ${wanted[kind]}.`)
