// Imports any CSV file as a new project: says what each column becomes, shows what would come of it, and imports it with --import.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { csvTargets, guessTargets, type CsvTarget } from '../shared/csv/csv-columns.ts'
import { readCsv } from '../shared/csv/csv-text.ts'
import type { ImportCounts } from '../shared/features/imports.ts'
import { request, setting } from './request.ts'

interface Preview { counts: ImportCounts; warnings: { message: string; where?: string }[]; statuses: { name: string; tasks: number }[] }

const [path, ...others] = process.argv.slice(2)
if (!path) {
  console.error('Usage: LOCKSTEP_TOKEN=... LOCKSTEP_TEAM=... node examples/csv.ts <file.csv> ["Name of a column=target" ...] [--import]')
  console.error(`Targets: ${csvTargets.join(', ')}`)
  process.exit(1)
}

const csv = readFileSync(path, 'utf8')
const { headers } = readCsv(csv)
const columns = mapped(headers, others.filter((one) => one !== '--import'))
headers.forEach((name, index) => console.log(`${name} -> ${columns[index]}`))

const plan = { name: basename(path).replace(/\.\w+$/, ''), csv, columns }
const query = `teamId=${setting('LOCKSTEP_TEAM')}`
const preview = await request<Preview>('POST', `/api/imports/csv/preview?${query}`, plan)
for (const { name, tasks } of preview.statuses) console.log(`  ${name}: ${tasks} tasks`)
for (const { message, where } of preview.warnings) console.log(`  Note${where ? ` on ${where}` : ''}: ${message}`)

if (others.includes('--import')) {
  // The same file with the same columns is the same import: sent again, it makes no second project.
  const key = createHash('sha256').update(JSON.stringify([query, plan])).digest('base64url')
  const { projectId, counts } = await request<Preview & { projectId: string }>('POST', `/api/imports/csv?${query}`, plan, key)
  console.log(`Imported ${counts.tasks.open} tasks into the project ${projectId}`)
} else console.log('Nothing was imported; say --import to do it.')

/** What was said of a column, else what its name tells, else nothing. */
function mapped(names: readonly string[], said: readonly string[]): CsvTarget[] {
  const targets = guessTargets(names)
  for (const one of said) {
    const at = one.lastIndexOf('=')
    const [name, target] = [one.slice(0, at), one.slice(at + 1) as CsvTarget]
    const index = names.indexOf(name)
    if (index === -1) throw new Error(`There is no column "${name}". There are: ${names.join(', ')}`)
    if (!csvTargets.includes(target)) throw new Error(`"${target}" is no target. There are: ${csvTargets.join(', ')}`)
    targets[index] = target
  }
  return targets
}
