// Files of an archive on their way into the store: all are checked before the first one goes there, and they go before the lines that name them.
import type { Work } from '../../kernel/work.ts'
import { discardFiles } from '../attachments/discard-files.ts'
import { receiveFile } from '../attachments/receive-file.ts'
import { dropReceived, putFile, refuseWithoutRoom, reserveFiles, type Files, type Reserved } from '../attachments/store-file.ts'
import type { Progress } from '../imports/import-progress.ts'
import type { AscendingIds } from './ascending-ids.ts'
import { checkBytes, checkSize, readToldFiles, type ToldFile } from './check-files.ts'
import { leftBytes } from './left-files.ts'
import type { OpenedArchive } from './open-archive.ts'
import { streamOf, type Part } from './part.ts'

interface Reader { read<T>(action: (work: Work) => Promise<T>): Promise<T> }

export interface BroughtFiles {
  ids: readonly string[]
  bytes: number
  /** Takes back what was stored, where nothing will ever name it. */
  discard: () => Promise<void>
}
export const NO_FILES: BroughtFiles = { ids: [], bytes: 0, discard: async () => {} }

/** `ids`: under which they are stored, by their numbers. */
interface How { organizationId: string; isDry: boolean; ids: AscendingIds; progress: Progress }

/** Throws 422 with the line of a file that is not what that says, 409 when the organization has no room for all of them. `isDry`: they are only checked. */
export async function bringFiles(on: Files, reader: Reader, archive: OpenedArchive, how: How): Promise<BroughtFiles> {
  if (!archive.files) return NO_FILES
  const files = (await readToldFiles(archive)).map((told, index) => ({ told, entry: archive.files![index]! }))
  for (const { told, entry } of files) checkSize(told, entry, on.config.MAX_FILE_BYTES)
  const bytes = files.reduce((sum, { told }) => sum + told.size, 0)
  await reader.read(async (work) => refuseWithoutRoom(work, how.isDry ? bytes - await leftBytes(work) : bytes, on.config.MAX_ORGANIZATION_FILE_BYTES))
  // Each of them twice: it is looked at, then stored.
  how.progress.begin(how.isDry ? files.length : 2 * files.length)
  for (const [index, { told, entry }] of files.entries()) {
    await how.progress.come('reading', index)
    await checkBytes(told, entry)
  }
  if (how.isDry) return { ...NO_FILES, ids: files.map((_, index) => how.ids.of('files', index + 1)), bytes }
  return { ...await storeFiles(on, files, how), bytes }
}

/** With previews of pictures. The rows of all at once, since each time the room is counted anew; of what it cannot bring to its end nothing stays. */
async function storeFiles(on: Files, files: readonly { told: ToldFile; entry: Part }[], { organizationId, ids, progress }: How): Promise<Pick<BroughtFiles, 'ids' | 'discard'>> {
  const reserved = files.map(({ told }, index) => reservedOf(told, ids.of('files', index + 1)))
  await reserveFiles(on, organizationId, reserved, { forImport: true })
  const own = reserved.map(({ id }) => id)
  const discard = () => discardFiles(on, organizationId, own)
  try {
    for (const [index, { entry }] of files.entries()) {
      await progress.come('reading', files.length + index)
      await putOne(on, organizationId, entry, reserved[index]!)
    }
    return { ids: own, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

const reservedOf = ({ mediaType, size, digest }: ToldFile, id: string): Reserved => ({ id, type: mediaType, size, digest: Buffer.from(digest, 'hex').toString('base64url') })

async function putOne(on: Files, organizationId: string, entry: Part, file: Reserved): Promise<void> {
  const received = await receiveFile({ announced: entry.size, bytes: streamOf(entry) }, on.files.arrivals, entry.size)
  try {
    await putFile(on, organizationId, received, file)
  } finally {
    await dropReceived(received)
  }
}
