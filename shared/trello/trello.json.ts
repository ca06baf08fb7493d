// Turns the text of an export into a value, or says in words a person can act on why it is none.
import { LIMITS } from './import-limits.ts'
import { ImportError } from './import-plan.ts'
import { storable } from './import-text.ts'
import { findFault, findExcess, lineAndColumn } from './json-fault.ts'

export function parseExport(text: string): unknown {
  if (text.length > LIMITS.characters) throw new ImportError('too_large', 'The file is larger than 32 MiB', '')
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  refuseEmpty(json)
  refuseExcess(json)
  try {
    return JSON.parse(json)
  } catch {
    throw faultOf(json)
  }
}

function refuseEmpty(json: string): void {
  if (json.trim() === '') throw new ImportError('invalid_json', 'The file is empty', '1:1')
}

/** Before parsing: a hostile file of 32 MiB would else become gigabytes. */
function refuseExcess(json: string): void {
  const excess = findExcess(json, LIMITS)
  if (!excess) return
  const place = lineAndColumn(json, excess.offset)
  throw new ImportError('too_large', `The file ${excess.what} (line:column ${place})`, place)
}

function faultOf(json: string): ImportError {
  const offset = findFault(json)
  const place = lineAndColumn(json, offset)
  const [line, column] = place.split(':')
  const isCutOff = offset >= json.length
  const what = isCutOff ? 'it ends too early, was the download cut off?' : `unexpected ${shown(json, offset)}`
  const message = `The file is not valid JSON: ${what} (line ${line}, column ${column})${hintFor(json)}`
  return new ImportError('invalid_json', message, place)
}

function shown(json: string, offset: number): string {
  const code = json.codePointAt(offset) ?? 0
  const char = storable(String.fromCodePoint(code))
  return char.trim() === '' ? `character U+${code.toString(16).toUpperCase().padStart(4, '0')}` : `“${char}”`
}

function hintFor(json: string): string {
  const start = json.slice(0, 200).trimStart()
  if (start.startsWith('<')) return '. It looks like a web page: sign in to Trello and export the board again'
  if (start.startsWith('PK\u0003\u0004')) return '. It looks like a zip archive: unpack it first'
  if (start.slice(0, 8).includes('\0')) return '. It looks like UTF-16: save it as UTF-8'
  if (/^"?card id"?[,;\t]/i.test(start)) return '. It looks like a CSV export: choose “Export as JSON” in Trello'
  return ''
}
