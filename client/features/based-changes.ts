// Changes made without a connection: each stands on what was seen then, and never writes over what others changed meanwhile.
import type { BulkOperation } from '../../shared/features/tasks.ts'
import { ApiError } from '../lib/api-error.ts'
import type { Answer } from '../lib/api.ts'
import type { Base, StoredChange } from '../lib/outbox.svelte.ts'

export type Send = (input: unknown, idempotencyKey: string) => Promise<Answer<unknown>>
export type State = Readonly<Record<string, unknown>>

/** Others who go on changing the task: after so many versions it counts as a conflict. */
export const MOST_ROUNDS = 5

/** A refused round left nothing behind; the next one is another request, with a key of its own. */
export const keyOfRound = (key: string, round: number) => (round === 1 ? key : `${key}.${round}`)

/** Others' changes of other fields are no conflict: the change goes onto the version that there is. */
export async function sendOnto(base: Base, change: StoredChange, send: Send): Promise<Answer<unknown>> {
  let { version } = base
  for (let round = 1; ; round++) {
    try {
      return await send(expecting(change, version), keyOfRound(change.key, round))
    } catch (error) {
      const current = currentAfter(error)
      if (!current || round === MOST_ROUNDS) throw error
      const verdict = judge(change, base, current)
      if (verdict === 'done') return { data: current, offsets: {}, etag: null }
      if (verdict === 'clash') throw error
      version = current.version as number
    }
  }
}

function expecting({ name, input }: StoredChange, expectedVersion: number): unknown {
  const given = input as { patch?: object }
  return name === 'updateTask' ? { ...given, patch: { ...given.patch, expectedVersion } } : { ...given, expectedVersion }
}

/** What to do when the task has another version: nothing, since it is as wanted; ask; or go onto the new one. */
export function judge(change: Pick<StoredChange, 'name' | 'input'>, base: Base, current: State): 'done' | 'clash' | 'again' {
  const fields = Object.entries(wishOf(change))
  const asWanted = ([field, wanted]: [string, unknown]) => isSame(valueIn(current, field), wanted)
  // A move into the status where the task is already still has a place to give.
  if (change.name !== 'moveTask' && fields.every(asWanted)) return 'done'
  return fields.some((field) => !asWanted(field) && !isSame(valueIn(current, field[0]), base.values[field[0]])) ? 'clash' : 'again'
}

/** The task as it is, when the server saw another version. */
function currentAfter(error: unknown): State | null {
  if (!(error instanceof ApiError) || error.code !== 'version_conflict') return null
  return (error.problem.data as { current?: State } | undefined)?.current ?? null
}

/** The fields of a task that a change sets; none for what is no change of fields. */
export function wishOf({ name, input }: Pick<StoredChange, 'name' | 'input'>): Record<string, unknown> {
  if (name === 'moveTask') return { statusId: (input as { statusId: string }).statusId }
  if (name !== 'updateTask') return {}
  const { expectedVersion: _, evenIfBlocked: __, customFields, ...fields } = (input as { patch: Record<string, unknown> }).patch
  const values = Object.entries(customFields ?? {}).map(([fieldId, value]) => [`${CUSTOM}${fieldId}`, value])
  return { ...fields, ...Object.fromEntries(values) }
}

/** Custom fields count one by one, as their changes do. */
export const CUSTOM = 'customFields.'

export function valueIn(state: State, field: string): unknown {
  if (!field.startsWith(CUSTOM)) return state[field]
  return (state.customFields as State | undefined)?.[field.slice(CUSTOM.length)] ?? null
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What a change stands on, for those that are made without a connection. */
export function baseOf(name: string, input: unknown, task: { version: number } | undefined): Base | undefined {
  const fields = Object.keys(wishOf({ name, input }))
  if (!task || task.version === 0 || fields.length === 0) return undefined
  return { version: task.version, values: Object.fromEntries(fields.map((field) => [field, valueIn(task, field)])) }
}

/** The same for each of many changes; null for those that stand on nothing. */
export function basesOf(operations: readonly BulkOperation[], taskOf: (id: string) => { version: number } | undefined): (Base | null)[] {
  return operations.map((operation) => {
    const { name, input } = singleOf(operation)
    return ('taskId' in operation && baseOf(name, input, taskOf(operation.taskId))) || null
  })
}

const singleNames = {
  create: 'createTask', update: 'updateTask', move: 'moveTask', archive: 'archiveTask', delete: 'deleteTask', restore: 'restoreTask',
} as const

/** One of many changes as the change that it would be alone. */
export function singleOf({ op, ref: _, ...given }: BulkOperation): Pick<StoredChange, 'name' | 'input' | 'taskIds'> {
  const name = singleNames[op]
  if (!('taskId' in given)) return { name, input: given, taskIds: given.id ? [given.id] : [] }
  const { taskId, ...rest } = given
  return { name, input: op === 'update' ? { taskId, patch: rest } : { taskId, ...rest }, taskIds: [taskId] }
}
