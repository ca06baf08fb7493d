// Reads files: always through the task, project or team that shows them.
import type { StoredFile } from '../../../shared/endpoint.ts'
import type { FileVariant, Storage } from '../../../shared/features/attachments.ts'
import { query } from '../../kernel/database.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { ATTACHMENT_COLUMNS, ATTACHMENTS, type AttachmentRow } from './attachment.presenter.ts'
import { mayReadFiles, PLACE_COLUMN, placeOfAttachment, type FilePlace } from './file-place.ts'
import type { Files } from './store-file.ts'
import { storedName } from './stored-file-name.ts'

type Row = AttachmentRow & { digest: string }

/** Types that are sent as what they are; all others are bytes, so that nothing takes them for a page or a script. */
const SENT_AS_IS = /^(?:image\/(?:png|jpeg|gif|webp|avif)|video\/(?:mp4|webm)|audio\/(?:mpeg|mp4|ogg|wav|flac)|application\/(?:pdf|zip))$/

/** The file of an attachment. Throws 404 for links, for pictures that were not drawn, and for who may not read its place. */
export async function findFile({ files }: Pick<Files, 'files'>, work: Work, attachmentId: string, variant: FileVariant): Promise<StoredFile> {
  await mayReadFiles(work, await placeOfAttachment(work, attachmentId))
  const [row] = await query<Row>(
    work.em,
    `select ${ATTACHMENT_COLUMNS}, f.digest from ${ATTACHMENTS}
    where a.organization_id = $1::uuid and a.id = $2::uuid and a.kind = 'file' and a.deleted_at is null`,
    [work.organizationId, attachmentId],
  )
  if (!row) throw notFound()
  const name = storedName(work.organizationId, row.fileId!, variant)
  const open = files.open.bind(files, name)
  if (variant === 'original') {
    return { name: row.name, type: SENT_AS_IS.test(row.type!) ? row.type! : 'application/octet-stream', size: row.size!, tag: row.digest, open }
  }
  if (row.width === null) throw notFound()
  return { name: `${row.name}.webp`, type: 'image/webp', size: null, tag: `${row.digest}-${variant}`, open }
}

/** The files of a place, and whether they have pictures. */
export async function filesOf(work: Work, place: FilePlace): Promise<{ id: string; isDrawn: boolean }[]> {
  await mayReadFiles(work, place)
  return query(
    work.em,
    `select a.id, f.width is not null as "isDrawn" from attachments a
    join files f on f.organization_id = a.organization_id and f.id = a.file_id
    where a.organization_id = $1::uuid and a.${PLACE_COLUMN[place.kind]} = $2::uuid and a.deleted_at is null order by a.created_at, a.id`,
    [work.organizationId, place.id],
  )
}

/** How much all files of the organization take, those too that wait to be swept. */
export async function usedBytes(work: Work): Promise<number> {
  const [sum] = await query<{ bytes: number }>(
    work.em, 'select coalesce(sum(size), 0)::float8 as bytes from files where organization_id = $1::uuid', [work.organizationId],
  )
  return sum!.bytes
}

export async function readStorage({ config }: Pick<Files, 'config'>, work: Work): Promise<Storage> {
  authorize(work.actor, 'organization.read')
  return { maxFileBytes: config.MAX_FILE_BYTES, maxBytes: config.MAX_ORGANIZATION_FILE_BYTES || null, usedBytes: await usedBytes(work) }
}
