// Rows as a workbook of one sheet, written and packed while they come: no more than some rows are in memory.
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { localTime } from '../../../shared/calendar.ts'
import { withoutList, type Cell } from './custom-cells.ts'
import type { ExportColumn } from './export-columns.ts'
import type { RowWriter } from './row-writer.ts'
import { parts, SHEET, sheetBegin, sheetEnd } from './xlsx-parts.ts'

const FAST = 3
/** More a cell does not hold. */
const MOST_TEXT = 32_767

/** Times are those of a clock in the zone. */
export function xlsxWriter(zone: string): RowWriter {
  let written: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    written.push(chunk)
  })
  const sheet = new ZipDeflate(SHEET, { level: FAST })
  const taken = () => {
    const chunk = Buffer.concat(written)
    written = []
    return chunk
  }
  return {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    begin(columns) {
      for (const [name, text] of Object.entries(parts)) {
        const file = new ZipDeflate(name, { level: FAST })
        zip.add(file)
        file.push(strToU8(text), true)
      }
      zip.add(sheet)
      sheet.push(strToU8(sheetBegin(columns.length) + row(columns.map(({ name }) => textCell(name, HEAD)))))
      return taken()
    },
    rows(rows, columns) {
      sheet.push(strToU8(rows.map((values) => row(columns.map((column) => cell(values[column.key] ?? null, column, zone)))).join('')))
      return taken()
    },
    end() {
      sheet.push(strToU8(sheetEnd), true)
      zip.end()
      return taken()
    },
  }
}

/** Styles in the order of the workbook's list. */
const [PLAIN, HEAD, TIME] = [0, 1, 2]

const row = (cells: readonly string[]) => `<row>${cells.join('')}</row>`

function cell(given: Cell, { isTime }: ExportColumn, zone: string): string {
  const value = withoutList(given)
  if (value === null || value === '') return '<c/>'
  if (typeof value === 'number') return `<c><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c t="b"><v>${Number(value)}</v></c>`
  return isTime ? `<c s="${TIME}"><v>${dayNumber(value, zone)}</v></c>` : textCell(value, PLAIN)
}

const textCell = (text: string, style: number) =>
  `<c t="inlineStr"${style === PLAIN ? '' : ` s="${style}"`}><is><t xml:space="preserve">${escaped(text.slice(0, MOST_TEXT))}</t></is></c>`

/** Days since the end of 1899, as spreadsheets count. */
const dayNumber = (instant: string, zone: string) => Date.parse(`${localTime(new Date(instant), zone)}Z`) / 86_400_000 + 25_569

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
// XML has no place for these, however they are written. A pair that was cut in two is none any more.
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escaped = (text: string) => text.replaceAll(NOT_IN_XML, '').replaceAll(/[&<>]/g, (sign) => entities[sign]!)
