// New tasks whose neighbour is gone, or stands elsewhere by now, come to the end of their column: nobody has to be asked for that.
import type { Problem } from '../../shared/errors.ts'
import type { BulkOperation, BulkResult } from '../../shared/features/tasks.ts'
import { ApiError } from '../lib/api-error.ts'
import type { Answer } from '../lib/api.ts'
import type { StoredChange } from '../lib/outbox.svelte.ts'
import { keyOfRound, type Send } from './based-changes.ts'

const isOfNeighbour = ({ pointer }: { pointer?: string | undefined }) => !!pointer?.endsWith('/afterTaskId')

/** Whether a change was refused for the task that its own was to come after. */
export const lacksNeighbour = ({ errors }: Pick<Problem, 'errors'>): boolean => !!errors?.some(isOfNeighbour)

/** Sends a change; where it makes tasks and only lacks their neighbour, once more without. */
export async function sendPlaced({ name, input, key }: StoredChange, send: Send): Promise<Answer<unknown>> {
  const anew = (given: unknown) => send(given, keyOfRound(key, 2))
  try {
    const answer = await send(input, key)
    return name === 'bulkTasks' && isOneChain(input as Lines, answer.data as Results) ? await anew(withoutFirst(input as Lines)) : answer
  } catch (error) {
    if (!name.startsWith('createTask') || !(error instanceof ApiError) || !lacksNeighbour(error.problem)) throw error
    return anew(unplaced(input as Placed))
  }
}

interface Placed { afterTaskId?: unknown }
interface Lines { operations: BulkOperation[] }
interface Results { results: readonly BulkResult[] }

const unplaced = <T extends Placed>({ afterTaskId: _, ...given }: T) => given

/** Each of pasted lines comes after the one before it: without the place of the first, all are refused. */
const isOneChain = ({ operations }: Lines, { results }: Results) =>
  operations[0]?.op === 'create' && results.every(({ error }) => error && isOfNeighbour(error))

const withoutFirst = ({ operations: [first, ...others], ...input }: Lines) => ({ ...input, operations: [unplaced(first as Placed), ...others] })
