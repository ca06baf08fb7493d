// What changes an organization.
import { LockMode } from '@mikro-orm/core'
import type { BodyOf } from '../../../shared/endpoint.ts'
import type {
  Organization as OrganizationResource, organizationEndpoints,
} from '../../../shared/features/organizations.ts'
import { events } from '../../../shared/index.ts'
import { organizationStream } from '../../../shared/streams.ts'
import { changesBetween, checkVersion, isEmpty } from '../../kernel/changes.ts'
import { invalid } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { refreshRights } from '../../policy/access.ts'
import { authorize } from '../../policy/policy.ts'
import { Organization } from './organization.entity.ts'
import { presentOrganization } from './organization.presenter.ts'

type OrganizationPatch = BodyOf<typeof organizationEndpoints.updateOrganization>

/** Changes name and settings. Throws 412 when If-Match names another version. */
export async function updateOrganization(
  work: Work, patch: OrganizationPatch, ifMatch: number | null,
): Promise<OrganizationResource> {
  const organization = await work.em.findOneOrFail(
    Organization, { id: work.organizationId }, { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  authorize(await refreshRights(work.em, work.actor), 'organization.update')
  checkVersion(presentOrganization(organization), ifMatch)
  if (patch.timezone !== undefined) checkTimezone(patch.timezone)
  const { name, accent, timezone, defaultWorkflow } = presentOrganization(organization)
  const changes = changesBetween({ name, accent, timezone, defaultWorkflow }, patch)
  if (isEmpty(changes)) return presentOrganization(organization)
  work.em.assign(organization, {
    ...patch, version: organization.version + 1, updatedAt: work.at,
  })
  work.append(
    organizationStream(organization.id), events.organizationUpdated, { changes, version: organization.version },
  )
  return presentOrganization(organization)
}

function checkTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone })
  } catch {
    throw invalid('/timezone', 'This is not a time zone of the IANA database, as Europe/Vienna is.')
  }
}
