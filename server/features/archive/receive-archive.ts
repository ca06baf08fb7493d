// Takes an archive off the wire onto the disk, brings it in, and leaves nothing there.
import { rm } from 'node:fs/promises'
import { ARCHIVE_LIMITS, type ArchiveImported } from '../../../shared/features/archive.ts'
import { now } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { HEAD_BYTES } from '../attachments/file-type.ts'
import { receiveFile, type Arriving } from '../attachments/receive-file.ts'
import type { Files } from '../attachments/store-file.ts'
import { isRefusal } from '../attachments/upload-file.ts'
import type { Progress } from '../imports/import-progress.ts'
import { AscendingIds } from './ascending-ids.ts'
import { authorizeArchive } from './authorize-archive.ts'
import { beginningOf } from './beginning.ts'
import { bringFiles, NO_FILES } from './bring-files.ts'
import { importArchive, isEmptyOrganization } from './import-archive.actions.ts'
import { openArchive, type OpenedArchive } from './open-archive.ts'
import { isTar } from './tar.ts'

export type Receiving = Files & { config: Readonly<{ MAX_ARCHIVE_BYTES: number }> }

interface Sender {
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>, options: { digest: string }): Promise<T>
}

interface Asked { isDry: boolean; progressOf: (importer: { organizationId: string; membershipId: string }) => Progress }

/** What is brought in is told at its end, so all of it is held until then: one at a time on a node. */
let isBringing = false
const RETRY_SECONDS = 10

/** Rights first, so that nobody else makes the server keep a large file. */
export async function receiveArchive(on: Receiving, sender: Sender, arriving: Arriving, { isDry, progressOf }: Asked): Promise<ArchiveImported> {
  const { actor, isEmpty } = await sender.read(async (work) => {
    authorizeArchive(work.actor, 'organization.import')
    return { actor: work.actor, isEmpty: await isEmptyOrganization(work) }
  })
  if (isBringing) throw new Problem('rate_limited', `Another archive comes in. Try again in ${RETRY_SECONDS} s.`, { headers: { 'Retry-After': String(RETRY_SECONDS) } })
  isBringing = true
  try {
    return await takeIn(on, sender, arriving, { isDry, isEmpty, organizationId: actor.organizationId, progress: progressOf(actor) })
  } finally {
    isBringing = false
  }
}

interface How { isDry: boolean; isEmpty: boolean; organizationId: string; progress: Progress }

async function takeIn(on: Receiving, sender: Sender, arriving: Arriving, how: How): Promise<ArchiveImported> {
  const { head, bytes } = await beginningOf(arriving.bytes, HEAD_BYTES)
  const received = await receiveFile({ ...arriving, bytes }, on.files.arrivals, isTar(head) ? on.config.MAX_ARCHIVE_BYTES : ARCHIVE_LIMITS.bytes)
  try {
    const result = await bringIn(on, sender, await openArchive(received), received.digest, how)
    how.progress.tell('done', 0)
    return result
  } catch (error) {
    how.progress.tell(how.progress.calledOff ? 'cancelled' : 'failed', 0)
    throw error
  } finally {
    await rm(received.path, { force: true })
  }
}

/** Files first. Where nobody knows whether what names them was committed, the sweep sees what became of it. */
async function bringIn(on: Receiving, sender: Sender, archive: OpenedArchive, digest: string, { isEmpty, ...how }: How): Promise<ArchiveImported> {
  const ids = new AscendingIds(now())
  // Where something is already, it is refused, or came in before: then its files are not needed.
  const files = isEmpty ? await bringFiles(on, sender, archive, { ...how, ids }) : NO_FILES
  let isNew = false
  try {
    const result = await sender.transact((work) => {
      isNew = true
      return importArchive(work, archive.lines, { ...how, ids, files })
    }, { digest })
    if (!isNew) await files.discard()
    return result
  } catch (error) {
    if (isRefusal(error)) await files.discard()
    throw error
  }
}
