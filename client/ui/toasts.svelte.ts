// One message at a time about one's own deeds. Plain ones go after 8 s; errors stay until dismissed and come back
// from under a newer one.
export type ToastKind = 'done' | 'error'
export type ToastInput = {
  text: string
  kind?: ToastKind
  undo?: () => void
  /** Does it once more after it was undone; shows its own message again. */
  redo?: () => void
  /** Whether it can be taken back or done again now; where not, it says why, and all stays. */
  canTurn?: () => boolean
  /** How the deed ended: one that was refused cannot be taken back. */
  done?: Promise<{ ok: boolean }>
  action?: { label: string; run: () => void }
  /** Shows nothing, since the deed itself is seen: it can only be taken back. */
  isQuiet?: boolean
}
export type Toast = ToastInput & { id: number; kind: ToastKind }

export const shownFor = 8000
const kept = 50

export class Toasts {
  #stack = $state<Toast[]>([])
  /** One's own deeds that can still be taken back, and those that were: the message may be gone long since. */
  #done = $state.raw<readonly Toast[]>([])
  #undone = $state.raw<readonly Toast[]>([])
  #isRedoing = false
  #nextId = 1
  #timer: ReturnType<typeof setTimeout> | undefined
  #remaining = shownFor
  #startedAt = 0
  #holds: string[] = []

  get current(): Toast | undefined {
    return this.#stack.at(-1)
  }

  /** What ⌘Z takes back. */
  get undoable(): Toast | undefined {
    return this.#done.at(-1)
  }

  get redoable(): Toast | undefined {
    return this.#undone.at(-1)
  }

  show(input: ToastInput): number {
    const toast: Toast = { kind: 'done', ...input, id: this.#nextId++ }
    if (!toast.isQuiet) this.#stack = [...this.#stack.filter((older) => older.kind === 'error'), toast]
    if (toast.undo) {
      this.#done = [...this.#done, toast].slice(-kept)
      if (!this.#isRedoing) this.#undone = []
      void toast.done?.then(({ ok }) => ok || this.#forget(toast.id))
    }
    if (!toast.isQuiet) this.#restart()
    return toast.id
  }

  error(text: string, action?: ToastInput['action']): number {
    return this.show({ text, kind: 'error', action })
  }

  /** Whether it is still to be seen, now or once what lies over it has gone. */
  has(id: number): boolean {
    return this.#stack.some((toast) => toast.id === id)
  }

  dismiss(id = this.current?.id): void {
    if (id !== undefined && !this.has(id)) return
    this.#stack = this.#stack.filter((toast) => toast.id !== id)
    this.#restart()
  }

  /** Takes all away: they concern somebody who has left. */
  clear(): void {
    this.#stack = []
    this.#done = []
    this.#undone = []
    this.#restart()
  }

  undo(): void {
    if (this.current) this.#takeBack(this.current)
  }

  /** Takes back the newest deed, also when its message has gone. Answers whether it does. */
  undoLast(): boolean {
    return !!this.undoable && this.#takeBack(this.undoable)
  }

  /** Does the deed again that was taken back last. */
  redoLast(): void {
    const toast = this.redoable
    if (toast?.canTurn?.() === false) return
    this.#undone = this.#undone.slice(0, -1)
    this.#isRedoing = true
    toast?.redo?.()
    this.#isRedoing = false
  }

  #takeBack(toast: Toast): boolean {
    if (toast.canTurn?.() === false) return false
    this.dismiss(toast.id)
    this.#done = this.#done.filter(({ id }) => id !== toast.id)
    if (toast.redo) this.#undone = [...this.#undone, toast]
    toast.undo?.()
    return true
  }

  #forget(id: number): void {
    this.#done = this.#done.filter((toast) => toast.id !== id)
    this.#undone = this.#undone.filter((toast) => toast.id !== id)
    if (this.has(id)) this.dismiss(id)
  }

  /** Does what the shown message offers. */
  act(): void {
    const { id, action } = this.current ?? {}
    this.dismiss(id)
    action?.run()
  }

  /** Stop the clock for a reason (hover, focus, hidden tab); it goes on when every reason is gone. */
  pause(reason: string): void {
    if (this.#holds.length === 0 && this.#timer) {
      clearTimeout(this.#timer)
      this.#remaining -= Date.now() - this.#startedAt
    }
    if (!this.#holds.includes(reason)) this.#holds.push(reason)
  }

  resume(reason: string): void {
    if (!this.#holds.includes(reason)) return
    this.#holds = this.#holds.filter((held) => held !== reason)
    this.#run()
  }

  #restart(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#remaining = shownFor
    // The element that was hovered or focused is gone, so its leaving will never be told.
    this.#holds = this.#holds.filter((held) => held === 'hidden tab')
    this.#run()
  }

  #run(): void {
    if (this.#holds.length > 0 || !this.current || this.current.kind === 'error') return
    clearTimeout(this.#timer)
    this.#startedAt = Date.now()
    this.#timer = setTimeout(() => this.dismiss(), Math.max(this.#remaining, 0))
  }
}

export const toasts = new Toasts()
