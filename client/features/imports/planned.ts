// Reads a file as a board, by the very code with which the server will.
import type { ForeignKind, ImportErrorCode, ImportPlan } from '../../../shared/trello/import-plan.ts'
import { ImportError, planTrelloImport } from '../../../shared/trello/plan.ts'

export type Planned =
  | { ok: true; plan: ImportPlan }
  | { ok: false; code: ImportErrorCode; message: string; pointer: string; looksLike: ForeignKind | null }

export async function planned(file: Blob): Promise<Planned> {
  try {
    return { ok: true, plan: planTrelloImport(await file.text()) }
  } catch (error) {
    if (!(error instanceof ImportError)) throw error
    const { code, message, pointer, looksLike } = error
    return { ok: false, code, message, pointer, looksLike }
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
