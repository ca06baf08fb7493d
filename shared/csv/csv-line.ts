// A line of CSV: RFC 4180, with texts that no spreadsheet runs as formulas.
type Cell = string | number | boolean | null

/** Before the first line, so that spreadsheets read letters of all alphabets as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF'

export const csvLine = (values: readonly Cell[]) => `${values.map(cell).join(',')}\r\n`

function cell(value: Cell): string {
  if (value === null) return ''
  const text = typeof value === 'string' ? inert(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A text that a spreadsheet would run as a formula begins with an apostrophe: it is then what it says. So does each part of it that
 * one would take for a cell of its own which splits at other signs than commas.
 *
 * A formula is what begins with `=` or `@`, or with `+` or `-` and, without a space, anything but that sign; also a tab or line break at
 * the very beginning. With a space after its sign, as in the lines of a list, it is one only where a number follows or something could be
 * called (`(`, `|`, `!`) before the line ends; otherwise a spreadsheet finds a name that it does not know.
 */
export function inert(text: string): string {
  const lines = text.split(/(?<=[\r\n])/)
  const guarded = lines.map((line, index) => {
    const lastCall = line.search(LAST_CALL)
    // The whole text is one formula where it begins with one, line breaks and all.
    const calls = (at: number) => lastCall > at || (index + at === 0 && CALL.test(text))
    return line.replaceAll(START, (_, at: number) => (beginsFormula(line, at, calls(at)) ? "'" : ''))
  }).join('')
  return /^[\t\r\n]/.test(guarded) ? `'${guarded}` : guarded
}

const CALL = /[(|!]/
const LAST_CALL = /[(|!](?=[^(|!]*$)/
const START = /(?<=^|[,;\t])/g

const SPACES = '[^\\S\\t\\r\\n]*'
const BEGINNING = `${SPACES}(?:["']${SPACES})?`
const SIGNS = `[+-](?:${SPACES}[+-])*`
const FORMULA = new RegExp(`${BEGINNING}(?:[=@]|${SIGNS}(?:[^\\s,;+-]|\\s+[\\d.$]))`, 'y')
const SIGNED = new RegExp(`${BEGINNING}[+-]`, 'y')

function beginsFormula(line: string, at: number, calls: boolean): boolean {
  FORMULA.lastIndex = at
  SIGNED.lastIndex = at
  return FORMULA.test(line) || (calls && SIGNED.test(line))
}
