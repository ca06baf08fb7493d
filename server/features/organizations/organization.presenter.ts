// An organization as the API shows it.
import type { Organization as OrganizationResource } from '../../../shared/features/organizations.ts'
import type { WorkflowStep } from '../../../shared/features/workflow.ts'
import type { Organization } from './organization.entity.ts'

export function presentOrganization(organization: Organization): OrganizationResource {
  const { id, name, accent, timezone, defaultWorkflow, version, createdAt, updatedAt } = organization
  return {
    id, name, accent, timezone, defaultWorkflow: defaultWorkflow?.map(inOrder) ?? null, version, createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}

/** The database keeps fields in an order of its own; compared is what is answered. */
const inOrder = ({ name, category, color, archived, limit, next }: WorkflowStep): WorkflowStep =>
  ({ name, category, color, archived, limit, next })
