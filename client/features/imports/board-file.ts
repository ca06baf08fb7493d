// Looks at a chosen file before anything is sent: what it is, and whether it can be read as a board.
import type { Source } from './planned.ts'
import type { ForeignKind, ImportErrorCode } from '../../../shared/trello/import-plan.ts'

const MOST_BYTES = 32 * 1024 * 1024
const HEAD = 512

export type Fault =
  | 'tooLarge' | 'empty' | 'picture' | 'archive' | 'document' | 'webPage' | 'utf16' | 'text'
  | ForeignKind | 'foreign' | 'broken' | 'brokenTable' | 'brokenLine' | 'tooMany' | 'tooManyLines' | 'unreadable'

const SIGNATURES: readonly (readonly [string, Fault])[] = [
  ['89504e47', 'picture'], ['ffd8ff', 'picture'], ['47494638', 'picture'], ['52494646', 'picture'], ['504b0304', 'archive'],
  ['1f8b', 'archive'], ['25504446', 'document'], ['d0cf11e0', 'document'], ['fffe', 'utf16'], ['feff', 'utf16'],
]

/** What is wrong with the file as a whole; null when it may be JSON, `table` when it may be CSV. */
export async function faultOfFile(file: File): Promise<Fault | 'table' | null> {
  if (file.size === 0) return 'empty'
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  const hex = Array.from(bytes.slice(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
  const known = SIGNATURES.find(([signature]) => hex.startsWith(signature))?.[1]
  if (known) return known
  // HEIC and other media name their kind a little later.
  if (new TextDecoder('latin1').decode(bytes.slice(4, 8)) === 'ftyp') return 'picture'
  return faultOfText(new TextDecoder().decode(bytes).replace(/^\uFEFF/, '').trimStart(), file)
}

function faultOfText(start: string, file: File): Fault | 'table' | null {
  if (start.startsWith('<')) return 'webPage'
  if (!start.startsWith('{') && !start.startsWith('[')) return file.size > MOST_BYTES ? 'tooLarge' : isTable(start, file.name) ? 'table' : 'text'
  return file.size > MOST_BYTES ? 'tooLarge' : null
}

function isTable(start: string, name: string): boolean {
  const [header = ''] = start.split(/\r?\n/)
  return /\.(?:csv|tsv)$/i.test(name) || header.split(/[,;\t]/).length > 2
}

/** The text of a table: UTF-8, or what spreadsheets write where that is not chosen. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The fault that the reading of a board ended with. */
export function faultOfPlan(code: ImportErrorCode, looksLike: ForeignKind | null, source?: Source): Fault {
  if (looksLike) return looksLike
  if (source === 'lines' && code === 'too_large') return 'tooManyLines'
  return ({ invalid_json: 'broken', invalid_csv: 'brokenTable', invalid_lines: 'brokenLine', not_a_trello_board: 'foreign', invalid_board: 'foreign', too_large: 'tooMany' } as const)[code]
}
