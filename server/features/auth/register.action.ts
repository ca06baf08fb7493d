// Registration: the account, its organization, its admin and the first session, in one transaction.
import type { z } from 'zod'
import { events } from '../../../shared/index.ts'
import type { authEndpoints } from '../../../shared/features/auth.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { conflict, forbidden } from '../../kernel/errors.ts'
import { newId } from '../../kernel/tenancy.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import { systemCaller } from '../../kernel/transact.ts'
import type { Work } from '../../kernel/work.ts'
import { presentMember } from '../members/member.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { Organization } from '../organizations/organization.entity.ts'
import type { AuthContext, Origin } from './auth-context.ts'
import { openSession, type SignIn } from './open-session.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { withSystemSql } from './system-sql.ts'
import { findUserByEmail, insertUser } from './users.queries.ts'

type RegisterInput = z.output<typeof authEndpoints.register.body>

/**
 * Registers a person with an organization of their own. Throws 403 where registration is closed, 409 email_taken, 422
 * weak_password.
 */
export async function register(context: AuthContext, input: RegisterInput, origin: Origin): Promise<SignIn> {
  if (context.config.REGISTRATION === 'closed') throw forbidden('Registration is closed here. Ask for an invitation.')
  refuseWeakPassword(input.password, '/password', [input.email, input.name, input.organizationName])
  if (await withSystemSql(context.kernel, (sql) => findUserByEmail(sql, input.email))) throw emailTaken()
  const passwordHash = await context.passwords.hash(input.password)
  const { result } = await context.kernel.transact(systemCaller(newId()), (work) =>
    found(work, context, input, passwordHash, origin),
  )
  return result
}

async function found(
  work: Work,
  context: AuthContext,
  input: RegisterInput,
  passwordHash: string,
  origin: Origin,
): Promise<SignIn> {
  const { organizationId, at } = work
  const timezone = knownTimezone(input.timezone)
  const user = await work.asSystem((sql) =>
    insertUser(sql, { id: newId(), email: input.email, name: input.name, passwordHash, timezone, organizationId, at }),
  )
  if (!user) throw emailTaken()
  const organization = work.em.create(Organization, {
    id: organizationId,
    name: input.organizationName,
    accent: 'teal',
    timezone,
    version: 1,
    createdAt: at,
    updatedAt: at,
  })
  const membership = work.em.create(Membership, {
    organizationId,
    id: newId(),
    userId: user.id,
    kind: 'person',
    name: user.name,
    email: user.email,
    timezone: user.timezone,
    picture: user.picture,
    role: 'admin',
    status: 'active',
    version: 1,
    createdAt: at,
    updatedAt: at,
  })
  work.em.persist([organization, membership])
  work.signAs(membership)
  work.append(organizationStream(organizationId), events.memberJoined, { member: presentMember(membership) })
  return openSession(work, context, { user, organization, membership }, origin)
}

const emailTaken = () => conflict('email_taken', 'This address has an account already. Sign in instead.')
