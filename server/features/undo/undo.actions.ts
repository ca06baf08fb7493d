// Undo: the opposite of each change, newest first, by the rules and rights of the single actions, all in one transaction or none.
import type { Undone, UndoAnswer, UndoInput } from '../../../shared/features/undo.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import { writeBulk } from '../tasks/bulk-write.ts'
import { findOutdatedDeletions } from './later-deletions.ts'
import { findPastChanges, type PastChange } from './past-changes.ts'
import { undoChecklistChange } from './undo-checklist-change.ts'
import { undoCommentChange } from './undo-comment-change.ts'
import { findUsedCreations } from './undo-creations.ts'
import { changedSince, isGone, isTrashed } from './undo-refusal.ts'
import { checkFinished, StandIns, taskOf, undoTaskChange } from './undo-task-change.ts'
import { loadChangedTasks } from './undo-tasks.ts'

/**
 * 404 for what is none or another's, 403 for changes of others where one does not manage the team, 409 where a later change or a rule
 * stands in the way; each refused change is named. A dry run does all of it and keeps nothing.
 */
export async function undo(work: Work, input: UndoInput): Promise<UndoAnswer> {
  const { changes, leftOut } = await findPastChanges(work, input)
  const undone = await work.batch('undo', () => takeBack(work, changes))
  if (input.dryRun) work.discard()
  return { applied: !input.dryRun, dryRun: input.dryRun, correlationId: work.correlationId, undone, leftOut }
}

const isOfTask = ({ type }: PastChange) => type.startsWith('task.')

/**
 * Comments and checklists first, since a task whose creation is undone must have none left; what happens to them does not depend on
 * a task's fields.
 */
async function takeBack(work: Work, changes: readonly PastChange[]): Promise<Undone[]> {
  const [ofTasks, ofParts] = [changes.filter(isOfTask), changes.filter((past) => !isOfTask(past))]
  const [attempts, standIns, loaded] = [new Attempts(work), new StandIns(), await loadChangedTasks(work, changes)]
  const returning = new Set(ofTasks.filter(({ type }) => type === 'task.deleted').map((past) => taskOf(past).id))
  const outdated = await findOutdatedDeletions(work, ofParts)
  for (const past of ofParts) {
    await attempts.run(past, () => {
      if (outdated.has(past)) throw changedSince(`What was deleted of ${taskOf(past).key}`)
      checkTask(loaded, past, returning)
      return past.type.startsWith('comment.') ? undoCommentChange(work, past) : undoChecklistChange(work, standIns, past)
    })
  }
  const model = ofParts.length > 0 ? await loadChangedTasks(work, ofTasks) : loaded
  for (const past of ofTasks) await attempts.run(past, () => undoTaskChange(work, model, standIns, past).changes)
  await checkOutcome(work, model, attempts, ofTasks)
  attempts.refuseFailures()
  await writeBulk(work, model)
  return attempts.undone
}

/** What depends on all that the undo did: asked once, of how it all is in the end. */
async function checkOutcome(work: Work, model: BulkModel, attempts: Attempts, ofTasks: readonly PastChange[]): Promise<void> {
  const lastMoves = new Map(ofTasks.filter(({ data }) => (data.changes as Pairs | undefined)?.statusId).map((past) => [taskOf(past).id, past]))
  for (const [taskId, past] of lastMoves) attempts.check(past, () => checkFinished(work, model, taskId))
  for (const past of await findUsedCreations(work, model, ofTasks)) attempts.check(past, () => { throw changedSince(taskOf(past).key) })
}

/** Parts of a task in the trash are changed only where the same undo takes it out. */
function checkTask({ facts }: BulkModel, past: PastChange, returning: ReadonlySet<string>): void {
  const { id, key } = taskOf(past)
  const task = facts.tasks.get(id)
  if (!task || facts.projects.get(task.projectId)?.teamId !== past.teamId) throw isGone(key)
  if (task.deletedAt !== null && !returning.has(id)) throw isTrashed(key)
}

type Pairs = Record<string, [unknown, unknown]>
/** As many places as a list of errors can usefully hold. */
const POINTED = 100

class Attempts {
  readonly undone: Undone[] = []
  readonly #failures: { past: PastChange; problem: Problem }[] = []
  readonly #work: Work

  constructor(work: Work) {
    this.#work = work
  }

  async run(past: PastChange, action: () => object | Promise<object>): Promise<void> {
    this.#work.undoOf = past.eventId
    try {
      authorize(this.#work.actor, 'change.undo', { teamId: past.teamId, createdById: past.actorId })
      const { id, key, title } = taskOf(past)
      const changes = (await action()) as Pairs
      this.undone.push({ eventId: past.eventId, type: past.type, taskId: id, key, title, changes })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.#failures.push({ past, problem: error.code === 'not_found' ? isGone(taskOf(past).key) : error })
    } finally {
      this.#work.undoOf = undefined
    }
  }

  /** Of what was done already. */
  check(past: PastChange, action: () => void): void {
    const at = this.undone.findIndex(({ eventId, type, taskId }) => eventId === past.eventId && type === past.type && taskId === taskOf(past).id)
    if (at < 0) return
    try {
      action()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      this.undone.splice(at, 1)
      this.#failures.push({ past, problem: error })
    }
  }

  /** 403 where one may not, 422 where undo cannot, else 409. */
  refuseFailures(): void {
    const [first] = this.#failures
    if (!first) return
    const codes = this.#failures.map(({ problem }) => problem.code)
    const code = (['forbidden', 'not_undoable'] as const).find((one) => codes.includes(one)) ?? 'undo_conflict'
    const told = this.#failures.slice(0, POINTED)
    const count = codes.length + this.undone.length
    const detail = count === 1 ? first.problem.message : `${codes.length} of ${count} changes cannot be taken back; nothing was changed. ${first.problem.message}`
    throw new Problem(code, detail, {
      errors: told.map(({ past, problem }) => ({ pointer: past.pointer, detail: problem.message, code: problem.code })),
      data: { refused: told.map(({ past, problem }) => refusalOf(past, problem)) },
    })
  }
}

function refusalOf(past: PastChange, { code, message, details }: Problem) {
  const { id, key } = taskOf(past)
  return { eventId: past.eventId, type: past.type, taskId: id, key, code, detail: message, ...details.data }
}
