// Undo: the opposite of each change, newest first, by the rules and rights of the single actions, all in one transaction or none.
import { MOST_LEFT_OUT, type UndoAnswer, type UndoInput } from '../../../shared/features/undo.ts'
import { isOfPlace } from '../../../shared/features/undo-types.ts'
import type { Work } from '../../kernel/work.ts'
import type { BulkModel } from '../tasks/bulk-model.ts'
import { writeBulk } from '../tasks/bulk-write.ts'
import { Attempts } from './attempts.ts'
import { findOutdatedDeletions } from './later-deletions.ts'
import { findOutdatedPlaces } from './later-place-deletions.ts'
import { lockAhead } from './lock-ahead.ts'
import { findPastChanges, type PastChange } from './past-changes.ts'
import { Parts } from './undo-parts.ts'
import { undoPlaceChange } from './undo-places.ts'
import { undoTransfers } from './undo-transfers.ts'
import { findNext } from './next-tasks.ts'
import { findUsedCreations } from './undo-creations.ts'
import { changedSince, isGone, isTrashed } from './undo-refusal.ts'
import { checkFinished, StandIns, taskOf, undoTaskChange } from './undo-task-change.ts'
import { loadChangedTasks } from './undo-tasks.ts'

/**
 * 404 for what is none or another's, 403 for changes of others where one does not manage the team, 409 where a later change or a rule
 * stands in the way, or what is wanted back waited in the trash for too long; each refused change is named. A dry run does all of it and keeps nothing.
 */
export async function undo(work: Work, input: UndoInput, keptSince: Date | null): Promise<UndoAnswer> {
  const { changes, leftOut, until } = await findPastChanges(work, input)
  const attempts = new Attempts(work, input.actorId !== undefined)
  await work.batch('undo', () => takeBack(work, attempts, changes, keptSince))
  if (input.dryRun) work.discard()
  return {
    applied: !input.dryRun, dryRun: input.dryRun, correlationId: work.correlationId, undone: attempts.undone, until,
    leftOut: [...leftOut, ...attempts.leftOut].slice(0, MOST_LEFT_OUT),
  }
}

const isTransfer = ({ type }: PastChange) => type === 'task.left'
const isOfTask = ({ type }: PastChange) => type.startsWith('task.')

/** Tasks come back from other projects before all else, as what happened to them did so where they were. */
async function takeBack(work: Work, attempts: Attempts, all: readonly PastChange[], keptSince: Date | null): Promise<void> {
  await lockAhead(work, all)
  const [transfers, changes] = [all.filter(isTransfer), all.filter((past) => !isTransfer(past))]
  if (transfers.length > 0) await undoTransfers(work, attempts, transfers)
  const [places, ofTasks] = [changes.filter(isOfPlace), changes.filter((past) => !isOfPlace(past))]
  const standIns = new StandIns(await findNext(work, ofTasks))
  const turn: Turn = {
    attempts, standIns, keptSince, parts: new Parts(work, standIns), 
    outdated: new Set([...await findOutdatedDeletions(work, ofTasks), ...await findOutdatedPlaces(work, places)]),
    returning: new Set(ofTasks.filter(({ type }) => type === 'task.deleted').map((past) => taskOf(past).id)),
  }
  for (const part of inTurns(changes)) {
    if (isOfPlace(part[0]!)) await takePlacesBack(work, turn, part)
    else await takeTasksBack(work, turn, part)
    attempts.refuseFailures()
  }
}

/** What a part of an undo shares with the others. `returning`: tasks that come out of the trash. */
interface Turn {
  attempts: Attempts
  standIns: StandIns
  parts: Parts
  keptSince: Date | null
  outdated: ReadonlySet<PastChange>
  returning: ReadonlySet<string>
}

/** Changes of tasks that follow each other, and those of what tasks stand in: each finds the other as it was when it was made. */
function inTurns(changes: readonly PastChange[]): PastChange[][] {
  const turns: PastChange[][] = []
  for (const past of changes) {
    const last = turns.at(-1)
    if (last && isOfPlace(last[0]!) === isOfPlace(past)) last.push(past)
    else turns.push([past])
  }
  return turns
}

async function takePlacesBack(work: Work, { attempts, standIns, keptSince, outdated }: Turn, changes: readonly PastChange[]): Promise<void> {
  for (const past of changes) {
    await attempts.run(past, () => {
      if (outdated.has(past)) throw changedSince('What was deleted')
      checkKept(past, keptSince)
      return undoPlaceChange(work, standIns, past)
    })
  }
}

/** Parts of tasks first, since a task whose creation is undone must have none left; what happens to them does not depend on a task's fields. */
async function takeTasksBack(work: Work, { attempts, standIns, parts, keptSince, outdated, returning }: Turn, changes: readonly PastChange[]): Promise<void> {
  const [ofTasks, ofParts] = [changes.filter(isOfTask), changes.filter((past) => !isOfTask(past))]
  const loaded = await loadChangedTasks(work, changes)
  for (const past of ofParts) {
    await attempts.run(past, async () => {
      if (outdated.has(past)) throw changedSince(`What was deleted of ${taskOf(past).key}`)
      checkKept(past, keptSince)
      checkTask(loaded, past, returning)
      return { changes: await parts.undo(past) }
    })
  }
  const model = ofParts.length > 0 ? await loadChangedTasks(work, ofTasks) : loaded
  for (const past of ofTasks) await attempts.run(past, () => ({ changes: undoTaskChange(work, model, standIns, past).changes }))
  await checkOutcome(work, model, attempts, ofTasks)
  attempts.refuseFailures()
  await writeBulk(work, model)
}

/** What depends on all that the undo did: asked once, of how it all is in the end. */
async function checkOutcome(work: Work, model: BulkModel, attempts: Attempts, ofTasks: readonly PastChange[]): Promise<void> {
  const lastMoves = new Map(ofTasks.filter(({ data }) => (data.changes as Pairs | undefined)?.statusId).map((past) => [taskOf(past).id, past]))
  for (const [taskId, past] of lastMoves) attempts.check(past, () => checkFinished(work, model, taskId))
  for (const past of await findUsedCreations(work, model, ofTasks)) attempts.check(past, () => { throw changedSince(taskOf(past).key) })
}

/** What the trash keeps comes back as long as it does. */
function checkKept(past: PastChange, keptSince: Date | null): void {
  const wasProject = past.type === 'project.updated' && (past.data.changes as Pairs).deletedAt?.[1]
  const what = past.type === 'comment.deleted' ? 'The comment' : past.type === 'attachment.deleted' ? 'What was attached' : null
  const isFile = past.type === 'file.deleted'
  if (!(what ?? (wasProject || isFile)) || !keptSince || new Date(past.at) >= keptSince) return
  if (isFile) throw isGone('The file')
  throw isGone(what ? `${what} on ${taskOf(past).key}` : 'The project')
}

/** Parts of a task in the trash are changed only where the same undo takes it out. */
function checkTask({ facts }: BulkModel, past: PastChange, returning: ReadonlySet<string>): void {
  const { id, key } = taskOf(past)
  const task = facts.tasks.get(id)
  if (!task || facts.projects.get(task.projectId)?.teamId !== past.teamId) throw isGone(key)
  if (task.deletedAt !== null && !returning.has(id)) throw isTrashed(key)
}

type Pairs = Record<string, [unknown, unknown]>
