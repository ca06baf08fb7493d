// Addresses that open one file without a token: sealed, for who asked, for five minutes, and only while they may read it.
import { z } from 'zod'
import { fileVariants, type FileLinks, type FileVariant } from '../../../shared/features/attachments.ts'
import type { Caller } from '../../kernel/actor.ts'
import { now } from '../../kernel/clock.ts'
import { Problem } from '../../kernel/errors.ts'
import { seal, unseal } from '../../kernel/seal.ts'
import type { Work } from '../../kernel/work.ts'
import type { FilePlace } from './file-place.ts'
import { filesOf } from './files.queries.ts'

const LIFE_MS = 5 * 60 * 1000

const link = z.strictObject({
  organizationId: z.string(), attachmentId: z.string(), variant: z.enum(fileVariants), expiresAt: z.int(),
  credential: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('session'), sessionId: z.string(), userId: z.string(), membershipId: z.string() }),
    z.strictObject({ kind: z.literal('token'), tokenId: z.string(), hash: z.string() }),
  ]),
})
type Link = z.infer<typeof link>

/** The addresses of all files of a place, for the caller. */
export async function listFileLinks(work: Work, caller: Caller, place: FilePlace, key: Buffer): Promise<FileLinks> {
  const expiresAt = now().getTime() + LIFE_MS
  const { organizationId } = caller
  const credential = caller.credential as Link['credential']
  const files = await filesOf(work, place)
  const of = (attachmentId: string, variant: FileVariant) =>
    `/api/files/${seal(JSON.stringify({ organizationId, attachmentId, variant, expiresAt, credential } satisfies Link), key, 'base64url')}`
  return {
    expiresAt: new Date(expiresAt).toISOString(),
    items: files.map(({ id, isDrawn }) => ({
      attachmentId: id, original: of(id, 'original'), preview: isDrawn ? of(id, 'preview') : null, thumbnail: isDrawn ? of(id, 'thumbnail') : null,
    })),
  }
}

/** What an address opens, and for whom: their rights are still to be asked. Throws 401 for forged and expired ones alike. */
export function openedBy(address: string, keys: readonly Buffer[], traceId: string): Pick<Link, 'attachmentId' | 'variant'> & { caller: Caller } {
  const { organizationId, credential, attachmentId, variant, expiresAt } = unsealed(address, keys)
  if (expiresAt < now().getTime()) throw ended()
  return { attachmentId, variant, caller: { organizationId, credential, traceId } }
}

const ended = () => new Problem('unauthenticated', 'This address of a file has ended. Ask for another one.')

function unsealed(address: string, keys: readonly Buffer[]): Link {
  try {
    return link.parse(JSON.parse(unseal(address, keys)))
  } catch {
    throw ended()
  }
}
