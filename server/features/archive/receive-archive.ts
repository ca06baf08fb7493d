// Takes an archive off the wire onto the disk, brings it in, and leaves nothing there.
import { rm } from 'node:fs/promises'
import { ARCHIVE_LIMITS, type ArchiveImported } from '../../../shared/features/archive.ts'
import type { Caller } from '../../kernel/actor.ts'
import { now } from '../../kernel/clock.ts'
import { isClaimed } from '../../kernel/idempotency.ts'
import type { Work } from '../../kernel/work.ts'
import { isRefusal } from '../attachments/discard-files.ts'
import { HEAD_BYTES } from '../attachments/file-type.ts'
import { receiveFile, type Arriving } from '../attachments/receive-file.ts'
import { refuseWithoutRoom, type Files } from '../attachments/store-file.ts'
import type { Progress } from '../imports/import-progress.ts'
import { AscendingIds } from './ascending-ids.ts'
import { authorizeArchive } from './authorize-archive.ts'
import { beginningOf } from './beginning.ts'
import { bringFiles } from './bring-files.ts'
import { importArchive } from './import-archive.actions.ts'
import { isEmptyOrganization, refuseUnlessEmpty } from './is-empty.ts'
import { discardLeftFiles, leftBytes } from './left-files.ts'
import { openArchive, type OpenedArchive } from './open-archive.ts'
import { isTar, largestTar } from './tar.ts'
import { inTurn, oneOf } from './turns.ts'

export type Receiving = Files & { config: Readonly<{ MAX_ARCHIVE_BYTES: number }> }

interface Sender {
  caller: Caller | null
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>, options: { digest: string }): Promise<T>
}

interface Asked { isDry: boolean; progressOf: (importer: { organizationId: string; membershipId: string }) => Progress }

/** Rights first, then all else that is known without a byte: nobody makes the server take in a large file to refuse it. */
export async function receiveArchive(on: Receiving, sender: Sender, arriving: Arriving, { isDry, progressOf }: Asked): Promise<ArchiveImported> {
  const { actor, isEmpty } = await sender.read(async (work) => {
    authorizeArchive(work.actor, 'organization.import')
    if (!await isRepetition(work, sender)) await refuseUnlessEmpty(work)
    return { actor: work.actor, isEmpty: await isEmptyOrganization(work) }
  })
  const { organizationId } = actor
  const most = Math.max(on.config.MAX_ARCHIVE_BYTES, ARCHIVE_LIMITS.bytes)
  return oneOf({ organizationId, bytes: arriving.announced ?? most, most, small: ARCHIVE_LIMITS.bytes }, async () => {
    if (isEmpty) {
      if (!isDry) await discardLeftFiles(on, organizationId)
      await sender.read(async (work) => {
        const left = isDry ? await leftBytes(work) : 0
        return refuseWithoutRoom(work, leastOfFiles(arriving) - left, on.config.MAX_ORGANIZATION_FILE_BYTES)
      })
    }
    return takeIn(on, sender, arriving, { isDry, organizationId, progress: progressOf(actor) })
  })
}

/** Something is stored under its Idempotency-Key: it is told what became of that, whatever the organization has by now. */
const isRepetition = async ({ em, actor }: Work, { caller }: Sender): Promise<boolean> => (caller?.idempotency ? isClaimed(em, actor, caller.idempotency.key) : false)

/** So many bytes of what arrives are files, however long lines and tar are. */
const leastOfFiles = ({ announced }: Arriving): number => Math.max(0, (announced ?? 0) - ARCHIVE_LIMITS.bytes - largestTar(ARCHIVE_LIMITS.files + 1))

interface How { isDry: boolean; organizationId: string; progress: Progress }

async function takeIn(on: Receiving, sender: Sender, arriving: Arriving, how: How): Promise<ArchiveImported> {
  const { head, bytes } = await beginningOf(arriving.bytes, HEAD_BYTES)
  const received = await receiveFile({ ...arriving, bytes }, on.files.arrivals, isTar(head) ? on.config.MAX_ARCHIVE_BYTES : ARCHIVE_LIMITS.bytes)
  try {
    const archive = await openArchive(received)
    const result = await inTurn(() => bringIn(on, sender, archive, received.digest, how))
    how.progress.tell('done', 0)
    return result
  } catch (error) {
    how.progress.tell(how.progress.calledOff ? 'cancelled' : 'failed', 0)
    throw error
  } finally {
    await rm(received.path, { force: true })
  }
}

/** Files first. Where nobody knows whether what names them was committed, the next try or the sweep sees what became of it. */
async function bringIn(on: Receiving, sender: Sender, archive: OpenedArchive, digest: string, how: How): Promise<ArchiveImported> {
  const ids = new AscendingIds(now())
  // Where something is by now, it is refused, or came in before: then its files are not needed.
  const isEmpty = await sender.read(isEmptyOrganization)
  const files = isEmpty ? await bringFiles(on, sender, archive, { ...how, ids }) : null
  let [isNew, isToCommit] = [false, false]
  try {
    const result = await sender.transact(async (work) => {
      [isNew, isToCommit] = [true, false]
      const imported = await importArchive(work, archive.lines, { ...how, ids, files })
      isToCommit = true
      return imported
    }, { digest })
    if (!isNew) await files?.discard()
    return result
  } catch (error) {
    if (!isToCommit || isRefusal(error)) await files?.discard()
    throw error
  }
}
