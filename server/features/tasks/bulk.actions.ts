// Bulk changes: up to 5,000 operations in one transaction. Loaded at once, run in memory by the rules of the single
// actions, written at once.
import type { z } from 'zod'
import type { bulkAnswer, bulkInput, BulkOperation, BulkResult, Task } from '../../../shared/features/tasks.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { countDependents } from './dependents.ts'
import { loadBulk } from './bulk-load.ts'
import type { BulkModel } from './bulk-model.ts'
import { applyOperation } from './bulk-operations.ts'
import { writeBulk } from './bulk-write.ts'
import { TasksTold } from './tasks-told.ts'

type BulkInput = z.output<typeof bulkInput>
type BulkAnswer = z.output<typeof bulkAnswer>

/**
 * Later operations see what earlier ones did. `atomic`: one failure refuses all (422, with every failure listed), and
 * later operations may make the parents of earlier ones; `independent`: what is good is applied. A dry run does all of it and keeps nothing.
 */
export async function bulkTasks(work: Work, { mode, dryRun, operations }: BulkInput): Promise<BulkAnswer> {
  const results = await work.batch('bulk', async () => {
    const model = await loadBulk(work, operations)
    if (mode === 'atomic') model.expect(operations)
    const told = new TasksTold()
    const done = operations.map((operation, index) => attempt(work, model, operation, index, told))
    if (mode === 'atomic') refuseFailures(done)
    // Before anything is written: a deleted task blocks nothing any more.
    const counted = dryRun ? await withDependents(work, operations, done) : done
    await writeBulk(work, model)
    return counted
  })
  if (dryRun) work.discard()
  const succeeded = results.filter(({ ok }) => ok).length
  return {
    applied: !dryRun,
    dryRun,
    correlationId: work.correlationId,
    succeeded,
    failed: results.length - succeeded,
    results,
  }
}

function attempt(
  work: Work,
  model: BulkModel,
  operation: BulkOperation,
  index: number,
  told: TasksTold,
): BulkResult {
  const about = { index, op: operation.op, ...(operation.ref !== undefined && { ref: operation.ref }) }
  try {
    const { task, changes } = applyOperation(work, model, operation)
    return {
      ...about,
      ok: true,
      taskId: task.id,
      key: task.key,
      version: task.version,
      ...(changes && { changes: changes as BulkResult['changes'] }),
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return {
      ...about,
      ok: false,
      taskId: idOf(operation),
      key: null,
      version: null,
      error: errorOf(error, operation, index, told),
    }
  }
}

/** Says of tasks that are tried to be archived or deleted how many others wait for them. */
async function withDependents(work: Work, operations: readonly BulkOperation[], results: readonly BulkResult[]): Promise<BulkResult[]> {
  const leaves = ({ index, ok }: BulkResult) => ok && putsAway(operations[index]!)
  const counts = await countDependents(work, results.flatMap((result) => (leaves(result) && result.taskId ? [result.taskId] : [])))
  return results.map((result) => (leaves(result) ? { ...result, dependents: counts.get(result.taskId!) ?? 0 } : result))
}

const putsAway = (operation: BulkOperation) => operation.op === 'delete' || (operation.op === 'archive' && operation.archived)

const idOf = (operation: BulkOperation) => (operation.op === 'create' ? (operation.id ?? null) : operation.taskId)

/** A hidden task or project looks like one that is none. */
function errorOf(
  { status, code, message, details }: Problem,
  operation: BulkOperation,
  index: number,
  told: TasksTold,
): BulkResult['error'] {
  const missing = code === 'not_found' ? (operation.op === 'create' ? '/projectId' : '/taskId') : ''
  const pointer = `/operations/${index}${details.errors?.[0]?.pointer ?? missing}`
  const current = code === 'version_conflict' && told.first(details.data?.current as Task)
  return { status, code, detail: message, pointer, ...(current && { current }) }
}

/** As many places as a list of errors can usefully hold; `data.results` has them all. */
const POINTED = 100

function refuseFailures(results: readonly BulkResult[]): void {
  const failures = results.filter(({ ok }) => !ok)
  if (failures.length === 0) return
  const errors = failures
    .slice(0, POINTED)
    .map(({ error }) => ({ pointer: error!.pointer!, detail: error!.detail, code: error!.code }))
  throw new Problem('bulk_failed', `${failures.length} of ${results.length} operations failed; nothing was changed.`, {
    errors,
    data: { results: failures },
  })
}
