// Decided: one's own refused change is sent again, on whatever is there now.
import type { Outbox, StoredChange } from '../../lib/outbox.svelte.ts'
import type { RefusedChange } from '../../lib/refused-storage.ts'
import { change, type MutationName } from '../mutations.ts'
import { sendItems } from '../tasks/send-items.ts'
import type { Conflicts } from './conflicts.store.svelte.ts'

/** Answers whether no other tab was faster. */
export async function useMine(conflicts: Conflicts, entry: RefusedChange, outbox: Outbox): Promise<boolean> {
  const { key, change: refused } = entry
  if (!conflicts.has(key) || outbox.hasEnded) return false
  const { stream, projectId, membershipId, name } = refused
  const again = nextKey(key)
  // Sent first, then taken out: a tab that is closed in between loses nothing, and the same key from two tabs is done once.
  void change(outbox, { stream, projectId, membershipId, key: again }, name as MutationName, unbound(entry) as never)
  const parts = sendItems(refused, again, outbox)
  const isFirst = await conflicts.take(key)
  if (!isFirst) for (const sent of [again, ...parts]) outbox.discard(sent)
  return isFirst
}

/** The idempotency key of the next time that a change is sent. */
function nextKey(key: string): string {
  const [, first, times = '0'] = /^(.*?)(?:\.again\.(\d+))?$/.exec(key)!
  return `${first}.again.${Number(times) + 1}`
}

type Input = { expectedVersion?: number; items?: unknown; afterTaskId?: string | null; patch?: { expectedVersion?: number } }

/** The wish without the version that it once stood on; the items of a checklist are sent after it. */
function unbound({ change: { name, input }, problem }: RefusedChange): unknown {
  const { expectedVersion: _, items: __, ...given } = placed(name, input as Input, problem)
  if (!given.patch) return given
  const { expectedVersion: ___, ...patch } = given.patch
  return { ...given, patch }
}

/** A task that it shall come after may be gone for good: new ones come where there is room, moved ones then to the top. */
function placed(name: StoredChange['name'], input: Input, { errors }: RefusedChange['problem']): Input {
  const { afterTaskId, ...given } = input
  if (name.startsWith('createTask')) return given
  return afterTaskId && errors?.some(({ pointer }) => pointer === '/afterTaskId') ? { ...given, afterTaskId: null } : input
}
