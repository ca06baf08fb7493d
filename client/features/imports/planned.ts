// Reads a file as a board, by the very code with which the server will.
import type { ForeignKind, ImportErrorCode, ImportPlan } from '../../../shared/trello/import-plan.ts'
import { planGithubImport } from '../../../shared/github/github-plan.ts'
import { looksLikeGithub } from '../../../shared/github/github-issues.ts'
import { ImportError, planTrelloImport } from '../../../shared/trello/plan.ts'
import { parseExport } from '../../../shared/trello/trello.json.ts'

/** Which tool wrote it. */
export type Source = 'trello' | 'github'
export type Planned =
  | { ok: true; plan: ImportPlan; source: Source }
  | { ok: false; code: ImportErrorCode; message: string; pointer: string; looksLike: ForeignKind | null }

export async function planned(file: Blob): Promise<Planned> {
  try {
    const text = await file.text()
    const source = isGithub(text) ? 'github' : 'trello'
    return { ok: true, source, plan: source === 'github' ? planGithubImport(text, new Date().toISOString()) : planTrelloImport(text) }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const { code, message, pointer, looksLike } = error
    return { ok: false, code, message, pointer, looksLike }
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
export async function planAside(file: Blob, signal: AbortSignal): Promise<Planned> {
  if (typeof Worker === 'undefined') return planned(file)
  const worker = new Worker(new URL('./plan.worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Planned>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Planned>) => resolve(data)
      worker.onerror = () => reject(new Error('The file could not be read'))
      signal.addEventListener('abort', () => reject(signal.reason as Error))
      worker.postMessage(file)
    })
  } finally {
    worker.terminate()
  }
}
