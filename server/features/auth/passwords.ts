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
  /** The same; and where it fits under another pepper than today's, its hash of today. */
  check(password: string, hash: string | null): Promise<{ fits: boolean; renewed: string | null }>
}

/** The one hasher of a process; `cost` is bcrypt's. The first pepper is today's, under the others passwords still fit. */
export function createPasswords(peppers: readonly Buffer[], cost: number): Passwords {
  const enqueue = createHashQueue()
  const seasoned = (password: string, pepper: Buffer) => createHmac('sha256', pepper).update(password.normalize('NFC')).digest('base64')
  const hash = async (password: string) => VERSION + (await enqueue(() => bcrypt.hash(seasoned(password, peppers[0]!), cost)))
  const nobodys = VERSION + bcrypt.hashSync(randomBytes(32).toString('base64'), cost)
  const check: Passwords['check'] = async (password, stored) => {
    const against = stored?.startsWith(VERSION) ? stored : nobodys
    for (const pepper of peppers) {
      const equal = await enqueue(() => bcrypt.compare(seasoned(password, pepper), against.slice(VERSION.length)))
      if (equal && against === stored) return { fits: true, renewed: pepper === peppers[0] ? null : await hash(password) }
    }
    return { fits: false, renewed: null }
  }
  return { hash, check, fits: async (password, stored) => (await check(password, stored)).fits }
}
