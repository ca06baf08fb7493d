// An upload: rights and room first, then the bytes, then the attachment. What is refused or breaks off leaves nothing behind;
// where nobody knows whether the attachment was committed, the sweep sees what became of it.
import { randomUUIDv7 } from 'node:crypto'
import type { FileAttachment } from '../../../shared/features/attachments.ts'
import type { PlaceFile } from '../../../shared/features/place-files.ts'
import type { Work } from '../../kernel/work.ts'
import { attachFile } from './attachments.actions.ts'
import { discardFiles, isRefusal } from './discard-files.ts'
import { fewAtOnce } from './few-at-once.ts'
import { safeFileName } from './file-name.ts'
import { mayAddFiles, type FilePlace } from './file-place.ts'
import { typeOf } from './file-type.ts'
import { addPlaceFile } from './place-files.actions.ts'
import { receiveFile, type Arriving } from './receive-file.ts'
import { dropReceived, refuseWithoutRoom, storeFile, type Files, type Stored } from './store-file.ts'

/** Who sends it: reads as they may, and writes once, `digest` standing for the body. */
interface Sender {
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>, options: { digest: string }): Promise<T>
}

/** Before any byte is read it throws 404, 403, 429, and 409 for what is announced as too much. */
export async function uploadFile<P extends FilePlace>(on: Files, sender: Sender, place: P, typed: string, arriving: Arriving): Promise<Uploaded<P>> {
  const name = safeFileName(typed)
  const { organizationId } = await sender.read(async (work) => {
    await mayAddFiles(work, place)
    await refuseWithoutRoom(work, arriving.announced ?? 0, on.config.MAX_ORGANIZATION_FILE_BYTES)
    return work
  })
  return fewAtOnce(organizationId, async () => {
    const received = await receiveFile(arriving, on.files.arrivals, on.config.MAX_FILE_BYTES)
    try {
      const stored = await storeFile(on, organizationId, received, typeOf(received.head, name))
      const id = randomUUIDv7()
      try {
        const attachment = await sender.transact((work) => attach(work, place, { id, name, stored }), { digest: received.digest })
        // A repetition is answered with what the first one attached.
        if (attachment.id !== id) await discardFiles(on, organizationId, [stored.id])
        return attachment
      } catch (error) {
        if (isRefusal(error)) await discardFiles(on, organizationId, [stored.id])
        throw error
      }
    } finally {
      await dropReceived(received)
    }
  })
}

/** On a task it is an attachment among others, counted there; a project or team has a list of its own. */
type Uploaded<P extends FilePlace> = P extends { kind: 'task' } ? FileAttachment : PlaceFile

function attach<P extends FilePlace>(work: Work, { kind, id }: P, file: { id: string; name: string; stored: Stored }) {
  return (kind === 'task' ? attachFile(work, id, file) : addPlaceFile(work, { kind, id }, file)) as Promise<Uploaded<P>>
}
