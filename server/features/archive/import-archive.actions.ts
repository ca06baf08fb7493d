// Brings an archive into an empty organization: rows table by table, then the events that single actions tell them in, one transaction.
import type { ArchiveContent, ArchiveImported } from '../../../shared/features/archive.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import type { Progress } from '../imports/import-progress.ts'
import { countOwnParts } from '../tasks/count-own-parts.ts'
import { lockRelations } from '../tasks/lock-relations.ts'
import type { AscendingIds } from './ascending-ids.ts'
import { authorizeArchive } from './authorize-archive.ts'
import type { BroughtFiles } from './bring-files.ts'
import { tellPeople, type BroughtPeople } from './bring-people.ts'
import { Bringing } from './bringing.ts'
import { refuseFormerlyFull, refuseUnlessEmpty } from './is-empty.ts'
import { claimFiles } from './left-files.ts'
import type { Part } from './part.ts'
import { raiseNumbers } from './raise-numbers.ts'
import { readArchive, type CheckedLine } from './read-archive.ts'
import { tellArchive } from './tell-archive.ts'
import { writeContent } from './write-content.ts'

/** `files` is null where none were stored, since the organization was not empty then. */
interface How { isDry: boolean; progress: Progress; ids: AscendingIds; files: Pick<BroughtFiles, 'ids' | 'bytes'> | null }

/** Throws 403, 409 unless the organization is empty, 422 with the line of an archive that cannot be brought in; nothing is changed then. */
export async function importArchive(work: Work, packed: Part, { isDry, progress, ids, files }: How): Promise<ArchiveImported> {
  await lockRights(work, 'exclusive')
  authorizeArchive(await refreshRights(work.em, work.actor), 'organization.import')
  await refuseUnlessEmpty(work)
  if (!files) return refuseFormerlyFull(work)
  if (!isDry) await claimFiles(work, files.ids)
  await lockRelations(work)
  await query(work.em, `select set_config('statement_timeout', '60s', true), set_config('idle_in_transaction_session_timeout', '60s', true)`)
  const { header, lines } = await readArchive(packed)
  const sum = Object.values(header.counts).reduce((total, count) => total + count, 0)
  progress.begin(sum)
  const people = await bringLines(new Bringing(work, ids, files.ids.length), lines, progress)
  await countOwnParts(work)
  await raiseNumbers(work)
  await progress.come('finishing', sum)
  await tellPeople(work, people.added)
  await tellArchive(work)
  await work.em.flush()
  const imported = ofArchive(await writeContent(work, async () => {}, { withFiles: true }), people)
  if (isDry) work.discard()
  const { organization, createdAt, counts, hash } = header
  return {
    organization, createdAt, archive: { counts, hash }, imported, fileBytes: files.bytes, equal: imported.hash === hash,
    people: { known: people.known, added: people.added.length },
  }
}

/** Whoever was here before and is not in the archive is not counted. */
const ofArchive = ({ counts, hash }: ArchiveContent, { ids }: BroughtPeople): ArchiveContent => ({ counts: { ...counts, people: ids.size }, hash })

/** How many lines are read between two words about the progress. */
const TOLD_EVERY = 2000

async function bringLines(bringing: Bringing, lines: AsyncGenerator<CheckedLine>, progress: Progress): Promise<BroughtPeople> {
  let read = 0
  for await (const line of lines) {
    read += 1
    if (read % TOLD_EVERY === 0) await progress.come('writing', read)
    await bringing.take(line)
  }
  return bringing.finish()
}
