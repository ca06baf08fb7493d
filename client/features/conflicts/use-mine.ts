// Decided: one's own refused change is sent again, on whatever is there now.
import type { Outbox, StoredChange } from '../../lib/outbox.svelte.ts'
import type { RefusedChange } from '../../lib/refused-storage.ts'
import type { FromTemplate } from '../board/board.mutations.ts'
import { change, type MutationName } from '../mutations.ts'
import { lacksNeighbour } from '../placed-creates.ts'
import { sendItems } from '../tasks/send-items.ts'
import type { Conflicts } from './conflicts.store.svelte.ts'

/** Answers whether no other tab was faster. */
export async function useMine(conflicts: Conflicts, entry: RefusedChange, outbox: Outbox): Promise<boolean> {
  const { key, change: refused } = entry
  if (!conflicts.has(key) || outbox.hasEnded) return false
  const { stream, projectId, membershipId } = refused
  const { name, input } = lostTemplate(entry) ? withoutTemplate(refused) : { name: refused.name, input: unbound(entry) }
  const again = nextKey(key)
  // Sent first, then taken out: a tab that is closed in between loses nothing, and the same key from two tabs is done once.
  void change(outbox, { stream, projectId, membershipId, key: again }, name as MutationName, input as never)
  const parts = sendItems(refused, again, outbox)
  const isFirst = await conflicts.take(key)
  if (!isFirst) for (const sent of [again, ...parts]) outbox.discard(sent)
  return isFirst
}

/** Whether it was refused since its template was deleted: its tasks can still be made as they were drawn. */
export const lostTemplate = ({ change: { name }, problem }: RefusedChange): boolean => name === 'createTaskFromTemplate' && problem.status === 404

function withoutTemplate({ input }: StoredChange): Pick<StoredChange, 'name' | 'input'> {
  const { shown } = input as FromTemplate
  return { name: 'bulkTasks', input: { mode: 'atomic', operations: shown.map(({ afterTaskId: _, ...task }) => ({ op: 'create', ...task })) } }
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
function placed(name: StoredChange['name'], input: Input, problem: RefusedChange['problem']): Input {
  const { afterTaskId, ...given } = input
  if (name.startsWith('createTask')) return given
  return afterTaskId && lacksNeighbour(problem) ? { ...given, afterTaskId: null } : input
}
