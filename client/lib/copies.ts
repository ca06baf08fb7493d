// Copies of what was read (the overview, the last boards), so that a page opens without a network. Each says where its
// streams stand: events after that bring it up to date.
import { database } from './database.ts'

/** Raised when the shape of what is kept changes: older copies are not understood any more. */
const SHAPE = 4
const MOST_BOARDS = 5

export interface Copy { key: string; membershipId: string; shape: number; at: number; value: unknown }

export interface Copies {
  read<T>(membershipId: string, name: string): Promise<T | null>
  write(membershipId: string, name: string, value: unknown): Promise<void>
  remove(membershipId: string, name: string): Promise<void>
  /** Drops copies of boards that the member may not read any more. */
  keepBoards(membershipId: string, projectIds: ReadonlySet<string>): Promise<void>
  /** Leaves only what belongs to the member; nothing for null. */
  keepOnly(membershipId: string | null): Promise<void>
}

const keyOf = (membershipId: string, name: string) => `${membershipId} ${name}`

export function noCopies(): Copies {
  return { read: async () => null, write: async () => {}, remove: async () => {}, keepBoards: async () => {}, keepOnly: async () => {} }
}

export function memoryCopies(): Copies {
  const kept = new Map<string, Copy>()
  return {
    read: async (membershipId, name) => (structuredClone(kept.get(keyOf(membershipId, name))?.value) ?? null) as never,
    write: async (membershipId, name, value) => void kept.set(keyOf(membershipId, name), aCopy(membershipId, name, structuredClone(value))),
    remove: async (membershipId, name) => void kept.delete(keyOf(membershipId, name)),
    keepBoards: async (membershipId, projectIds) => {
      for (const key of kept.keys()) if (isForeignBoard(key, membershipId, projectIds)) kept.delete(key)
    },
    keepOnly: async (membershipId) => {
      for (const [key, copy] of kept) if (copy.membershipId !== membershipId) kept.delete(key)
    },
  }
}

export function browserCopies(): Copies {
  if (typeof indexedDB === 'undefined') return noCopies()
  return {
    read: async (membershipId, name) => {
      const copy = await (await database())?.get('copies', keyOf(membershipId, name))
      return (copy?.shape === SHAPE ? copy.value : null) as never
    },
    write: async (membershipId, name, value) => {
      await (await database())?.put('copies', aCopy(membershipId, name, value))
      await dropOldest(membershipId)
    },
    remove: async (membershipId, name) => (await database())?.delete('copies', keyOf(membershipId, name)),
    keepBoards: async (membershipId, projectIds) => {
      const opened = await database()
      for (const key of await opened?.getAllKeys('copies') ?? []) {
        if (isForeignBoard(key, membershipId, projectIds)) await opened!.delete('copies', key)
      }
    },
    keepOnly: async (membershipId) => {
      const opened = await database()
      for (const key of await opened?.getAllKeys('copies') ?? []) {
        if (membershipId === null || !key.startsWith(membershipId)) await opened!.delete('copies', key)
      }
    },
  }
}

export const boardCopy = (projectId: string): string => `board:${projectId}`

function isForeignBoard(key: string, membershipId: string, projectIds: ReadonlySet<string>): boolean {
  const prefix = keyOf(membershipId, boardCopy(''))
  return key.startsWith(prefix) && !projectIds.has(key.slice(prefix.length))
}

const aCopy = (membershipId: string, name: string, value: unknown): Copy =>
  ({ key: keyOf(membershipId, name), membershipId, shape: SHAPE, at: Date.now(), value })

async function dropOldest(membershipId: string): Promise<void> {
  const opened = await database()
  const range = IDBKeyRange.bound(keyOf(membershipId, 'board:'), keyOf(membershipId, 'board;'))
  if (!opened || await opened.count('copies', range) <= MOST_BOARDS) return
  const boards = (await opened.getAll('copies', range)).sort((a, b) => b.at - a.at)
  for (const { key } of boards.slice(MOST_BOARDS)) await opened.delete('copies', key)
}

/** So long an answer is waited for before a copy is shown. */
const ANSWERED_WITHIN = 400

/** The answer, or the copy when there is one and no answer in time; at once where there is no network. */
export async function answerOrCopy<A, C>(answer: Promise<A>, copy: () => Promise<C | null>, isOffline: boolean): Promise<{ answer: A } | { copy: C }> {
  answer.catch(() => undefined)
  const wait = new Promise<null>((resolve) => setTimeout(resolve, isOffline ? 0 : ANSWERED_WITHIN, null))
  const first = await Promise.race([answer.then((given) => ({ answer: given })), wait])
  if (first) return first
  const kept = await copy().catch(() => null)
  return kept === null ? { answer: await answer } : { copy: kept }
}

/** Writes a copy of what changes, seldom and when nothing else is to be done; at once when the page is hidden. */
export class CopyKeeper {
  readonly #write: () => void
  readonly #every: number
  #timer: ReturnType<typeof setTimeout> | undefined
  #changed = false
  #last = 0

  constructor(write: () => void, every: number) {
    this.#write = write
    this.#every = every
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#hidden)
  }

  changed(): void {
    this.#changed = true
    const wait = Math.max(1_000, this.#last + this.#every - Date.now())
    this.#timer ??= setTimeout(() => whenIdle(() => this.#flush()), wait)
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#changed = false
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', this.#hidden)
  }

  readonly #hidden = (): void => {
    if (document.hidden) this.#flush()
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#changed) return
    this.#changed = false
    this.#last = Date.now()
    this.#write()
  }
}

const whenIdle = (work: () => void): void =>
  void (typeof requestIdleCallback === 'undefined' ? work() : requestIdleCallback(work, { timeout: 5_000 }))
