// Reads and writes of pictures.
import type { FileAnswer } from '../../../shared/endpoint.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import type { Sql } from '../auth/system-sql.ts'
import { Membership } from '../members/membership.entity.ts'
import type { StillPicture } from './still-picture.ts'

/** Throws 404 for who is no member here, has no picture, or has another than `hash` by now. */
export async function readMemberPicture(work: Work, memberId: string, hash: string | undefined): Promise<FileAnswer> {
  authorize(work.actor, 'member.read')
  const member = await work.em.findOne(Membership, { id: memberId })
  if (!member?.userId || !member.picture || (hash !== undefined && hash !== member.picture)) throw notFound()
  const { userId, picture } = member
  const [found] = await work.asSystem((sql) => sql<{ type: string; bytes: Uint8Array<ArrayBuffer> }>(
    'select type, bytes from user_pictures where user_id = $1::uuid and hash = $2', [userId, picture],
  ))
  if (!found) throw notFound()
  return { ...found, immutable: hash !== undefined }
}

export async function storePicture(sql: Sql, userId: string, { hash, type, bytes }: StillPicture): Promise<void> {
  await sql(
    `insert into user_pictures (user_id, hash, type, bytes) values ($1::uuid, $2, $3, $4)
    on conflict (user_id) do update set hash = excluded.hash, type = excluded.type, bytes = excluded.bytes`,
    [userId, hash, type, bytes],
  )
}

export async function dropPicture(sql: Sql, userId: string): Promise<void> {
  await sql('delete from user_pictures where user_id = $1::uuid', [userId])
}
