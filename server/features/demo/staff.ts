// The people of the sample organization join as anybody would: the first registers, the others accept invitations.
import { randomUUIDv7 } from 'node:crypto'
import type { Config } from '../../config.ts'
import type { Caller } from '../../kernel/actor.ts'
import { peppersOf, secretsOf } from '../../kernel/secrets.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Kernel } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { acceptInvitation } from '../auth/accept-invitation.action.ts'
import type { AuthContext } from '../auth/auth-context.ts'
import type { SignIn } from '../auth/open-session.ts'
import { createPasswords } from '../auth/passwords.ts'
import { parseRefreshToken } from '../auth/refresh-token.ts'
import { register } from '../auth/register.action.ts'
import { markOthersEnded } from '../auth/sessions.queries.ts'
import { withSystemSql } from '../auth/system-sql.ts'
import { createInvitation } from '../invitations/invitations.actions.ts'
import { addressOf, organization, PASSWORD, people, type DemoPerson } from './company.ts'

const ORIGIN = { address: 'local', userAgent: 'npm run demo' }

/** The people by their word, each able to act. */
export class Staff {
  readonly #kernel: Kernel
  readonly #callers = new Map<string, Omit<Caller, 'traceId'>>()

  constructor(kernel: Kernel) {
    this.#kernel = kernel
  }

  /** Runs one transaction as this person. */
  async as<T>(word: string, action: (work: Work) => Promise<T>): Promise<T> {
    const { result } = await this.#kernel.transact({ ...this.#caller(word), traceId: randomUUIDv7() }, action)
    return result
  }

  idOf(word: string): string {
    return this.#session(word).membershipId
  }

  arrived(word: string, { user, organization: { id: organizationId }, membership }: SignIn, sessionId: string): void {
    this.#callers.set(word, { organizationId, credential: { kind: 'session', sessionId, userId: user.id, membershipId: membership.id } })
  }

  /** Ends the sessions in which they acted. */
  async leave(at: Date): Promise<void> {
    const users = [...this.#callers.keys()].map((word) => this.#session(word).userId)
    await withSystemSql(this.#kernel, async (sql) => {
      for (const user of users) await markOthersEnded(sql, user, newId(), at)
    })
  }

  #caller(word: string) {
    const caller = this.#callers.get(word)
    if (!caller) throw new Error(`"${word}" does not work here`)
    return caller
  }

  #session(word: string) {
    const { credential } = this.#caller(word)
    if (credential.kind !== 'session') throw new Error(`"${word}" has no session`)
    return credential
  }
}

/** Makes the organization and its people. One hash serves all, since hashing is slow on purpose. */
export async function hireStaff(kernel: Kernel, config: Config): Promise<Staff> {
  const context = await authContext(kernel, config)
  const staff = new Staff(kernel)
  const arrive = (word: string, signIn: SignIn) => {
    staff.arrived(word, signIn, parseRefreshToken([context.secrets.refresh], signIn.refresh)!.sessionId)
  }
  const [founder, ...others] = people
  const registration = { email: addressOf(founder), password: PASSWORD, name: founder.name, organizationName: organization.unfinished }
  arrive(founder.word, await register(context, registration, ORIGIN))
  for (const person of others) arrive(person.word, await invite(context, staff, founder, person))
  return staff
}

async function invite(context: AuthContext, staff: Staff, founder: DemoPerson, person: DemoPerson): Promise<SignIn> {
  const { token } = await staff.as(founder.word, (work) =>
    createInvitation(work, { email: addressOf(person), role: person.role, teamIds: [] }, { origin: '', mail: false }))
  return acceptInvitation(context, { token, name: person.name, password: PASSWORD }, ORIGIN)
}

async function authContext(kernel: Kernel, config: Config): Promise<AuthContext> {
  const secrets = secretsOf(config)
  const passwords = createPasswords(peppersOf(secrets), config.BCRYPT_COST)
  const hash = await passwords.hash(PASSWORD)
  const unlimited = async () => {}
  return {
    kernel, secrets, config: { ...config, REGISTRATION: 'open' }, passwords: { ...passwords, hash: async () => hash },
    limits: { signIn: { check: unlimited, failed: unlimited, succeeded: unlimited } },
  }
}
