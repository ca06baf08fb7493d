// All mutations by name: what the outbox sends, and what boards and task panels draw until the event comes.
import { ApiError } from '../lib/api-error.ts'
import type { Answer, AnswerData, Api, CallInput, EndpointName } from '../lib/api.ts'
import type { Base, Change, Outbox, Outcome, StoredChange } from '../lib/outbox.svelte.ts'
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

const MOST_ROUNDS = 5

/** Sends a change with its own key, however often that takes. */
export async function sendChange(api: Api, change: StoredChange, signal: AbortSignal): Promise<Answer<unknown>> {
  const { name, input, key, base } = change
  const found = described(name)
  if (!found) return { data: undefined, offsets: {}, etag: null }
  const call = api.call.bind(api) as (endpoint: EndpointName, input: CallInput<EndpointName>) => Promise<Answer<unknown>>
  const send = (given: unknown, idempotencyKey: string) => call(found.endpoint, { ...found.request(given), idempotencyKey, signal })
  return base ? sendOnto(base, change, send) : send(input, key)
}

/** Others' changes of other fields are no conflict: the change goes onto the version that there is. */
async function sendOnto(base: Base, change: StoredChange, send: (input: unknown, key: string) => Promise<Answer<unknown>>): Promise<Answer<unknown>> {
  let { version } = base
  for (let round = 1; ; round++) {
    try {
      // A refused round left nothing behind; the next one is another request, with a key of its own.
      return await send(expecting(change, version), round === 1 ? change.key : `${change.key}.${round}`)
    } catch (error) {
      const current = currentAfter(error)
      if (!current || round === MOST_ROUNDS) throw error
      const fields = Object.entries(wishOf(change))
      if (fields.every(([field, wanted]) => isSame(current[field], wanted))) return { data: current, offsets: {}, etag: null }
      if (fields.some(([field, wanted]) => !isSame(current[field], base.values[field]) && !isSame(current[field], wanted))) throw error
      version = current.version as number
    }
  }
}

function expecting({ name, input }: StoredChange, expectedVersion: number): unknown {
  const given = input as { patch?: object }
  return name === 'updateTask' ? { ...given, patch: { ...given.patch, expectedVersion } } : { ...given, expectedVersion }
}

/** The task as it is, when the server saw another version. */
export function currentAfter(error: unknown): Record<string, unknown> | null {
  if (!(error instanceof ApiError) || error.code !== 'version_conflict') return null
  return (error.problem.data as { current?: Record<string, unknown> } | undefined)?.current ?? null
}

/** The fields of a task that a change sets; none for what is no change of fields. */
export function wishOf({ name, input }: Pick<StoredChange, 'name' | 'input'>): Record<string, unknown> {
  if (name === 'moveTask') return { statusId: (input as { statusId: string }).statusId }
  if (name !== 'updateTask') return {}
  const { expectedVersion: _, ...fields } = (input as { patch: Record<string, unknown> }).patch
  return fields
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What a change stands on, for those that are made without a connection. */
export function baseOf(name: MutationName, input: unknown, task: { version: number } | undefined): Base | undefined {
  const fields = Object.keys(wishOf({ name, input }))
  if (!task || task.version === 0 || fields.length === 0) return undefined
  return { version: task.version, values: Object.fromEntries(fields.map((field) => [field, task[field as keyof typeof task]])) }
}

export interface ChangePlace { stream: StreamName; projectId: string; membershipId: string; base?: Base | undefined }

/** Adds one's own change: drawn at once, sent in its turn. */
export function change<M extends MutationName>(outbox: Outbox, place: ChangePlace, name: M, input: InputOf<M>): Promise<Outcome<ResultOf<M>>> {
  const { stream, projectId, membershipId, base } = place
  return outbox.add<ResultOf<M>>({
    stream, projectId, membershipId, name, input, taskIds: described(name)!.taskIds(input), ...(base ? { base } : {}),
  })
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
