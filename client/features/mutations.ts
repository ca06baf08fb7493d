// All mutations by name: what the outbox sends, and what boards and task panels draw until the event comes.
import { ApiError } from '../lib/api-error.ts'
import type { Answer, AnswerData, Api, CallInput, EndpointName } from '../lib/api.ts'
import type { Base, Change, Outbox, Outcome, StoredChange } from '../lib/outbox.svelte.ts'
import type { Problem } from '../../shared/errors.ts'
import type { Reminder } from '../../shared/features/reminders.ts'
import type { StreamName } from '../../shared/streams.ts'
import { keepCreates, sendManyOnto, type Keep } from './based-bulk.ts'
import { sendOnto, type Send } from './based-changes.ts'
import type { boardMutations } from './board/board.mutations.ts'
import type { BoardDraft } from './board/board.state.ts'
import { knownMutation, laterMutation } from './known-mutations.svelte.ts'
import type { lateMutations } from './late-mutations.ts'
import type { MutationContext } from './mutation.ts'
import { sendPlaced } from './placed-creates.ts'
import type { TaskDetailDraft } from './tasks/task-detail.draft.ts'

type Mutations = typeof boardMutations & typeof lateMutations
export type MutationName = keyof Mutations
export type InputOf<M extends MutationName> = Parameters<Mutations[M]['request']>[0]
export type ResultOf<M extends MutationName> = AnswerData<Mutations[M]['endpoint']>

/** Sends a change with its own key, however often that takes; `keep` is told which of many changes were refused. */
export async function sendChange(api: Api, change: StoredChange, signal: AbortSignal, keep: Keep = () => {}): Promise<Answer<unknown>> {
  const { name, base, bases } = change
  // One that is there leaves at once. A name that was stored by another version of the client may be unknown.
  const found = knownMutation(name) ?? await laterMutation(name, api.waits, signal)
  if (!found) throw new ApiError(unknownChange)
  const call = api.call.bind(api) as (endpoint: EndpointName, input: CallInput<EndpointName>) => Promise<Answer<unknown>>
  const send: Send = (given, idempotencyKey) => call(found.endpoint, { ...found.request(given), idempotencyKey, signal })
  if (bases) return sendManyOnto(bases, change, send, keep)
  if (base) return sendOnto(base, change, send)
  const answer = await sendPlaced(change, send)
  if (name === 'bulkTasks') keepCreates(change, answer.data as AnswerData<'bulkTasks'>, keep)
  return answer
}

const unknownChange: Problem = {
  type: 'about:blank', title: 'Unknown change', status: 422, code: 'unknown_change', traceId: '',
  detail: 'It was made by another version of Lockstep and cannot be sent any more.',
}

export interface ChangePlace {
  stream: StreamName
  projectId: string
  alsoOf?: readonly string[] | undefined
  membershipId: string
  base?: Base | undefined
  bases?: StoredChange['bases'] | undefined
  /** Where the change has one already. */
  key?: string
}

/** Adds one's own change: drawn at once, sent in its turn. Whoever makes one of the late ones imports `late-mutations.ts`. */
export function change<M extends MutationName>(outbox: Outbox, place: ChangePlace, name: M, input: InputOf<M>): Promise<Outcome<ResultOf<M>>> {
  const { stream, projectId, alsoOf, membershipId, base, bases, key } = place
  return outbox.add<ResultOf<M>>({
    stream, projectId, membershipId, name, input, taskIds: knownMutation(name)!.taskIds(input), ...(alsoOf?.length && { alsoOf }), ...(base && { base }), ...(bases?.some(Boolean) && { bases }), ...(key !== undefined && { key }),
  })
}

export function drawOnBoard(draft: BoardDraft, change: Change): void {
  knownMutation(change.name)?.onBoard?.(draft, change.input, contextOf(change))
}

export function drawOnTask(draft: TaskDetailDraft, change: Change): void {
  knownMutation(change.name)?.onTask?.(draft, change.input, contextOf(change))
}

export function drawReminders(items: readonly Reminder[], change: Change): readonly Reminder[] {
  return knownMutation(change.name)?.onReminders?.(items, change.input, contextOf(change)) ?? items
}

function contextOf({ membershipId, at, key }: Change): MutationContext {
  return { membershipId, at: new Date(at).toISOString(), key }
}
