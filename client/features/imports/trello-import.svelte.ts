// One import of a Trello board, issues of GitHub, lines of JSON or a CSV file: a chosen file, what it would bring, the way in, what it brought.
import type { Stores } from '../../client.svelte.ts'
import { NetworkError } from '../../lib/api-error.ts'
import type { AnswerData } from '../../lib/api.ts'
import { newId } from '../../lib/ids.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { zone } from '../../ui/zone.ts'
import type { CsvTarget } from '../../../shared/csv/csv-columns.ts'
import { ImportError, type Fault as LineFault, type ImportPlan } from '../../../shared/trello/import-plan.ts'
import { faultOfFile, faultOfPlan, textOf, type Fault } from './board-file.ts'
import { csvFileOf, planOfCsv, withTarget, type CsvFile } from './csv-file.ts'
import { ImportProgress } from './import-progress.svelte.ts'
import { nameOf, planAside, type Source } from './planned.ts'
import { t } from './words.ts'

type Phase = 'source' | 'reading' | 'preview' | 'importing' | 'cancelling' | 'done'

export interface Refusal { fault: Fault | null; text: string; advice: string; detail: string }

export class TrelloImport {
  phase = $state<Phase>('source')
  file = $state.raw<File | null>(null)
  plan = $state.raw<ImportPlan | null>(null)
  /** Which tool wrote it, where it is no table. */
  source = $state.raw<Source>('trello')
  /** Where the file is a table. */
  csv = $state.raw<CsvFile | null>(null)
  result = $state.raw<AnswerData<'importTrello'> | null>(null)
  refusal = $state.raw<Refusal | null>(null)
  /** How a cancelled import ended. */
  ending = $state<'cancelled' | 'unknown' | null>(null)
  progress = $state.raw<ImportProgress | null>(null)
  readonly #stores: Stores
  #aborted = new AbortController()
  #key: string | null = null

  constructor(stores: Stores) {
    this.#stores = stores
  }

  /** Looks into the file; nothing of it leaves the browser. */
  async choose(file: File): Promise<void> {
    this.restart()
    const { signal } = this.#aborted
    this.file = file
    this.phase = 'reading'
    const refusal = await this.#read(file, signal).catch(() => refusalOf('unreadable', file.name))
    if (signal.aborted) return
    this.refusal = refusal
    this.phase = refusal ? 'source' : 'preview'
  }

  /** Brings everything in, or nothing. `assign` gives tasks of names in the file to members. */
  async run(teamId: string, assign: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!this.file || this.phase !== 'preview') return
    this.phase = 'importing'
    this.refusal = this.ending = null
    const names = Object.keys(assign).length > 0 ? JSON.stringify(assign) : undefined
    // One key for one file and one wish: however often it is tried, the board comes in once.
    const idempotencyKey = `${(this.#key ??= newId())}-${teamId}-${hashOf(`${names ?? ''}${this.csv?.targets.join() ?? ''}`)}`
    const progress = this.progress = new ImportProgress(this.#stores, this.file.size)
    const { file } = this
    const query = { teamId, importId: progress.id, assign: names }
    const { csv } = this
    const call = (signal?: AbortSignal) => (csv
      ? this.#stores.api.call('importCsv', { query, body: { name: csv.name, csv: csv.text, columns: [...csv.targets] }, signal, idempotencyKey })
      : this.source === 'lines'
        ? this.#stores.api.call('importNdjson', { query: { ...query, name: nameOf(file) || undefined }, body: file, signal, idempotencyKey, onUpload: progress.uploaded })
        : this.#stores.api.call(this.source === 'github' ? 'importGithub' : 'importTrello', { query, body: file, signal, idempotencyKey, onUpload: progress.uploaded }))
    await this.#bring(call, progress)
    progress.close()
  }

  /** Calls it off: what is not committed yet is taken back. */
  cancel(): void {
    if (this.phase !== 'importing' || this.progress?.isFinishing) return
    this.phase = 'cancelling'
    this.#aborted.abort()
  }

  /** Back to choosing a file; what runs is given up. */
  restart(): void {
    this.#aborted.abort()
    this.#aborted = new AbortController()
    this.phase = 'source'
    this.#key = this.ending = null
    this.file = this.plan = this.csv = this.result = this.refusal = this.progress = null
  }

  async #read(file: File, signal: AbortSignal): Promise<Refusal | null> {
    const fault = await faultOfFile(file)
    if (fault === 'table') return this.#readTable(file)
    if (fault) return refusalOf(fault, file.name)
    const read = await planAside({ file, zone: zone.name }, signal)
    if (!read.ok) return refusalOf(faultOfPlan(read.code, read.looksLike, read.source), file.name, read)
    this.plan = read.plan
    this.source = read.source
    return null
  }

  async #readTable(file: File): Promise<Refusal | null> {
    try {
      this.#show(csvFileOf(file.name, await textOf(file)))
      return null
    } catch (error) {
      if (!(error instanceof ImportError)) throw error
      return refusalOf(faultOfPlan(error.code, null), file.name, error)
    }
  }

  /** Says what a column of a table becomes; the plan follows. */
  mapColumn(index: number, target: CsvTarget): void {
    if (this.csv && this.phase === 'preview') this.#show(withTarget(this.csv, index, target))
  }

  #show(csv: CsvFile): void {
    this.plan = planOfCsv(csv, { now: new Date().toISOString(), zone: zone.name })
    this.csv = csv
  }

  async #bring(call: (signal?: AbortSignal) => Promise<{ data: AnswerData<'importTrello'> }>, progress: ImportProgress): Promise<void> {
    const { signal } = this.#aborted
    try {
      this.#arrive((await call(signal)).data)
    } catch (error) {
      if (!signal.aborted) return this.#refuse(error)
      if (this.phase !== 'cancelling') return
      this.#aborted = new AbortController()
      const end = await progress.end()
      // It was in before the word to stop came: the same key brings the same answer.
      if (end === 'done') return this.#arrive((await call()).data)
      this.ending = end
      this.phase = 'preview'
    }
  }

  #arrive(result: AnswerData<'importTrello'>): void {
    this.result = result
    this.phase = 'done'
  }

  #refuse(error: unknown): void {
    const text = error instanceof NetworkError ? t('refused.offline') : failureWords(error)
    this.refusal = { fault: null, text, advice: '', detail: '' }
    this.phase = 'preview'
  }
}

/** Wrong lines of a file that are told one by one; the others are counted. */
const TOLD_FAULTS = 5
/** What is wrong, by the code that the API tells too. */
const WHY: Record<string, 'line.required' | 'line.unknown' | 'line.tooLong' | 'line.unwritten' | 'line.unrelated' | undefined> = {
  required: 'line.required', unknown_field: 'line.unknown', too_big: 'line.tooLong', too_large: 'line.tooLong', invalid_format: 'line.unwritten', invalid_json: 'line.unwritten', invalid_reference: 'line.unrelated',
}

interface Reason { message?: string; pointer?: string; faults?: readonly LineFault[] }

function refusalOf(fault: Fault, name: string, { message = '', pointer = '', faults = [] }: Reason = {}): Refusal {
  const detail = faults.length > 0 ? linesOf(faults) : detailOf(fault, pointer) ?? message
  return { fault, text: t(`refused.${fault}`, { name }), advice: t(`advice.${fault}`), detail }
}

/** The first wrong lines, a line of text each, and how many more there are. */
function linesOf(faults: readonly LineFault[]): string {
  const told = faults.slice(0, TOLD_FAULTS).map(({ pointer, code }) => {
    const [, , line = '', ...field] = pointer.split('/')
    const why = t(WHY[code] ?? 'line.unfit')
    return field.length > 0 ? t('refused.field', { line, field: field.join('/'), why }) : t('refused.line', { line, why })
  })
  const more = faults.length - told.length
  return [...told, ...(more > 0 ? [t('refused.more', { count: more })] : [])].join('\n')
}

function detailOf(fault: Fault, pointer: string): string | null {
  const [line = '', column = ''] = pointer.split(':')
  return (fault === 'broken' || fault === 'brokenTable') && column ? t('refused.place', { line, column }) : null
}

/** Short and stable; only tells wishes apart. */
function hashOf(text: string): string {
  let hash = 0
  for (const character of text) hash = (Math.imul(hash, 31) + character.codePointAt(0)!) | 0
  return (hash >>> 0).toString(36)
}
