// What this browser keeps in IndexedDB: waiting changes, changes that could not be applied, copies of what was read.
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Copy } from './copies.ts'
import type { RefusedChange } from './refused-storage.ts'
import type { StoredChange } from './outbox.svelte.ts'

export interface Kept extends StoredChange { tab: string }
interface Schema extends DBSchema {
  changes: { key: string; value: Kept }
  refused: { key: string; value: RefusedChange }
  copies: { key: string; value: Copy }
}
export type Database = IDBPDatabase<Schema>

const NAME = 'lockstep'
const VERSION = 2
/** A tab of an older version that does not let go is not waited for: then this one keeps nothing. */
const PATIENCE = 3_000
let opened: Promise<Database | null> | undefined

/** The database of this browser; null where there is none, as in private windows of some browsers. */
export function database(): Promise<Database | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null)
  opened ??= Promise.race([open(), new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null))]).catch(() => null)
  return opened
}

function open(): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade: (made, before) => {
      if (before < 1) made.createObjectStore('changes', { keyPath: 'key' })
      if (before < 2) {
        made.createObjectStore('refused', { keyPath: 'key' })
        made.createObjectStore('copies', { keyPath: 'key' })
      }
    },
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close()
      opened = undefined
    },
    terminated: () => (opened = undefined),
  })
}
