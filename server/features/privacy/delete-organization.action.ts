// Deletes an organization: nobody has access from this transaction on, what it has goes by a job (purge-organizations.jobs.ts).
import type { BodyOf } from '../../../shared/endpoint.ts'
import type { privacyEndpoints } from '../../../shared/features/privacy.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { lockRights } from '../../policy/rights-lock.ts'
import type { AuthContext, Requester } from '../auth/auth-context.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { dropAccountsOf } from './lone-accounts.ts'
import { provePresence } from './prove.ts'

type Confirmed = BodyOf<typeof privacyEndpoints.deleteOrganization>

/** Throws 403 for who is no admin, 401 for a wrong password, 422 for another name. */
export async function deleteOrganization(context: AuthContext, requester: Requester, { password, name }: Confirmed): Promise<void> {
  await provePresence(context, requester, password, ({ actor }) => authorize(actor, 'organization.delete'))
  await requester.transact((work) => close(work, name))
}

async function close(work: Work, name: string): Promise<void> {
  await lockRights(work, 'exclusive')
  authorize(await refreshRights(work.em, work.actor), 'organization.delete')
  const organization = await work.em.findOneOrFail(Organization, { id: work.organizationId })
  if (name.trim() !== organization.name.trim()) throw invalid('/name', `Type the name of the organization as it is: ${organization.name}`)
  work.em.assign(organization, { deletedAt: work.at, version: organization.version + 1, updatedAt: work.at })
  work.append(organizationStream(work.organizationId), events.organizationDeleted, { deletedAt: work.at.toISOString() })
  await endAllAccess(work)
  await work.enqueue('organizations.purge', {})
}

/** No session, no token, no invitation, no account that is for nothing else; whoever comes later finds no active member. */
async function endAllAccess(work: Work): Promise<void> {
  const here = [work.organizationId]
  await query(work.em, `update memberships set status = 'deactivated' where organization_id = $1::uuid`, here)
  await query(work.em, 'delete from api_tokens where organization_id = $1::uuid', here)
  await query(work.em, 'delete from invitations where organization_id = $1::uuid', here)
  await work.asSystem(async (sql) => {
    await sql('delete from sessions where organization_id = $1::uuid', here)
    await dropAccountsOf(sql, work.organizationId)
  })
}
