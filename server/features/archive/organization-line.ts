// The organization itself: one line, which changes the one that it is brought into.
import { z } from 'zod'
import { hue } from '../../../shared/features/labels.ts'
import { organization } from '../../../shared/features/organizations.ts'
import { workflowInput } from '../../../shared/features/workflow.ts'
import type { Work } from '../../kernel/work.ts'
import { Organization } from '../organizations/organization.entity.ts'
import { presentOrganization } from '../organizations/organization.presenter.ts'

export const organizationLine = z.strictObject({
  type: z.literal('organization'), name: organization.shape.name, accent: hue, timezone: z.string().min(1).max(64), defaultWorkflow: workflowInput.nullable(),
})
export type OrganizationLine = z.output<typeof organizationLine>

export async function readOrganizationLine(work: Work): Promise<OrganizationLine> {
  const { name, accent, timezone, defaultWorkflow } = presentOrganization(await work.em.findOneOrFail(Organization, { id: work.organizationId }))
  return { type: 'organization', name, accent, timezone, defaultWorkflow }
}
