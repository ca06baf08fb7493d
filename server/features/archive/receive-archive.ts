// Takes an archive off the wire onto the disk, brings it in, and leaves nothing there.
import { rm } from 'node:fs/promises'
import { ARCHIVE_LIMITS, type ArchiveImported } from '../../../shared/features/archive.ts'
import { Problem } from '../../kernel/errors.ts'
import type { FileStore } from '../../kernel/file-store.ts'
import type { Work } from '../../kernel/work.ts'
import { receiveFile, type Arriving } from '../attachments/receive-file.ts'
import type { Progress } from '../imports/import-progress.ts'
import { authorizeArchive } from './authorize-archive.ts'
import { importArchive } from './import-archive.actions.ts'

interface Sender {
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>, options: { digest: string }): Promise<T>
}

interface Asked { isDry: boolean; progressOf: (importer: { organizationId: string; membershipId: string }) => Progress }

/** What is brought in is told at its end, so all of it is held until then: one at a time on a node. */
let isBringing = false
const RETRY_SECONDS = 10

/** Rights first, so that nobody else makes the server keep a large file. */
export async function receiveArchive({ arrivals }: FileStore, sender: Sender, arriving: Arriving, { isDry, progressOf }: Asked): Promise<ArchiveImported> {
  const { actor } = await sender.read(async (work) => {
    authorizeArchive(work.actor, 'organization.import')
    return work
  })
  if (isBringing) throw new Problem('rate_limited', `Another archive comes in. Try again in ${RETRY_SECONDS} s.`, { headers: { 'Retry-After': String(RETRY_SECONDS) } })
  isBringing = true
  try {
    return await bringIn(arrivals, sender, arriving, { isDry, progress: progressOf(actor) })
  } finally {
    isBringing = false
  }
}

async function bringIn(arrivals: string, sender: Sender, arriving: Arriving, { isDry, progress }: { isDry: boolean; progress: Progress }): Promise<ArchiveImported> {
  const received = await receiveFile(arriving, arrivals, ARCHIVE_LIMITS.bytes)
  try {
    const result = await sender.transact((work) => importArchive(work, received.path, { isDry, progress }), { digest: received.digest })
    progress.tell('done', 0)
    return result
  } catch (error) {
    progress.tell(progress.calledOff ? 'cancelled' : 'failed', 0)
    throw error
  } finally {
    await rm(received.path, { force: true })
  }
}
