// The tasks that one opened last in the organization that one is in, the newest first. Kept beside the copies of this browser, under one's membership: they go with them when one
// signs out, goes to another organization or another signs in, and those of projects that one may not read any more are not shown and dropped.
import type { Stores } from '../../client.svelte.ts'

export interface RecentTask { id: string; key: string; title: string; projectId: string }
type Known = Pick<Stores, 'copies' | 'session' | 'organizations' | 'boards'>

const NAME = 'recent-tasks'
const MOST = 10

export class RecentTasks {
  /** When those of earlier visits are there. */
  readonly ready: Promise<void>
  #kept = $state.raw<readonly RecentTask[]>([])
  readonly #stores: Known
  /** One after the other: each write begins with what the one before left. */
  #writing: Promise<void> = Promise.resolve()

  constructor(stores: Known) {
    this.#stores = stores
    this.ready = this.#read().then((kept) => {
      this.#kept = kept
      const cut = takeCut(stores.session.membershipId)
      if (cut) void this.note(cut)
    })
    // Titles of what one may not read any more do not stay in the browser (RT19).
    $effect.root(() => {
      $effect(() => {
        if (this.#readable(this.#kept).length < this.#kept.length) void this.#change((kept) => kept)
      })
    })
  }

  /** As far as one may read them now, with the words of boards that are followed. */
  get list(): readonly RecentTask[] {
    return this.#readable(this.#kept).map((task) => ({ ...task, ...this.#now(task) }))
  }

  /** A page that is left meanwhile finishes it when it is loaded again. */
  async note({ id, key, title, projectId }: RecentTask): Promise<void> {
    const task = { id, key, title, projectId }
    const membershipId = this.#stores.session.membershipId
    writeCut({ membershipId, task })
    await this.#change((kept) => [task, ...kept.filter((one) => one.id !== id)])
    if (readCut()?.task.id === id) writeCut(null)
  }

  /** It is gone, or not one's to see any more. */
  forget(taskId: string): Promise<void> {
    return this.#change((kept) => kept.filter(({ id }) => id !== taskId))
  }

  /** The same of a task that is known by its address alone. */
  forgetAt(asked: { projectId: string; key: string }): Promise<void> {
    return this.#change((kept) => kept.filter(({ id, key, projectId }) => projectId !== asked.projectId || (key || id) !== asked.key))
  }

  /** Another tab may have written meanwhile, so it is read anew. */
  #change(next: (kept: readonly RecentTask[]) => readonly RecentTask[]): Promise<void> {
    const { copies, session, organizations } = this.#stores
    const { membershipId } = session
    this.#writing = this.#writing.then(async () => {
      await organizations.ready
      const kept = this.#readable(next(await this.#read())).slice(0, MOST)
      // Whoever signed out meanwhile leaves nothing.
      if (membershipId === null || session.membershipId !== membershipId) return
      this.#kept = kept
      await copies.write(membershipId, NAME, kept)
    }).catch(() => undefined)
    return this.#writing
  }

  async #read(): Promise<readonly RecentTask[]> {
    const { membershipId } = this.#stores.session
    return membershipId === null ? [] : (await this.#stores.copies.read<readonly RecentTask[]>(membershipId, NAME).catch(() => null)) ?? []
  }

  #readable = (tasks: readonly RecentTask[]) => tasks.filter(({ projectId }) => this.#stores.organizations.project(projectId) !== undefined)

  #now({ id, projectId }: RecentTask): Partial<RecentTask> {
    const task = this.#stores.boards.followed.find((board) => board.projectId === projectId)?.task(id)
    return task ? { key: task.key, title: task.title } : {}
  }
}

interface Cut { membershipId: string | null; task: RecentTask }
const CUT = 'lockstep.opening-task'

// In this tab alone and only until it is kept: what is written here is written before a page can go.
const readCut = (): Cut | null => {
  try {
    return JSON.parse(sessionStorage.getItem(CUT) ?? 'null') as Cut | null
  } catch {
    return null
  }
}

function writeCut(cut: Cut | null): void {
  try {
    if (cut) sessionStorage.setItem(CUT, JSON.stringify(cut))
    else sessionStorage.removeItem(CUT)
  } catch { /* A browser that keeps nothing. */ }
}

/** Whoever else is signed in does not get it, and it goes in any case. */
function takeCut(membershipId: string | null): RecentTask | null {
  const cut = readCut()
  if (cut) writeCut(null)
  return cut?.membershipId === membershipId && membershipId !== null ? cut.task : null
}

const known = new WeakMap<Known, RecentTasks>()

/** Of whoever is signed in. */
export function recentTasksOf(stores: Known): RecentTasks {
  const found = known.get(stores) ?? new RecentTasks(stores)
  known.set(stores, found)
  return found
}
