// Taking back what a sentence of the activity tells: whether one may, and doing it, with the reason where it is refused.
import { isOfPlace, placeRight, undoableTypes, whyNever } from '../../../shared/features/undo-types.ts'
import type { BodyInputOf } from '../../../shared/endpoint.ts'
import type { undoEndpoints, UndoAnswer } from '../../../shared/features/undo.ts'
import type { Permission } from '../../../shared/permissions.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { ApiError } from '../../lib/api-error.ts'
import { failureWords } from '../../shell/failure-words.ts'
import { problemWords } from '../../shell/problem-words.ts'
import { toasts } from '../../ui/index.ts'
import type { StoreContext } from '../stores.ts'
import { t } from './words.ts'

/** What is sent, and how many changes that takes back. */
export interface SentenceUndo { body: BodyInputOf<typeof undoEndpoints.undo>; count: number }

/** Follows what it counts by itself, or stays as it is. */
const counted: ReadonlySet<string> = new Set(['task.recounted', 'task_template.numbered'])
/** Only says why the others are there. */
const MERGED = 'task.merged'
const known = new Set<string>([...undoableTypes, ...counted, MERGED, 'task.entered', 'project.entered'])

/** Null where undo does not know all that the sentence tells. A bulk change is taken back whole, by what all its parts have in common. */
export function undoOf(events: readonly StreamEvent[], asker: Asker): SentenceUndo | null {
  const [first] = events
  if (first?.type === 'batch.applied') return undoOfBatch(first, events as BatchPart[], asker)
  if (events.some(({ type }) => type.endsWith('.entered') || type.endsWith('.left'))) return undoOfRequest(events)
  if (!events.every((event) => mayKnow(event, event.actor.membershipId, asker))) return null
  if (events.some(({ type }) => type === 'department.deleted')) return undoOfRequest(events)
  const eventIds = events.filter(({ type }) => !counted.has(type)).map(({ id }) => id)
  return eventIds.length > 0 ? { body: { eventIds }, count: eventIds.length } : null
}

/** One deed told by several events: to the team that a task or project left and the one where it came, or of all that goes up when a department is deleted. */
function undoOfRequest(events: readonly StreamEvent[]): SentenceUndo | null {
  const { correlationId } = events[0]!
  return events.every((event) => event.correlationId === correlationId) ? { body: { correlationId }, count: 1 } : null
}

type Told = Pick<StreamEvent, 'type' | 'data'>
type BatchPart = StreamEvent & { data: { operation: string; total: number; events: Told[] } }

function undoOfBatch({ actor, correlationId }: StreamEvent, parts: readonly BatchPart[], asker: Asker): SentenceUndo | null {
  const { operation, total } = parts[0]!.data
  const inner = parts.flatMap(({ data }) => data.events)
  const isKnown = operation !== 'import' && operation !== 'copy' && inner.every((told) => mayKnow(told, actor.membershipId, asker))
  const count = total - inner.filter(({ type }) => counted.has(type) || type === MERGED).length
  return isKnown && count > 0 ? { body: { correlationId }, count } : null
}

/** Who would take it back, in the team that the events are of. */
export interface Asker { meId: string | null; may(permission: Permission, subject?: { createdById: string | null }): boolean }

/** Only its author rewrites a comment, back too, and only whose it is changes time. What tasks stand in, whoever runs it. */
function mayKnow(told: Told, actorId: string | null, { meId, may }: Asker): boolean {
  const { type } = told
  if (!known.has(type) || whyNever(told) !== null) return false
  if (isOfPlace(told)) return may(placeRight(told)[0], { createdById: actorId })
  return actorId === meId || (type !== 'comment.updated' && !type.startsWith('time.'))
}

export async function takeBack({ api }: Pick<StoreContext, 'api'>, { body }: SentenceUndo): Promise<void> {
  try {
    sayTakenBack({ api }, (await api.call('undo', { body })).data)
  } catch (error) {
    toasts.error(t('undo.refused', { why: whyNot(error) }))
  }
}

/** Takes all back that a request did, and only tells where that is refused. Answers the request that did it; null where there is nothing (any more). */
export async function undoRequest({ api }: Pick<StoreContext, 'api'>, request: Promise<string | null>): Promise<string | null> {
  try {
    const correlationId = await request
    return correlationId === null ? null : (await api.call('undo', { body: { correlationId } })).data.correlationId
  } catch (error) {
    toasts.error(t('undo.refused', { why: whyNot(error) }))
    return null
  }
}

/** How many changes were taken back, with the way to them. */
export function sayTakenBack({ api }: Pick<StoreContext, 'api'>, { correlationId, undone: { length: count } }: UndoAnswer): void {
  toasts.show({ text: t('undo.done', { count }), undo: () => void takeBack({ api }, { body: { correlationId }, count }) })
}

/** The first refused change says more than that something was refused. */
function whyNot(error: unknown): string {
  if (!(error instanceof ApiError)) return failureWords(error)
  const [first] = (error.problem.data?.refused ?? []) as { code: typeof error.problem.code }[]
  return problemWords({ ...error.problem, code: first?.code ?? error.problem.code })
}
