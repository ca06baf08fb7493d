// Keeps waiting changes in IndexedDB, so that they survive a closed tab; another tab of the same member goes on with them.
import { database, type Database, type Kept } from './database.ts'
import { newId } from './ids.ts'
import type { OutboxStorage, StoredChange } from './outbox.svelte.ts'

const LOCK = 'lockstep-tab-'

/** In memory where there is no IndexedDB (private windows of some browsers): changes then live as long as the tab. */
export function memoryStorage(): OutboxStorage {
  const kept = new Map<string, StoredChange>()
  return {
    put: async (change) => void kept.set(change.key, change),
    remove: async (key) => void kept.delete(key),
    adopt: async (membershipId) => [...kept.values()].filter((change) => change.membershipId === membershipId),
    clear: async () => kept.clear(),
  }
}

/** The stored changes of this browser. */
export function browserStorage(): OutboxStorage {
  if (typeof indexedDB === 'undefined') return memoryStorage()
  const tab = newId()
  holdTab(tab)
  return {
    put: async (change) => void await (await database())?.put('changes', { ...change, taskIds: [...change.taskIds], tab }),
    remove: async (key) => (await database())?.delete('changes', key),
    adopt: async (membershipId) => adopt(await database(), tab, membershipId),
    clear: async () => (await database())?.clear('changes'),
  }
}

async function adopt(opened: Database | null, tab: string, membershipId: string): Promise<StoredChange[]> {
  if (!opened) return []
  const living = await livingTabs()
  const transaction = opened.transaction('changes', 'readwrite')
  const left: Kept[] = []
  for (const change of await transaction.store.getAll()) {
    if (change.membershipId !== membershipId || (change.tab !== tab && living.has(change.tab))) continue
    left.push(change)
    void transaction.store.put({ ...change, tab })
  }
  await transaction.done
  return left.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)).map(({ tab: _, ...change }) => change)
}

/** A lock that the browser frees when the tab ends, however it ends. */
function holdTab(tab: string): void {
  void navigator.locks?.request(LOCK + tab, () => new Promise(() => {}))
}

/** Without Web Locks every tab counts as closed: sending twice is harmless, since the key stays the same. */
async function livingTabs(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks?.query() ?? {}
  return new Set(held.map(({ name }) => (name ?? '').replace(LOCK, '')))
}
