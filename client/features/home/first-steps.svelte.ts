// The first steps on a new board: which project they are for, which are done; kept in this browser until all are.
const KEY = 'lockstep.first-steps'
export const steps = ['add', 'move', 'invite', 'keys'] as const
export type Step = (typeof steps)[number]

interface Kept { projectId: string; isSample: boolean; done: Step[] }

class FirstSteps {
  #kept = $state.raw<Kept | null>(remembered())

  get projectId(): string | null {
    return this.#kept?.projectId ?? null
  }

  get isSample(): boolean {
    return this.#kept?.isSample ?? false
  }

  isDone(step: Step): boolean {
    return this.#kept?.done.includes(step) ?? false
  }

  get countDone(): number {
    return this.#kept?.done.length ?? 0
  }

  begin(projectId: string, isSample: boolean): void {
    this.#keep({ projectId, isSample, done: [] })
  }

  /** Ends with the last one. */
  finish(step: Step): void {
    if (!this.#kept || this.isDone(step)) return
    const done = [...this.#kept.done, step]
    this.#keep(done.length === steps.length ? null : { ...this.#kept, done })
  }

  dismiss(): void {
    this.#keep(null)
  }

  #keep(kept: Kept | null): void {
    this.#kept = kept
    try {
      if (kept) localStorage.setItem(KEY, JSON.stringify(kept))
      else localStorage.removeItem(KEY)
    } catch {
      // Storage can be forbidden; then only this visit knows.
    }
  }
}

function remembered(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null
    if (typeof kept?.projectId !== 'string' || !Array.isArray(kept.done)) return null
    return { projectId: kept.projectId, isSample: kept.isSample === true, done: steps.filter((step) => kept.done!.includes(step)) }
  } catch {
    return null
  }
}

export const firstSteps = new FirstSteps()
