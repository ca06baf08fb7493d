// CSV as rows of texts: RFC 4180 and what programs make of it (semicolons, tabs, line breaks of all kinds). Pure.
import { LENGTHS, LIMITS } from '../trello/import-limits.ts'
import { ImportError } from '../trello/import-plan.ts'
import { cut } from '../trello/import-text.ts'
import { lineAndColumn } from '../trello/json-fault.ts'

export interface CsvTable { headers: string[]; rows: string[][] }

const delimiters = [',', ';', '\t'] as const

/** Reads a file whose first row names the columns. Throws ImportError where a quotation mark is not closed, nothing is there, or more than an import may hold. */
export function readCsv(text: string): CsvTable {
  const plain = text.replace(/^\uFEFF/, '')
  const [headers, ...rows] = rowsOf(plain, delimiterOf(plain))
  if (!headers || headers.length < 1) throw new ImportError('invalid_csv', 'The file has no rows', '1:1')
  return { headers: headers.map((name) => cut(name.trim(), LENGTHS.name)), rows }
}

/** The sign that stands most often in the first row, outside of quotation marks. */
function delimiterOf(text: string): string {
  const begun = text.search(/\S/)
  const start = Math.max(text.lastIndexOf('\n', begun), text.lastIndexOf('\r', begun)) + 1
  const first = text.slice(start, start + 20_000).replaceAll(QUOTED, '').split(/[\r\n]/, 1)[0]!
  const counts = delimiters.map((sign) => first.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))]!
}

/** Whole quoted cells, and one that is not closed. */
const QUOTED = /(?<=^|[,;\t\r\n])"(?:[^"]|"")*(?:"|$)/g

/** The rows in which something stands. The others are let go at once: there may be millions of them. */
function rowsOf(text: string, delimiter: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cells = 0
  let at = 0
  const keep = () => {
    if (row.some((cell) => cell.trim() !== '')) {
      rows.push(row)
      cells += row.length
    }
    if (rows.length > LIMITS.tasks + 1) throw tooLarge(LIMITS.tasks, 'rows', text, at)
    row = []
  }
  while (at < text.length) {
    if (row.length === 0 && (text[at] === '\n' || text[at] === '\r')) {
      at += 1
      continue
    }
    const cell = text[at] === '"' ? quotedAt(text, at, delimiter) : plainAt(text, at, delimiter)
    row.push(cell.value)
    if (cells + row.length > LIMITS.cells) throw tooLarge(LIMITS.cells, 'cells', text, at)
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      if (at === text.length) row.push('')
      continue
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    keep()
  }
  keep()
  return rows
}

const tooLarge = (most: number, noun: string, text: string, at: number) =>
  new ImportError('too_large', `The file has more than ${most.toLocaleString('en')} ${noun}`, lineAndColumn(text, at))

interface Cell { value: string; end: number }

function plainAt(text: string, at: number, delimiter: string): Cell {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(at, end), end }
}

/** What stands between a closing mark and the next cell belongs to it, as spreadsheets take it. */
function quotedAt(text: string, at: number, delimiter: string): Cell {
  let mark = text.indexOf('"', at + 1)
  while (mark >= 0 && text[mark + 1] === '"') mark = text.indexOf('"', mark + 2)
  if (mark < 0) throw new ImportError('invalid_csv', 'A quotation mark is opened and not closed', lineAndColumn(text, at))
  const rest = plainAt(text, mark + 1, delimiter)
  return { value: text.slice(at + 1, mark).replaceAll(/""/g, '"') + rest.value, end: rest.end }
}
