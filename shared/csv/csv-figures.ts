// What a row of a table says in numbers: estimates, how far the task is, whether it is archived. Pure.
import type { PlannedTask } from '../trello/import-plan.ts'
import { cut, oneLine } from '../trello/import-text.ts'
import type { Warnings } from '../trello/import-warnings.ts'
import { cellOf, placeOfCell } from './csv-cell.ts'
import { estimateTargets, type CsvTarget } from './csv-columns.ts'
import { estimateOf, flagOf, pointsOf, progressOf } from './csv-values.ts'

/** Minutes of a number without a unit. */
const EACH: Partial<Record<CsvTarget, number>> = { estimateMinutes: 1, estimateHours: 60, estimateSeconds: 1 / 60 }
const LONGEST_QUOTE = 40

export type Figures = Pick<PlannedTask, 'estimateMinutes' | 'estimatePoints' | 'progress'> & { isArchived: boolean }

export class FigureColumns {
  readonly #headers: readonly string[]
  readonly #columns: ReadonlyMap<CsvTarget, readonly number[]>
  readonly #warnings: Warnings

  constructor(headers: readonly string[], columns: ReadonlyMap<CsvTarget, readonly number[]>, warnings: Warnings) {
    this.#headers = headers
    this.#columns = columns
    this.#warnings = warnings
  }

  /** Of the row on this line; what it does not say is not in it. */
  of(row: readonly string[], line: number): Figures {
    const read = <T>(target: CsvTarget, parse: (text: string) => T | null, fault: string) => this.#read(row, line, { target, parse, fault })
    const minutes = estimateTargets.map((target) => read(target, (text) => estimateOf(text, EACH[target]!), 'estimate')).find((one) => one !== null)
    const points = read('estimatePoints', pointsOf, 'points')
    const progress = read('progress', progressOf, 'progress')
    return {
      ...(minutes !== undefined && { estimateMinutes: minutes }), ...(points !== null && { estimatePoints: points }), ...(progress !== null && { progress }),
      isArchived: read('archived', flagOf, 'archived') === true,
    }
  }

  /** The first of its columns in which something stands counts. */
  #read<T>(row: readonly string[], line: number, { target, parse, fault }: { target: CsvTarget; parse: (text: string) => T | null; fault: string }): T | null {
    const index = (this.#columns.get(target) ?? []).find((one) => cellOf(row, one) !== '')
    if (index === undefined) return null
    const text = cellOf(row, index)
    const value = parse(text)
    if (value === null) this.#warnings.add(`unreadable_${fault}`, `"${cut(oneLine(text), LONGEST_QUOTE)}" cannot be read as ${MEANT[fault]!} and is left out`, placeOfCell(this.#headers, index, line))
    return value
  }
}

const MEANT: Record<string, string> = { estimate: 'a length of time', points: 'points', progress: 'per cent', archived: 'yes or no' }
