// Many changes that were made without a connection, as one request: those that others outran go onto the newest version
// together; each that clashes waits for a decision of its own.
import type { z } from 'zod'
import type { Problem } from '../../shared/errors.ts'
import type { bulkAnswer, BulkOperation, BulkResult, Task } from '../../shared/features/tasks.ts'
import { ApiError } from '../lib/api-error.ts'
import type { Answer } from '../lib/api.ts'
import type { Base, StoredChange } from '../lib/outbox.svelte.ts'
import { judge, keyOfRound, MOST_ROUNDS, singleOf, type Send } from './based-changes.ts'

type Bulk = z.infer<typeof bulkAnswer>
export type Keep = (change: StoredChange, problem: Problem) => void
/** One of the changes with its place among all of them. */
interface Item { index: number; operation: BulkOperation; base: Base | null }

export async function sendManyOnto(bases: readonly (Base | null)[], change: StoredChange, send: Send, keep: Keep): Promise<Answer<unknown>> {
  const { operations, mode } = change.input as { operations: BulkOperation[]; mode: string }
  const results = new Map<number, BulkResult>()
  let offsets: Answer<unknown>['offsets'] = {}
  let items: Item[] = operations.map((operation, index) =>
    ({ index, base: bases[index] ?? null, operation: expecting(operation, bases[index]?.version) }))
  let answer: Answer<unknown>
  for (let round = 1; ; round++) {
    try {
      answer = await send({ mode, operations: items.map(({ operation }) => operation) }, keyOfRound(change.key, round))
    } catch (error) {
      if (round === 1 || !isRefusal(error)) throw error
      // What earlier rounds applied is done; only what is left was refused.
      for (const { index } of items) results.set(index, { ...results.get(index)!, error: errorOf(error.problem) })
      break
    }
    offsets = { ...offsets, ...answer.offsets }
    for (const result of eachWithCurrent((answer.data as Bulk).results)) {
      const { index } = items[result.index]!
      results.set(index, { ...result, index })
    }
    items = round === MOST_ROUNDS ? [] : items.flatMap((item) => outrun(item, results))
    if (items.length === 0) break
  }
  const all = [...results.values()].sort((a, b) => a.index - b.index)
  for (const result of all) keepFailed(change, operations[result.index]!, bases[result.index] ?? null, result, keep)
  const succeeded = all.filter(({ ok }) => ok).length
  return { ...answer!, offsets, data: { ...answer!.data as Bulk, succeeded, failed: all.length - succeeded, results: all } satisfies Bulk }
}

/** Signed out is none: the whole waits, and what was applied is answered as before. */
const isRefusal = (error: unknown): error is ApiError => error instanceof ApiError && error.problem.status !== 401

const errorOf = ({ status, code, detail = '' }: Problem): BulkResult['error'] => ({ status, code, detail })

const expecting = (operation: BulkOperation, expectedVersion: number | undefined) =>
  (expectedVersion === undefined ? operation : { ...operation, expectedVersion }) as BulkOperation

/** An answer tells each version of a task once: what the earlier operations were told holds for the later ones. */
function eachWithCurrent(results: readonly BulkResult[]): BulkResult[] {
  const told = new Map<string | null, Task>()
  return results.map((result) => {
    const { error, taskId } = result
    if (error?.code !== 'version_conflict') return result
    const current = error.current ?? told.get(taskId)
    if (!current) return result
    told.set(taskId, current)
    return { ...result, error: { ...error, current } }
  })
}

/** The change onto the version that there is now, where others changed something else; asked again where that was not told for want of room. */
function outrun(item: Item, results: Map<number, BulkResult>): Item[] {
  const { index, operation, base } = item
  const result = results.get(index)!
  if (!base || result.error?.code !== 'version_conflict') return []
  const { current } = result.error
  if (!current) return [item]
  const verdict = judge(singleOf(operation), base, current)
  if (verdict === 'done') results.set(index, { ...withoutError(result), ok: true, key: current.key, version: current.version })
  return verdict === 'again' ? [{ index, base, operation: expecting(operation, current.version) }] : []
}

const withoutError = ({ error: _, ...result }: BulkResult) => result

/** New tasks that were refused among many wait each with its words; one that only had none to come after tells why that one was refused. */
export function keepCreates(change: StoredChange, { results }: Pick<Bulk, 'results'>, keep: Keep): void {
  const { operations } = change.input as { operations: BulkOperation[] }
  let why: BulkResult['error']
  for (const result of results) {
    const operation = operations[result.index]
    if (!result.error || operation?.op !== 'create') continue
    const { afterTaskId: _, ...given } = operation
    if (!result.error.pointer?.endsWith('/afterTaskId')) why = result.error
    keepFailed(change, given, null, { ...result, error: why ?? result.error }, keep)
  }
}

/** What was refused waits in the conflict inbox as the single change that it would have been. */
function keepFailed(change: StoredChange, operation: BulkOperation, base: Base | null, { index, error }: BulkResult, keep: Keep): void {
  if (!error) return
  const { bases: _, ...given } = change
  const { status, code, detail, current, pointer } = error
  keep({ ...given, ...singleOf(operation), key: `${change.key}.of.${index}`, ...(base && { base }) }, {
    type: 'about:blank', title: code, status, code: code as Problem['code'], detail, traceId: '', ...(current && { data: { current } }),
    ...(pointer && { errors: [{ pointer: pointer.replace(/^\/operations\/\d+/, ''), detail, code }] }),
  })
}
