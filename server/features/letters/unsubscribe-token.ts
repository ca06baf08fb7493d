// The token in a letter that ends further ones: sealed, so that nobody can make one, and good for as long as the letter lies about.
import { z } from 'zod'
import { id } from '../../../shared/ids.ts'
import { notFound } from '../../kernel/errors.ts'
import { seal, unseal } from '../../kernel/seal.ts'

const reader = z.strictObject({ organizationId: id, memberId: id })
export type Reader = z.infer<typeof reader>

export const unsubscribeToken = ({ organizationId, memberId }: Reader, key: Buffer): string => seal(JSON.stringify({ organizationId, memberId }), key, 'base64url')

/** Whose letters it ends. Throws 404 for what nobody sealed here. */
export function readerOf(token: string, keys: readonly Buffer[]): Reader {
  try {
    return reader.parse(JSON.parse(unseal(token, keys)))
  } catch {
    throw notFound()
  }
}
