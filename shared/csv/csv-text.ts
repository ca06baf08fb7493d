// CSV as rows of texts: RFC 4180 and what programs make of it (semicolons, tabs, line breaks of all kinds). Pure.
import { ImportError } from '../trello/import-plan.ts'

export interface CsvTable { headers: string[]; rows: string[][] }

const delimiters = [',', ';', '\t'] as const

/** Reads a file whose first row names the columns. Throws ImportError where a quotation mark is not closed, or nothing is there. */
export function readCsv(text: string): CsvTable {
  const plain = text.replace(/^\uFEFF/, '')
  const [headers, ...rows] = rowsOf(plain, delimiterOf(plain)).filter((row) => row.some((cell) => cell.trim() !== ''))
  if (!headers || headers.length < 1) throw new ImportError('invalid_csv', 'The file has no rows', '1:1')
  return { headers: headers.map((name) => name.trim()), rows }
}

/** The sign that stands most often in the first row, outside of quotation marks. */
function delimiterOf(text: string): string {
  const first = rowsOf(text.slice(0, 20_000).split(/\r?\n/, 1)[0]!.replaceAll(/"[^"]*"/g, ''), '\0')[0]?.[0] ?? ''
  const counts = delimiters.map((sign) => first.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))]!
}

function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedAt(text, at, delimiter) : plainAt(text, at, delimiter)
    row.push(cell.value)
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  return rows
}

interface Cell { value: string; end: number }

function plainAt(text: string, at: number, delimiter: string): Cell {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(at, end), end }
}

/** What stands between a closing mark and the next cell belongs to it, as spreadsheets take it. */
function quotedAt(text: string, at: number, delimiter: string): Cell {
  let value = ''
  let from = at + 1
  for (;;) {
    const mark = text.indexOf('"', from)
    if (mark < 0) throw new ImportError('invalid_csv', 'A quotation mark is opened and not closed', placeOf(text, at))
    value += text.slice(from, mark)
    if (text[mark + 1] !== '"') {
      const rest = plainAt(text, mark + 1, delimiter)
      return { value: value + rest.value, end: rest.end }
    }
    value += '"'
    from = mark + 2
  }
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}
