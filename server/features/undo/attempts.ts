// What an undo tries to take back: what it did, and why it could not.
import { MOST_LEFT_OUT, type Undone, type UndoAnswer } from '../../../shared/features/undo.ts'
import { isOfPlace } from '../../../shared/features/undo-types.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import type { PastChange } from './past-changes.ts'
import { isGone } from './undo-refusal.ts'
import { taskOf } from './undo-task-change.ts'

type Pairs = Record<string, [unknown, unknown]>
/** As many places as a list of errors can usefully hold. */
const POINTED = 100

/** What taking one change back changed, and what the thing is called unless it is a task. */
interface Did { changes: object; title?: string }

function namesOf(past: PastChange): { taskId: string | null; key: string | null; title: string } {
  if (isOfPlace(past)) return { taskId: null, key: null, title: '' }
  const { id, key, title } = taskOf(past)
  return { taskId: id, key, title }
}

const IN_USE: ReadonlySet<string> = new Set(['status_not_empty', 'values_in_use', 'conflict'])
/** Of what is not a task: what is in use by now, and what is kept nowhere as it was. */
const staysAsIs = (past: PastChange, { code }: Problem): boolean =>
  isOfPlace(past) && (code === 'not_undoable' || (past.type.endsWith('.created') && IN_USE.has(code)))

export class Attempts {
  readonly undone: Undone[] = []
  readonly leftOut: UndoAnswer['leftOut'] = []
  readonly #failures: { past: PastChange; problem: Problem }[] = []
  readonly #work: Work
  readonly #leavesOut: boolean

  /** `leavesOut`: what stays as it is is only told. */
  constructor(work: Work, leavesOut: boolean) {
    this.#work = work
    this.#leavesOut = leavesOut
  }

  async run(past: PastChange, action: () => Did | Promise<Did>): Promise<void> {
    this.#work.undoOf = past.eventId
    try {
      authorize(this.#work.actor, 'change.undo', { ...(past.teamId !== null && { teamId: past.teamId }), createdById: past.actorId })
      const { changes, title } = await action()
      const named = namesOf(past)
      this.undone.push({ eventId: past.eventId, type: past.type, ...named, title: title ?? named.title, changes: changes as Pairs })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (this.#leavesOut && staysAsIs(past, error)) this.#leaveOut(past)
      else this.#failures.push({ past, problem: error.code === 'not_found' ? isGone(namesOf(past).key ?? 'What was changed') : error })
    } finally {
      this.#work.undoOf = undefined
    }
  }

  #leaveOut({ eventId, type }: PastChange): void {
    if (this.leftOut.length < MOST_LEFT_OUT) this.leftOut.push({ eventId, type })
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
    const code = (['forbidden', 'insufficient_scope', 'not_undoable'] as const).find((one) => codes.includes(one)) ?? 'undo_conflict'
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
  const { taskId, key } = namesOf(past)
  return { eventId: past.eventId, type: past.type, taskId, key, code, detail: message, ...details.data }
}
