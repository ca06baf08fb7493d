// The migrated database of a test run, as files that every embedded database of a worker shares: unpacking the archive once for each file of tests
// took half of a server's start. What a database writes to is its own from then on.
import { readFileSync } from 'node:fs'
import { MemoryFS } from '@electric-sql/pglite'

const DATA = '/pglite/data'
const BLOCK = 512

interface TemplateFile { folder: string; name: string; bytes: Uint8Array | undefined }

/** What Emscripten calls a node of its file system in memory; the parts that are needed here. */
interface Inode {
  contents: unknown
  usedBytes: number
  node_ops: { mknod: (parent: Inode, name: string, mode: number, device: number) => Inode }
  stream_ops: { write: (stream: { node: Inode }, ...rest: unknown[]) => number }
}

interface Files { mkdirTree: (path: string) => void; lookupPath: (path: string) => { node: Inode } }

const FILE = 0o100600

/** The file system of an embedded database that stands there already: give it to `openDatabase` or `startServer`. */
export class TemplateFiles extends MemoryFS {
  readonly #files: readonly TemplateFile[]

  constructor(archive: string) {
    super()
    this.#files = filesOf(archive)
  }

  override async initialSyncFs(): Promise<void> {
    const fs = this.pg!.Module.FS as unknown as Files
    const folders = new Map<string, Inode>()
    for (const { folder, name, bytes } of this.#files) {
      const parent = folders.get(folder) ?? folderAt(fs, folder)
      folders.set(folder, parent)
      if (bytes) share(parent.node_ops.mknod(parent, name, FILE, 0), bytes)
      else fs.mkdirTree(`${folder}/${name}`)
    }
  }
}

function folderAt(fs: Files, path: string): Inode {
  fs.mkdirTree(path)
  return fs.lookupPath(path).node
}

/** Reads are of the common bytes; the first write to a place in them copies them. */
function share(node: Inode, bytes: Uint8Array): void {
  if (bytes.length === 0) return
  const usual = node.stream_ops
  node.contents = bytes
  node.usedBytes = bytes.length
  node.stream_ops = { ...usual, write: (stream, ...rest) => {
    node.stream_ops = usual
    if (node.contents === bytes) node.contents = bytes.slice()
    return usual.write(stream, ...rest)
  } }
}

const unpacked = new Map<string, readonly TemplateFile[]>()

function filesOf(archive: string): readonly TemplateFile[] {
  const known = unpacked.get(archive)
  if (known) return known
  const files = [...unpack(readFileSync(archive))]
  unpacked.set(archive, files)
  return files
}

/** The regular files and folders of a tar archive. */
function* unpack(archive: Buffer): Generator<TemplateFile> {
  for (let at = 0; archive[at]; ) {
    const text = (from: number, length: number) => archive.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 12), 8) || 0
    const path = `${DATA}/${text(0, 100).replace(/^\/|\/$/g, '')}`
    const isFolder = text(156, 1) === '5'
    const bytes = new Uint8Array(archive.buffer, archive.byteOffset + at + BLOCK, size)
    yield { folder: path.slice(0, path.lastIndexOf('/')), name: path.slice(path.lastIndexOf('/') + 1), bytes: isFolder ? undefined : bytes }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
}
