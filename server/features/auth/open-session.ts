// Opens a session: its row, its first refresh token, its access token, and what a client is told.
import type { User } from '../../../shared/features/auth.ts'
import { events } from '../../../shared/index.ts'
import { inboxStream } from '../../../shared/streams.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { Organization as OrganizationResource } from '../../../shared/features/organizations.ts'
import { signAccessToken } from '../../kernel/access-token.ts'
import { newId } from '../../kernel/tenancy.ts'
import type { Work } from '../../kernel/work.ts'
import { presentMember } from '../members/member.presenter.ts'
import type { Membership } from '../members/membership.entity.ts'
import type { Organization } from '../organizations/organization.entity.ts'
import { presentOrganization } from '../organizations/organization.presenter.ts'
import type { AuthContext, Origin } from './auth-context.ts'
import { presentUser } from './auth.presenter.ts'
import { newRefreshToken } from './refresh-token.ts'
import { insertSession } from './sessions.queries.ts'
import type { UserRow } from './users.queries.ts'

/** A sign-in with both tokens; the route decides how the refresh token travels. */
export interface SignIn {
  user: User
  organization: OrganizationResource
  membership: Member
  access: string
  refresh: string
}

interface Subject {
  user: UserRow
  organization: Organization
  membership: Membership
}

/** Adds a session to the transaction of its organization. */
export async function openSession(
  work: Work,
  { secrets }: AuthContext,
  subject: Subject,
  origin: Origin,
): Promise<SignIn> {
  const refresh = newRefreshToken(secrets.refresh, newId())
  const owner = {
    userId: subject.user.id,
    organizationId: subject.organization.id,
    membershipId: subject.membership.id,
  }
  await work.asSystem((sql) => insertSession(sql, owner, refresh, origin, work.at))
  work.signAs(subject.membership)
  const at = work.at.toISOString()
  work.append(inboxStream(owner.membershipId), events.sessionOpened, {
    session: { id: refresh.sessionId, userAgent: origin.userAgent, createdAt: at, lastUsedAt: at },
  })
  const access = await signAccessToken(secrets, { ...owner, sessionId: refresh.sessionId })
  return {
    user: presentUser(subject.user),
    organization: presentOrganization(subject.organization),
    membership: presentMember(subject.membership),
    access,
    refresh: refresh.token,
  }
}
