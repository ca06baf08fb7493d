// Files of an archive on their way into the store: all are checked before the first one goes there, and they go before the lines that name them.
import type { Work } from '../../kernel/work.ts'
import { receiveFile } from '../attachments/receive-file.ts'
import { discardFile, dropReceived, refuseWithoutRoom, storeFile, type Files } from '../attachments/store-file.ts'
import type { Progress } from '../imports/import-progress.ts'
import type { AscendingIds } from './ascending-ids.ts'
import { checkBytes, checkSize, readToldFiles, type ToldFile } from './check-files.ts'
import type { OpenedArchive } from './open-archive.ts'
import { streamOf, type Part } from './part.ts'

interface Reader { read<T>(action: (work: Work) => Promise<T>): Promise<T> }

export interface BroughtFiles {
  count: number
  bytes: number
  /** Takes back what was stored, where nothing will ever name it. */
  discard: () => Promise<void>
}
export const NO_FILES: BroughtFiles = { count: 0, bytes: 0, discard: async () => {} }

/** `ids`: under which they are stored, by their numbers. */
interface How { organizationId: string; isDry: boolean; ids: AscendingIds; progress: Progress }

/** Throws 422 with the line of a file that is not what that says, 409 when the organization has no room for all of them. `isDry`: they are only checked. */
export async function bringFiles(on: Files, reader: Reader, archive: OpenedArchive, how: How): Promise<BroughtFiles> {
  if (!archive.files) return NO_FILES
  const files = (await readToldFiles(archive)).map((told, index) => ({ told, entry: archive.files![index]! }))
  for (const { told, entry } of files) checkSize(told, entry, on.config.MAX_FILE_BYTES)
  const bytes = files.reduce((sum, { told }) => sum + told.size, 0)
  await reader.read((work) => refuseWithoutRoom(work, bytes, on.config.MAX_ORGANIZATION_FILE_BYTES))
  how.progress.begin(files.length)
  for (const [index, { told, entry }] of files.entries()) {
    await how.progress.come('reading', index)
    await checkBytes(told, entry)
  }
  return { count: files.length, bytes, discard: how.isDry ? NO_FILES.discard : await storeFiles(on, files, how) }
}

/** With previews of pictures. Of what it cannot bring to its end nothing stays; else it resolves with what takes all of it back. */
async function storeFiles(on: Files, files: readonly { told: ToldFile; entry: Part }[], { organizationId, ids, progress }: How): Promise<() => Promise<void>> {
  const stored: string[] = []
  const discard = async () => {
    for (const id of stored) await discardFile(on, organizationId, id)
  }
  try {
    for (const [index, { told, entry }] of files.entries()) {
      await progress.come('reading', index)
      const id = ids.of('files', index + 1)
      await storeOne(on, organizationId, entry, told.mediaType, id)
      stored.push(id)
    }
    return discard
  } catch (error) {
    await discard()
    throw error
  }
}

async function storeOne(on: Files, organizationId: string, entry: Part, mediaType: string, id: string): Promise<void> {
  const received = await receiveFile({ announced: entry.size, bytes: streamOf(entry) }, on.files.arrivals, entry.size)
  try {
    await storeFile(on, organizationId, received, mediaType, id)
  } finally {
    await dropReceived(received)
  }
}
