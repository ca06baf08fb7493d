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

/** Follows what it counts by itself. */
const RECOUNTED = 'task.recounted'
const known = new Set<string>([...undoableTypes, RECOUNTED])

/** Null where undo does not know all that the sentence tells. A bulk change is taken back whole, by what all its parts have in common. */
export function undoOf(events: readonly StreamEvent[], meId: string | null): SentenceUndo | null {
  const [first] = events
  if (first?.type === 'batch.applied') return undoOfBatch(first, events as BatchPart[], meId)
  if (!events.every(({ type, actor }) => mayKnow(type, actor.membershipId, meId))) return null
  const eventIds = events.filter(({ type }) => type !== RECOUNTED).map(({ id }) => id)
  return eventIds.length > 0 ? { body: { eventIds }, count: eventIds.length } : null
}

type BatchPart = StreamEvent & { data: { operation: string; total: number; events: { type: string }[] } }

function undoOfBatch({ actor, correlationId }: StreamEvent, parts: readonly BatchPart[], meId: string | null): SentenceUndo | null {
  const { operation, total } = parts[0]!.data
  const inner = parts.flatMap(({ data }) => data.events)
  const isKnown = operation !== 'import' && operation !== 'copy' && inner.every(({ type }) => mayKnow(type, actor.membershipId, meId))
  const count = total - inner.filter(({ type }) => type === RECOUNTED).length
  return isKnown && count > 0 ? { body: { correlationId }, count } : null
}

/** Only its author rewrites a comment, back too. */
function mayKnow(type: string, actorId: string | null, meId: string | null): boolean {
  return known.has(type) && (type !== 'comment.updated' || actorId === meId)
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
