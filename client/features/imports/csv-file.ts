// A CSV file that was chosen, with what its columns become. Pure.
import { guessTargets, sayTheSame, type CsvTarget } from '../../../shared/csv/csv-columns.ts'
import { planCsvImport, type Moment } from '../../../shared/csv/csv-plan.ts'
import { readCsv, type CsvTable } from '../../../shared/csv/csv-text.ts'
import type { ImportPlan } from '../../../shared/trello/import-plan.ts'

export interface CsvFile { name: string; text: string; table: CsvTable; targets: readonly CsvTarget[] }

/** Throws ImportError where it is none. */
export function csvFileOf(fileName: string, text: string): CsvFile {
  const table = readCsv(text)
  return { name: fileName.replace(/\.\w+$/, ''), text, table, targets: guessTargets(table.headers) }
}

/** What a task has one of is taken from the column that had it. */
export function withTarget(file: CsvFile, index: number, target: CsvTarget): CsvFile {
  const targets = file.targets.map((one, place) => {
    if (place === index) return target
    return sayTheSame(one, target) ? 'ignore' : one
  })
  return { ...file, targets }
}

/** What it brings; null while no column is the title. */
export const planOfCsv = ({ table, targets, name }: CsvFile, moment: Moment): ImportPlan | null =>
  (targets.includes('title') ? planCsvImport(table, targets, name, moment) : null)
