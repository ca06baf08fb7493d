// Reads a file as a board, by the very code with which the server will.
import { LinesError, type Fault, type ForeignKind, type ImportErrorCode, type ImportPlan } from '../../../shared/trello/import-plan.ts'
import { planGithubImport } from '../../../shared/github/github-plan.ts'
import { looksLikeGithub } from '../../../shared/github/github-issues.ts'
import { ImportError, planTrelloImport } from '../../../shared/trello/plan.ts'
import { NdjsonPlan } from '../../../shared/ndjson/ndjson-plan.ts'
import { parseExport } from '../../../shared/trello/trello.json.ts'

/** Which tool wrote it; `lines` are tasks, one JSON object a line. */
export type Source = 'trello' | 'github' | 'lines'
export type Planned =
  | { ok: true; plan: ImportPlan; source: Source }
  | { ok: false; code: ImportErrorCode; message: string; pointer: string; source: Source; looksLike: ForeignKind | null; faults: readonly Fault[] }

/** `zone` is that of the reader, for days without a time. */
export interface Asked { file: File; zone: string }

export async function planned({ file, zone }: Asked): Promise<Planned> {
  const text = await file.text()
  const source = hasLines(file.name, text) ? 'lines' : isGithub(text) ? 'github' : 'trello'
  try {
    return { ok: true, source, plan: planOf(source, text, { name: nameOf(file), zone }) }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const { code, message, pointer, looksLike } = error
    return { ok: false, code, message, pointer, source, looksLike, faults: error instanceof LinesError ? error.faults : [] }
  }
}

function planOf(source: Source, text: string, { name, zone }: { name: string; zone: string }): ImportPlan {
  const now = new Date().toISOString()
  if (source === 'github') return planGithubImport(text, now)
  if (source === 'trello') return planTrelloImport(text)
  const plan = new NdjsonPlan({ now, zone })
  for (const line of text.replace(/\n$/, '').split('\n')) plan.add(line)
  return plan.plan(name)
}

/** What the project of a file is called that has no name of its own. */
export const nameOf = (file: File) => file.name.replace(/\.\w+$/, '')

/** By its name, else where the first of several lines is a task. */
function hasLines(name: string, text: string): boolean {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return true
  const end = text.indexOf('\n')
  if (end < 0 || text.slice(end).trim() === '') return false
  try {
    return 'title' in (JSON.parse(text.slice(0, end)) as object)
  } catch {
    return false
  }
}

/** What is no JSON at all is for the reader of boards to tell. */
function isGithub(text: string): boolean {
  try {
    return looksLikeGithub(parseExport(text))
  } catch {
    return false
  }
}

/** In a worker where there are workers. Ends it when the signal does. */
export async function planAside(asked: Asked, signal: AbortSignal): Promise<Planned> {
  if (typeof Worker === 'undefined') return planned(asked)
  const worker = new Worker(new URL('./plan.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Planned>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Planned>) => resolve(data)
      worker.onerror = () => reject(new Error('The file could not be read'))
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      worker.postMessage(asked)
    })
  } finally {
    worker.terminate()
  }
}
