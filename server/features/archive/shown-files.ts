// Which files an archive has: those that somebody can find, and no upload that was broken off or waits in the trash.
import { ARCHIVE_LIMITS, type ArchivedFiles } from '../../../shared/features/archive.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { storedName } from '../attachments/stored-file-name.ts'
import { BLOCK } from './tar.ts'

/** Of the attachment `a`, as SQL: neither it nor where it is waits in the trash. */
export const isShown = (a: string): string => `${a}.deleted_at is null and (${a}.team_id is not null
  or exists (select from projects p where p.organization_id = ${a}.organization_id and p.id = ${a}.project_id and p.deleted_at is null)
  or exists (select from tasks k join projects p on p.organization_id = k.organization_id and p.id = k.project_id
    where k.organization_id = ${a}.organization_id and k.id = ${a}.task_id and k.deleted_at is null and p.deleted_at is null))`

/** Of the file `t`, as SQL. */
export const SHOWN_FILES = `exists (select from attachments a where a.organization_id = t.organization_id and a.file_id = t.id and ${isShown('a')})`

/** `name` is what the store calls it, `digest` SHA-256 in base64url. */
export interface ShownFile { name: string; size: number; digest: string }

/** In the order of their lines. */
export async function readShownFiles({ em, organizationId }: Work): Promise<ShownFile[]> {
  const rows = await query<{ id: string; size: number; digest: string }>(
    em, `select t.id, t.size::float8 as size, t.digest from files t where t.organization_id = $1::uuid and ${SHOWN_FILES} order by t.id`, [organizationId],
  )
  return rows.map(({ id, ...file }) => ({ name: storedName(organizationId, id, 'original'), ...file }))
}

/** The head and the end of the part with the lines, and the two blocks at the end. */
const AROUND = 4 * BLOCK

/** `mostBytes`: of an archive with its files. */
export async function countArchivedFiles(work: Work, mostBytes: number): Promise<ArchivedFiles> {
  authorize(work.actor, 'organization.export')
  const [sum] = await query<Omit<ArchivedFiles, 'most' | 'archiveBytes'> & { packed: number }>(
    work.em, `select count(*)::int as files, coalesce(sum(t.size), 0)::float8 as bytes, coalesce(sum(${BLOCK} + ceil(t.size / ${BLOCK}.0) * ${BLOCK}), 0)::float8 as packed from files t where t.organization_id = $1::uuid and ${SHOWN_FILES}`, [work.organizationId],
  )
  const { files, bytes, packed } = sum!
  return { files, bytes, archiveBytes: packed + AROUND, most: { files: ARCHIVE_LIMITS.files, bytes: mostBytes } }
}
