// All mutations by name: what the outbox sends, and what boards and task panels draw until the event comes.
import type { Answer, AnswerData, Api, CallInput, EndpointName } from '../lib/api.ts'
import type { Change, Outbox, Outcome, StoredChange } from '../lib/outbox.svelte.ts'
import type { StreamName } from '../../shared/streams.ts'
import { boardMutations } from './board/board.mutations.ts'
import type { BoardDraft } from './board/board.state.ts'
import type { Mutation, MutationContext } from './mutation.ts'
import { taskDetailMutations } from './tasks/task-detail.mutations.ts'
import type { TaskDetailDraft } from './tasks/task-detail.reducer.ts'

export const mutations = { ...boardMutations, ...taskDetailMutations }
type Mutations = typeof mutations
export type MutationName = keyof Mutations
export type InputOf<M extends MutationName> = Parameters<Mutations[M]['request']>[0]
export type ResultOf<M extends MutationName> = AnswerData<Mutations[M]['endpoint']>

/** A name that was stored by another version of the client may be unknown. */
const described = (name: string) => (mutations as unknown as Record<string, Mutation<unknown> | undefined>)[name]

/** Sends a change with its own key, however often that takes. */
export function sendChange(api: Api, { name, input, key }: StoredChange, signal: AbortSignal): Promise<Answer<unknown>> {
  const found = described(name)
  if (!found) return Promise.resolve({ data: undefined, offsets: {}, etag: null })
  const call = api.call.bind(api) as (endpoint: EndpointName, input: CallInput<EndpointName>) => Promise<Answer<unknown>>
  return call(found.endpoint, { ...found.request(input), idempotencyKey: key, signal })
}

export interface ChangePlace { stream: StreamName; projectId: string; membershipId: string }

/** Adds one's own change: drawn at once, sent in its turn. */
export function change<M extends MutationName>(outbox: Outbox, place: ChangePlace, name: M, input: InputOf<M>): Promise<Outcome<ResultOf<M>>> {
  return outbox.add<ResultOf<M>>({ ...place, name, input, taskIds: described(name)!.taskIds(input) })
}

export function drawOnBoard(draft: BoardDraft, change: Change): void {
  described(change.name)?.onBoard?.(draft, change.input, contextOf(change))
}

export function drawOnTask(draft: TaskDetailDraft, change: Change): void {
  described(change.name)?.onTask?.(draft, change.input, contextOf(change))
}

function contextOf({ membershipId, at, key }: Change): MutationContext {
  return { membershipId, at: new Date(at).toISOString(), key }
}
