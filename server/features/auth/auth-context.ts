// What the actions of authentication stand on.
import type { Secrets } from '../../kernel/secrets.ts'
import type { Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import type { Passwords } from './passwords.ts'

interface SignInLimit {
  check(account: string, address: string): Promise<void>
  failed(account: string, address: string): Promise<void>
  succeeded(account: string, address: string): Promise<void>
}

/** What the composition gives. */
export interface AuthDependencies {
  kernel: Kernel
  config: {
    BCRYPT_COST: number
    REGISTRATION: 'open' | 'closed'
    PUBLIC_URL?: string | undefined
    PORT: number
    SMTP_URL?: string | undefined
    TRUST_PROXY: boolean
  }
  secrets: Secrets
  limits: { signIn: SignInLimit }
}

/** The same with the password hasher, of which a process has one. */
export interface AuthContext extends AuthDependencies {
  passwords: Passwords
}

/** Where a sign-in comes from. */
export interface Origin {
  address: string
  userAgent: string
  /** The first of its languages that letters are written in. */
  language?: string | null
}

/** A signed-in caller's way to transactions of their own organization. */
export interface Requester extends Origin {
  read<T>(action: (work: Work) => Promise<T>): Promise<T>
  transact<T>(action: (work: Work) => Promise<T>): Promise<T>
}
