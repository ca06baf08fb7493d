// Passwords: bcrypt over base64(HMAC-SHA-256(pepper, NFC password)), 44 bytes, so that every byte counts and none is
// cut.
import { createHmac, randomBytes } from 'node:crypto'
import bcrypt from 'bcrypt'
import { createHashQueue } from './hash-queue.ts'

const VERSION = 'v1$'

export interface Passwords {
  /** The hash to store. Throws 503 when too many wait. */
  hash(password: string): Promise<string>
  /** Whether the password fits; without a hash (unknown user) the same work is done and the answer is no. */
  fits(password: string, hash: string | null): Promise<boolean>
}

/** The one hasher of a process; `cost` is bcrypt's. */
export function createPasswords(pepper: Buffer, cost: number): Passwords {
  const enqueue = createHashQueue()
  const seasoned = (password: string) => createHmac('sha256', pepper).update(password.normalize('NFC')).digest('base64')
  const hash = async (password: string) => VERSION + (await enqueue(() => bcrypt.hash(seasoned(password), cost)))
  const nobodys = VERSION + bcrypt.hashSync(randomBytes(32).toString('base64'), cost)
  return {
    hash,
    fits: async (password, stored) => {
      const against = stored?.startsWith(VERSION) ? stored : nobodys
      const equal = await enqueue(() => bcrypt.compare(seasoned(password), against.slice(VERSION.length)))
      return equal && against === stored
    },
  }
}
