// Changes that could not be applied: each waits, with what was wanted and what the server said, until one decides.
import type { Problem } from '../../../shared/errors.ts'
import { newId } from '../../lib/ids.ts'
import type { StoredChange } from '../../lib/outbox.svelte.ts'
import type { RefusedChange, RefusedStorage } from '../../lib/refused-storage.ts'
import { wishOf } from '../based-changes.ts'

/** Somebody who was answered at once has seen the refusal and knows what they did. */
const ANSWERED_AT_ONCE = 4_000

export class Conflicts {
  /** Oldest first. */
  list = $state.raw<readonly RefusedChange[]>([])
  readonly #storage: RefusedStorage
  /** Only this tab knows of these, as long as they are not stored; where nothing can be stored, for good. */
  readonly #unstored = new Map<string, RefusedChange>()
  readonly #decided = new Set<string>()
  #stop: () => void = () => {}

  constructor(storage: RefusedStorage) {
    this.#storage = storage
  }

  /** What earlier pages left undecided, and what other tabs keep and decide from now on. */
  async start(membershipId: string): Promise<void> {
    this.#stop = this.#storage.watch(() => void this.#read(membershipId))
    await this.#read(membershipId)
  }

  close(): void {
    this.#stop()
  }

  async #read(membershipId: string): Promise<void> {
    const kept = await this.#storage.all(membershipId).catch(() => null)
    if (!kept) return
    const stored = new Set(kept.map(({ key }) => key))
    const all = [...kept, ...[...this.#unstored.values()].filter(({ key }) => !stored.has(key))]
    this.list = all.filter(({ key }) => !this.#decided.has(key))
  }

  /** Keeps a refused change that waited, or whose words would be lost. */
  keep(refused: StoredChange, problem: Problem, now = Date.now()): void {
    const isUnknown = problem.code === 'unknown_change'
    if (!refused.base && !isUnknown && now - refused.at < ANSWERED_AT_ONCE && textOf(refused) === '') return
    const entry: RefusedChange = { key: refused.key, change: refused, problem, at: now }
    this.list = [...this.list.filter(({ key }) => key !== refused.key), entry]
    this.#decided.delete(entry.key)
    this.#unstored.set(entry.key, entry)
    void this.#storage.put(entry).then(() => void this.#unstored.delete(entry.key), () => undefined)
  }

  /** Keeps what was not even sent, since another changed the same text first. Answers with its key. */
  hold(wanted: Omit<StoredChange, 'key' | 'at'>, current: Readonly<Record<string, unknown>>): string {
    const key = newId()
    this.keep({ ...wanted, key, at: Date.now() }, { ...outrun, data: { current } })
    return key
  }

  has(key: string): boolean {
    return this.list.some((entry) => entry.key === key)
  }

  /** Decided: theirs stays. */
  drop(key: string): void {
    void this.take(key)
  }

  /** One tab decides: the one that takes it out of the storage. Answers whether it is this one. */
  async take(key: string): Promise<boolean> {
    if (this.#decided.has(key)) return false
    this.#decided.add(key)
    this.list = this.list.filter((entry) => entry.key !== key)
    const taken = await this.#storage.take(key).catch(() => true)
    return this.#unstored.delete(key) || taken
  }
}

const outrun: Problem = { type: 'about:blank', title: 'Changed meanwhile', status: 409, code: 'version_conflict', detail: '', traceId: '' }

/** The words that a change carries, to be copied when it cannot be applied. */
export function textOf(refused: Pick<StoredChange, 'name' | 'input'>): string {
  const { title, description } = wishOf(refused) as { title?: string; description?: string }
  const input = refused.input as { shown?: { title: string }[]; body?: string; text?: string; note?: string; title?: string; items?: string[]; operations?: { title?: string }[]; description?: string; patch?: { text?: string } }
  const own = [title, description, input.body, input.text, input.note, input.title ?? input.shown?.[0]?.title, input.items?.join('\n'), input.operations?.flatMap((one) => one.title ?? []).join('\n'), input.description, input.patch?.text]
  return own.filter((text) => typeof text === 'string' && text !== '').join('\n\n')
}
