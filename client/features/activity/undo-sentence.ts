// Taking back what a sentence of the activity tells: whether one may, and doing it, with the reason where it is refused.
import { undoableTypes } from '../../../shared/features/undo-types.ts'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { undoEndpoints } from '../../../shared/features/undo.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { problemWords } from '../../shell/problem-words.ts'
import { toasts } from '../../ui/index.ts'
import type { StoreContext } from '../stores.ts'
import { t } from './words.ts'

/** What is sent, and how many changes that takes back. */
export interface SentenceUndo { body: BodyInputOf<typeof undoEndpoints.undo>; count: number }

const known = new Set<string>([...undoableTypes, 'task.recounted'])

/** Null where undo does not know all that the sentence tells. A bulk change is taken back whole. */
export function undoOf(events: readonly StreamEvent[]): SentenceUndo | null {
  const [only] = events
  if (only?.type === 'batch.applied' && events.length === 1) {
    const { operation, total, events: inner } = only.data as { operation: string; total: number; events: { type: string }[] }
    const isKnown = operation !== 'import' && inner.every(({ type }) => known.has(type))
    return isKnown ? { body: { correlationId: only.correlationId }, count: total } : null
  }
  if (!events.every(({ type }) => known.has(type))) return null
  const eventIds = events.filter(({ type }) => type !== 'task.recounted').map(({ id }) => id)
  return eventIds.length > 0 ? { body: { eventIds }, count: eventIds.length } : null
}

export async function takeBack({ api }: Pick<StoreContext, 'api'>, { body }: SentenceUndo): Promise<void> {
  try {
    const { data } = await api.call('undo', { body })
    const again = { body: { correlationId: data.correlationId }, count: data.undone.length }
    toasts.show({ text: t('undo.done', { count: data.undone.length }), undo: () => void takeBack({ api }, again) })
  } catch (error) {
    toasts.error(t('undo.refused', { why: whyNot(error) }))
  }
}

/** The first refused change says more than that something was refused. */
function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return failureWords(error)
  const [first] = (error.problem.data?.refused ?? []) as { code: typeof error.problem.code }[]
  return problemWords({ ...error.problem, code: first?.code ?? error.problem.code })
}
