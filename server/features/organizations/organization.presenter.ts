// An organization as the API shows it.
import type { Organization as OrganizationResource } from '../../../shared/features/organizations.ts'
import type { Organization } from './organization.entity.ts'

export function presentOrganization(organization: Organization): OrganizationResource {
  const { id, name, accent, timezone, version, createdAt, updatedAt } = organization
  return { id, name, accent, timezone, version, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
}
