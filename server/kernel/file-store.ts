// Where files are: a folder that all nodes see, or an S3-compatible store. Names are ids that the product made, never what people typed.
import type { ByteRange } from '../../shared/endpoint.ts'
import { FolderStore } from './folder-store.ts'
import { ObjectStore } from './object-store.ts'

export interface FileStore {
  /** Where files arrive before the store has them. */
  readonly arrivals: string
  /** Takes the file at `path` into the store; it may be gone from there then. It is on the disk when this resolves. */
  put(name: string, path: string): Promise<void>
  /** Null when the store has no such file. */
  open(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>
  /** Of what is not there, nothing is left either. */
  delete(name: string): Promise<void>
  /** Deletes all that is there of an organization, known or not: what a late upload or a node that died left behind too. */
  forget(organizationId: string): Promise<void>
}

/** The store of FILES_URL, else the folder `files` of DATA_DIR. Makes and asks nothing before the first file. */
export function openFileStore(address: string | undefined, dataDir: string): FileStore {
  if (!address || address.startsWith('file:')) return new FolderStore(address ? new URL(address) : `${dataDir}/files`)
  return new ObjectStore(new URL(address), `${dataDir}/arrivals`)
}
