// Who changed what last, for the marks on cards: others' changes only, and none from crowds.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { CrowdWatch, type Crowd } from '../../lib/calm.ts'

export interface RecentChange {
  membershipId: string | null
  name: string
  /** When it was drawn here, in milliseconds. */
  at: number
  /** The event's type and the changed fields. */
  type: string
  fields: readonly string[]
  /** What each changed field was and is. */
  changes: Readonly<Record<string, readonly [unknown, unknown]>>
  /** The task's key and whose it was before: it may be gone from the board when this is drawn. */
  key: string
  assigneeIds: readonly string[]
}

type Known = Pick<BoardTask, 'key' | 'assigneeIds'>

/** Marks are over after this many milliseconds. */
const FORGOTTEN_AFTER = 5_000

interface AboutTask { taskId?: string; key?: string; task?: Known & { id: string; projectId: string }; projectId?: string; changes?: RecentChange['changes'] }

export class ChangeWatch {
  crowd: Crowd | null = null
  readonly #crowds = new CrowdWatch()
  #gathered = new Map<string, RecentChange>()
  readonly #known: (taskId: string) => Known | undefined

  /** @param known A task as it is before the events that are noted. */
  constructor(known: (taskId: string) => Known | undefined) {
    this.#known = known
  }

  /** Notes others' live events of this project, to be taken with the next drawing. */
  note(events: readonly StreamEvent[], projectId: string, myId: string | null, now = Date.now()): void {
    for (const event of events) {
      if (event.actor.membershipId === myId) continue
      const about = changesOf(event, projectId)
      if (about.length === 0) continue
      const actor = { id: event.actor.membershipId ?? event.actor.name, name: event.actor.name }
      const crowd = this.#crowds.note(actor, about.length, now, event.type === 'batch.applied')
      if (crowd) this.crowd = crowd
      else for (const { type, data } of about) this.#gather(type, data, event, now)
    }
  }

  #gather(type: string, data: AboutTask, { actor }: StreamEvent, at: number): void {
    const taskId = data.taskId ?? data.task?.id
    if (!taskId) return
    const { changes = {}, task = this.#known(taskId) } = data
    this.#gathered.set(taskId, {
      membershipId: actor.membershipId, name: actor.name, at, type, fields: fieldsOf(changes), changes, key: data.key ?? task?.key ?? '', assigneeIds: task?.assigneeIds ?? [],
    })
  }

  /** The changes to mark after this drawing: those gathered since the last, and earlier ones whose marks may still fade. */
  take(shown: ReadonlyMap<string, RecentChange>, now = Date.now()): ReadonlyMap<string, RecentChange> {
    if (this.#gathered.size === 0 && shown.size === 0) return shown
    const kept = [...shown].filter(([, { at }]) => at > now - FORGOTTEN_AFTER)
    const next = new Map([...kept, ...this.#gathered])
    this.#gathered = new Map()
    return next
  }
}

/** Custom fields one by one. */
const fieldsOf = (changes: object) => Object.entries(changes as Record<string, [object, object]>).flatMap(([field, [, now]]) =>
  (field === 'customFields' ? Object.keys(now).map((id) => `${field}.${id}`) : field))

/** The changes of a project that an event tells: one, or those of a batch. What is only counted anew is nobody's deed there. */
export function changesOf(event: StreamEvent, projectId: string): { type: string; data: object }[] {
  const inner = event.type === 'batch.applied' ? (event.data.events as { type: string; data: object }[]) : [event]
  return inner.filter(({ type, data }) => type !== 'task.recounted' && projectOf(data) === projectId)
}

function projectOf(data: AboutTask): string | undefined {
  return data.projectId ?? data.task?.projectId
}
