// Tells a board of Trello from everything else that is JSON, naming what is missing.
import { LIMITS } from './import-limits.ts'
import { ImportError } from './import-plan.ts'
import type { ForeignKind } from './import-plan.ts'
import { cut, oneLine, storable } from './import-text.ts'
import type { Warnings } from './import-warnings.ts'
import { Entry, isRecord } from './trello.entry.ts'
import type { JsonRecord } from './trello.entry.ts'

export function readBoard(value: unknown, warnings: Warnings): Entry {
  if (!isRecord(value)) {
    throw foreign(`the file holds ${kindOf(value)}, a board is an object with “lists” and “cards”`, '')
  }
  const missing = ['lists', 'cards'].filter((key) => !Array.isArray(value[key]))
  if (missing.length > 0) throw lacking(value, missing)
  refuseUnknownShape(value, 'lists', ['name', 'id'])
  refuseUnknownShape(value, 'cards', ['name', 'idList'])
  refuseTooMany(value, 'lists', LIMITS.statuses)
  refuseTooMany(value, 'cards', LIMITS.tasks)
  return new Entry(value, '', warnings)
}

function foreign(reason: string, pointer: string, kind: ForeignKind | null = null): ImportError {
  const hint = kind ? HINTS[kind] : ''
  return new ImportError('not_a_trello_board', `This is not a Trello board: ${reason}${hint}`, pointer, kind)
}

function lacking(value: JsonRecord, missing: string[]): ImportError {
  const wrong = missing.find((key) => value[key] !== undefined)
  if (wrong) return foreign(`“${wrong}” is ${kindOf(value[wrong])} instead of a list`, `/${wrong}`)
  const keys = Object.keys(value).slice(0, 6).map((key) => cut(oneLine(storable(key)), 40))
  const has = keys.length > 0 ? `; it has ${keys.join(', ')}` : ''
  return foreign(`${missing.map((key) => `“${key}”`).join(' and ')} missing${has}`, '', originOf(value))
}

const HINTS: Record<ForeignKind, string> = {
  issues: '. It looks like an export of issues (Jira, GitHub)',
  card: '. It looks like a single card: export the whole board',
  boards: '. Import the boards one by one',
  wekan: '. It looks like a board of Wekan',
}

function originOf(value: JsonRecord): ForeignKind | null {
  if (Array.isArray(value.issues)) return 'issues'
  if (value.idList !== undefined) return 'card'
  return value.boards !== undefined || value.board !== undefined ? 'boards' : null
}

/** Other tools have lists and cards too, but call their fields differently. */
function refuseUnknownShape(value: JsonRecord, key: string, fields: string[]): void {
  const entries = value[key]
  if (!Array.isArray(entries) || entries.length === 0) return
  const records = entries.filter(isRecord)
  if (records.length === 0) {
    throw new ImportError('invalid_board', `None of “${key}” is an object`, `/${key}/0`)
  }
  if (records.some((record) => fields.some((field) => typeof record[field] === 'string'))) return
  const isWekan = value.swimlanes !== undefined || value._format !== undefined
  throw foreign(`its ${key} have no “${fields.join('” and no “')}”`, `/${key}/0`, isWekan ? 'wekan' : null)
}

function refuseTooMany(value: JsonRecord, key: string, most: number): void {
  const entries = value[key]
  if (!Array.isArray(entries) || entries.length <= most) return
  const [size, bound] = [entries.length, most].map((count) => count.toLocaleString('en'))
  const message = `The board has ${size} ${key}, at most ${bound} can come in`
  throw new ImportError('too_large', message, `/${key}/${most}`)
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (value === null) return 'null'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
