// Setting one's picture and taking it away. It belongs to the account, so all one's organizations learn of it.
import type { Profile } from '../../../shared/features/auth.ts'
import type { Work } from '../../kernel/work.ts'
import { spreadChange } from '../auth/profile.actions.ts'
import { updateUser } from '../auth/users.queries.ts'
import { dropPicture, storePicture } from './pictures.queries.ts'
import { stillPicture } from './still-picture.ts'

/** Throws 422 for bytes that are no still picture of at most 1024 pixels a side. */
export async function putPicture(work: Work, bytes: Uint8Array): Promise<Profile> {
  const picture = stillPicture(bytes)
  return setPicture(work, picture.hash, (sql, userId) => storePicture(sql, userId, picture))
}

export const deletePicture = (work: Work): Promise<Profile> => setPicture(work, null, dropPicture)

type Store = (sql: Parameters<typeof dropPicture>[0], userId: string) => Promise<void>

async function setPicture(work: Work, hash: string | null, store: Store): Promise<Profile> {
  const change = await work.asSystem(async (sql) => {
    await store(sql, work.actor.userId!)
    return updateUser(sql, work.actor.userId!, { picture: hash }, work.at)
  })
  return spreadChange(work, change)
}
