// What an undo takes of the events that a request names, opened where they are parts of a bulk change: refused, or left out, where it cannot.
import { MOST_LEFT_OUT, MOST_PLACES_UNDONE, MOST_UNDONE, undoableTypes, type UndoableType, type UndoAnswer } from '../../../shared/features/undo.ts'
import { isOfOrganization, isOfPlace, whyNever } from '../../../shared/features/undo-types.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { isAnothers } from './anothers.ts'
import { textReferences } from './long-texts.ts'
import type { Found, PastChange } from './past-changes.ts'
import { withoutTwins } from './undo-link-change.ts'

/** Teams tell what can be taken back, the organization its labels and departments. */
export function isUndoneIn(event: StreamEvent): boolean {
  const { kind } = parseStream(event.stream)!
  return kind === 'team' || (kind === 'organization' && openBatch(event).every(isOfOrganization))
}

const openBatch = (event: StreamEvent): Pick<StreamEvent, 'type' | 'data'>[] =>
  (event.type === 'batch.applied' ? (event.data.events as Pick<StreamEvent, 'type' | 'data'>[]) : [event])

const known = new Set<string>(undoableTypes)
/** Counted anew whenever what is counted changes, and opened and closed with who heads which department: also by an undo. */
const FOLLOWS: ReadonlySet<string> = new Set(['task.recounted', 'team.access_changed'])
/** Only says why what comes after it was done, or which number a new task took: numbers are not given twice. */
const SAYS: ReadonlySet<string> = new Set(['task.merged', 'task_template.numbered'])
/** A task or project that went elsewhere left one place and entered another, told to the team of each: the first is taken back, the second follows. */
const LEFT: ReadonlySet<string> = new Set(['task.left', 'project.left'])
const ENTERED: ReadonlySet<string> = new Set(['task.entered', 'project.entered'])
/** What is taken back by another way. */
const WHY_NOT: Record<string, string> = {
  'timer.started': 'A timer is stopped, not taken back.',
  'timer.stopped': 'A timer is not started again. The time that it logged is taken back by its event time.logged, or by the request that stopped it.',
}
/** So many characters of long texts one undo reads at most. */
const MOST_TEXT = 20_000_000

export class Selection {
  readonly leftOut: UndoAnswer['leftOut'] = []
  readonly #found: (PastChange & { index: number })[] = []
  readonly #leavesOut: boolean
  #text = 0
  #places = 0
  /** What is left out takes these along: what was deleted has nothing that its earlier changes come back to, what was filled stays. */
  readonly #gone = new Set<string>()
  #hasEntered = false
  #hasFollowed = false

  readonly #work: Work

  /** `leavesOut`: what undo does not know is only told, as is what the asker has no way to take back. */
  constructor(work: Work, leavesOut: boolean) {
    this.#work = work
    this.#leavesOut = leavesOut
  }

  add({ event, pointer }: Found): void {
    const isBatch = event.type === 'batch.applied'
    if (isBatch && event.data.operation === 'copy') return this.#refuseFilling(event, pointer, 'A copied project is taken back by deleting it.')
    if (isBatch && event.data.operation === 'import') return this.#refuseFilling(event, pointer, 'An import is taken back by deleting its project.')
    for (const [index, { type, data }] of openBatch(event).entries()) {
      const why = whyNever({ type, data })
      if (SAYS.has(type)) continue
      if (FOLLOWS.has(type) && (isBatch || pointer === '/correlationId' || this.#leavesOut)) {
        this.#hasFollowed ||= type === 'team.access_changed' && pointer === '/correlationId'
        continue
      }
      if (this.#leavesOut && isAnothers(this.#work, event, { type, data })) this.#refuse({ id: event.id, type }, pointer, '')
      else if (LEFT.has(type) && this.#leavesOut) this.#refuse({ id: event.id, type }, pointer, '')
      else if (ENTERED.has(type) && pointer === '/correlationId') this.#hasEntered = true
      else if (ENTERED.has(type)) this.#refuse({ id: event.id, type }, pointer, 'What came from another project or team is taken back by its request: say correlationId.')
      else if (why !== null) this.#refuseDeletion({ id: event.id, type }, pointer, why, data)
      else if (known.has(type)) this.#take(event, { type: type as UndoableType, data, index, pointer })
      else this.#refuse({ id: event.id, type }, pointer, WHY_NOT[type] ?? `An event ${type} cannot be taken back by undo.`)
    }
  }

  #refuse({ id, type }: Pick<StreamEvent, 'id' | 'type'>, pointer: string, detail: string): void {
    if (!this.#leavesOut) throw invalid(pointer, detail, 'not_undoable')
    if (this.leftOut.length < MOST_LEFT_OUT) this.leftOut.push({ eventId: id, type })
  }

  /** Its project stays as well. */
  #refuseFilling(event: StreamEvent, pointer: string, why: string): void {
    this.#refuse(event, pointer, why)
    for (const { data } of openBatch(event)) if (data.task) this.#gone.add((data.task as Task).projectId)
  }

  #refuseDeletion(event: Pick<StreamEvent, 'id' | 'type'>, pointer: string, why: string, data: Record<string, unknown>): void {
    this.#refuse(event, pointer, why)
    if (event.type !== 'custom_field.option_deleted') for (const id of deletedIn(data)) this.#gone.add(id)
  }

  #take({ id, stream, offset, actor, correlationId, at }: StreamEvent, { type, data, index, pointer }: Pick<PastChange, 'type' | 'data' | 'pointer'> & { index: number }): void {
    const [named] = pointer.slice(1).split('/')
    if (this.#found.length === MOST_UNDONE) throw invalid(`/${named}`, `These are more than ${MOST_UNDONE} changes; at most so many are taken back at once.`)
    if (isOfPlace({ type }) && ++this.#places > MOST_PLACES_UNDONE) throw invalid(`/${named}`, `At most ${MOST_PLACES_UNDONE} changes of what is not a task are taken back at once.`)
    this.#text += textReferences(data).reduce((sum, { length }) => sum + length, 0)
    if (this.#text > MOST_TEXT) throw invalid(`/${named}`, 'These changes hold more text than can be taken back at once.')
    this.#found.push({ eventId: id, pointer, type, data, teamId: teamOf(stream), actorId: actor.membershipId, correlationId, at, offset, index })
  }

  /**
   * Team by team, in the reverse of the order in which they happened: nothing of one team's tasks depends on another's. Labels and
   * departments that come back do so before tasks and teams can have them, others change when no task or team has them any more.
   */
  newestFirst(): PastChange[] {
    if (this.#hasEntered && !this.#found.some(({ type }) => LEFT.has(type))) throw invalid('/correlationId', 'This came from a team that you cannot read.', 'not_undoable')
    // What a project that moved left behind in the team that it left was changed before it went, what it has elsewhere since.
    const left = new Set(this.#found.flatMap(({ type, teamId }) => (type === 'project.left' ? [teamId] : [])))
    const turnOf = (past: PastChange): string => (left.has(past.teamId) ? `z${past.teamId}` : turnOfTeam(past))
    const sorted = this.#found.sort((a, b) => (
      turnOf(a) === turnOf(b) ? b.offset - a.offset || b.index - a.index : turnOf(a) < turnOf(b) ? -1 : 1
    ))
    if (this.#hasFollowed && sorted.length === 0) throw invalid('/correlationId', 'Who reads a team follows from other changes, which are taken back where they can be.', 'not_undoable')
    const isGone = ({ type, data }: PastChange) => isOfPlace({ type }) && placesIn(data).some((id) => this.#gone.has(id))
    for (const { eventId: id, type, pointer } of sorted.filter(isGone)) this.#refuse({ id, type }, pointer, '')
    return withoutTwins(sorted.filter((past) => !isGone(past)).map(({ index: _, ...change }) => change))
  }
}

/** A post goes with its comments, a comment without its post. */
function deletedIn(data: Record<string, unknown>): string[] {
  return data.commentId === undefined ? placesIn(data) : [data.commentId as string]
}

/** The ids of the new project, department, label, field, template, view, goal, post or comment that a change names. */
function placesIn(data: Record<string, unknown>): string[] {
  const inner = [data.project, data.department, data.label, data.customField, data.goal, data.post, data.comment, data.template, data.view] as ({ id: string; postId?: string } | undefined)[]
  const ids = [data.departmentId, data.labelId, data.fieldId, data.goalId, data.postId, data.commentId, data.templateId, data.viewId, ...inner.flatMap((one) => [one?.id, one?.postId])]
  return ids.filter((id) => typeof id === 'string')
}

function teamOf(stream: string): string | null {
  const { kind, id } = parseStream(stream)!
  return kind === 'team' ? id : null
}

const turnOfTeam = ({ teamId, type }: PastChange): string => teamId ?? (type === 'label.deleted' || type === 'department.deleted' ? '' : '~')
