// An upload: rights first, then the bytes, then the attachment. Whatever breaks it off, nothing of it is left.
import { randomUUIDv7 } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Attachment } from '../../../shared/features/attachments.ts'
import type { Work } from '../../kernel/work.ts'
import { loadTaskFor } from '../tasks/load-task.ts'
import { attachFile } from './attachments.actions.ts'
import { safeFileName } from './file-name.ts'
import { receiveFile, type Arriving } from './receive-file.ts'
import { discardFile, storeFile, type Files } from './store-file.ts'

/** Who sends it: reads as they may, and writes once, `digest` standing for the body. */
interface Sender {
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>, options: { digest: string }): Promise<T>
}

/** Throws 404 and 403 before any byte is read. */
export async function uploadFile(on: Files, sender: Sender, taskId: string, typed: string, arriving: Arriving): Promise<Attachment> {
  const name = safeFileName(typed)
  const { organizationId } = await sender.read(async (work) => {
    await loadTaskFor(work, 'comment.create', taskId)
    return work
  })
  const received = await receiveFile(arriving, on.files.arrivals, on.config.MAX_FILE_BYTES)
  try {
    const stored = await storeFile(on, organizationId, received, name)
    const id = randomUUIDv7()
    try {
      const attachment = await sender.transact((work) => attachFile(work, taskId, { id, name, stored }), { digest: received.digest })
      // A repetition is answered with what the first one attached.
      if (attachment.id !== id) await discardFile(on, organizationId, stored.id)
      return attachment
    } catch (error) {
      await discardFile(on, organizationId, stored.id)
      throw error
    }
  } finally {
    for (const end of ['', '.preview', '.thumbnail']) await rm(received.path + end, { force: true })
  }
}
