// Keeps changes that could not be applied until somebody has decided about them, also through a reload. All tabs share them.
import type { Problem } from '../../shared/errors.ts'
import { database } from './database.ts'
import type { StoredChange } from './outbox.svelte.ts'

/** One's own change that the server did not take, with its answer. */
export interface RefusedChange { key: string; change: StoredChange; problem: Problem; at: number }

export interface RefusedStorage {
  put(refused: RefusedChange): Promise<void>
  /** Removes it; answers whether it was still there, so that of several tabs only one decides. */
  take(key: string): Promise<boolean>
  all(membershipId: string): Promise<RefusedChange[]>
  clear(): Promise<void>
  /** Calls back when any tab has put or taken something. */
  watch(heard: () => void): () => void
}

export function memoryRefused(): RefusedStorage {
  const kept = new Map<string, RefusedChange>()
  const watching = new Set<() => void>()
  const tell = () => watching.forEach((heard) => heard())
  return {
    put: async (refused) => {
      kept.set(refused.key, refused)
      tell()
    },
    take: async (key) => {
      const was = kept.delete(key)
      tell()
      return was
    },
    all: async (membershipId) => [...kept.values()].filter(({ change }) => change.membershipId === membershipId),
    clear: async () => kept.clear(),
    watch: (heard) => {
      watching.add(heard)
      return () => void watching.delete(heard)
    },
  }
}

const CHANNEL = 'lockstep-refused'

export function browserRefused(): RefusedStorage {
  if (typeof indexedDB === 'undefined') return memoryRefused()
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL)
  const tell = () => channel?.postMessage(null)
  return {
    put: async (refused) => {
      const opened = await database()
      if (!opened) throw new Error('This browser keeps nothing')
      await opened.put('refused', refused)
      tell()
    },
    take: async (key) => {
      const was = await takeOut(key)
      tell()
      return was
    },
    all: async (membershipId) => {
      const all = await (await database())?.getAll('refused') ?? []
      return all.filter(({ change }) => change.membershipId === membershipId).sort((a, b) => a.at - b.at)
    },
    clear: async () => (await database())?.clear('refused'),
    watch: (heard) => {
      channel?.addEventListener('message', heard)
      return () => channel?.removeEventListener('message', heard)
    },
  }
}

async function takeOut(key: string): Promise<boolean> {
  const transaction = (await database())?.transaction('refused', 'readwrite')
  if (!transaction) return false
  const was = await transaction.store.getKey(key)
  await transaction.store.delete(key)
  await transaction.done
  return was !== undefined
}
