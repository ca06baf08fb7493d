// Files in a folder: each appears whole, by renaming, or not at all.
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { ByteRange } from '../../shared/endpoint.ts'
import type { FileStore } from './file-store.ts'
import { checkedName, checkedOrganization } from './stored-name.ts'

export class FolderStore implements FileStore {
  /** On the same disk, so that renaming moves no bytes. */
  readonly arrivals: string
  readonly #root: string

  constructor(root: string | URL) {
    this.#root = typeof root === 'string' ? root : fileURLToPath(root)
    this.arrivals = join(this.#root, 'arrivals')
  }

  async put(name: string, path: string): Promise<void> {
    const place = this.#placeOf(name)
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(path, place)
    await flushFolder(dirname(place))
  }

  async open(name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const handle = await open(this.#placeOf(name)).catch(orNull)
    if (!handle) return null
    // It ends, and the handle with it, when all was read or the reader went away.
    return Readable.toWeb(handle.createReadStream(range)) as ReadableStream<Uint8Array>
  }

  async delete(name: string): Promise<void> {
    const place = this.#placeOf(name)
    await rm(place, { force: true })
    // Only when it was the last one there.
    await rmdir(dirname(place)).catch(() => undefined)
  }

  async forget(organizationId: string): Promise<void> {
    await rm(join(this.#root, checkedOrganization(organizationId)), { recursive: true, force: true })
  }

  #placeOf(name: string): string {
    return join(this.#root, checkedName(name))
  }
}

function orNull(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

/** A renamed file is durable when its folder is. */
async function flushFolder(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}
