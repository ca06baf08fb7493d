// Keeps changes that could not be applied until somebody has decided about them, also through a reload.
import type { Problem } from '../../shared/errors.ts'
import { database } from './database.ts'
import type { StoredChange } from './outbox.svelte.ts'

/** One's own change that the server did not take, with its answer. */
export interface RefusedChange { key: string; change: StoredChange; problem: Problem; at: number }

export interface RefusedStorage {
  put(refused: RefusedChange): Promise<void>
  remove(key: string): Promise<void>
  all(membershipId: string): Promise<RefusedChange[]>
  clear(): Promise<void>
}

export function memoryRefused(): RefusedStorage {
  const kept = new Map<string, RefusedChange>()
  return {
    put: async (refused) => void kept.set(refused.key, refused),
    remove: async (key) => void kept.delete(key),
    all: async (membershipId) => [...kept.values()].filter(({ change }) => change.membershipId === membershipId),
    clear: async () => kept.clear(),
  }
}

export function browserRefused(): RefusedStorage {
  if (typeof indexedDB === 'undefined') return memoryRefused()
  return {
    put: async (refused) => void await (await database())?.put('refused', refused),
    remove: async (key) => (await database())?.delete('refused', key),
    all: async (membershipId) => {
      const all = await (await database())?.getAll('refused') ?? []
      return all.filter(({ change }) => change.membershipId === membershipId).sort((a, b) => a.at - b.at)
    },
    clear: async () => (await database())?.clear('refused'),
  }
}
