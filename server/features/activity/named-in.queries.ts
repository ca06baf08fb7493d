// What the ids in events of several projects stand for: their statuses, labels and custom fields.
import type { NamedInActivity } from '../../../shared/features/activity.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { CustomField } from '../custom-fields/custom-field.entity.ts'
import { presentCustomField } from '../custom-fields/custom-field.presenter.ts'
import { Label } from '../labels/label.entity.ts'
import { readOrganizationLabels } from '../labels/organization-labels.ts'
import { Status } from '../workflow/status.entity.ts'

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Of these teams alone, and labels of the organization: texts in events may say any id. */
export async function namedIn(work: Work, events: readonly StreamEvent[], teamIds: readonly string[]): Promise<NamedInActivity> {
  const said = new Set(JSON.stringify(events.map(({ data }) => data)).match(ID))
  const among = { id: { $in: [...said] }, project: { team: { id: { $in: [...teamIds] } } } }
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  const { em } = work
  const statuses = (await em.find(Status, among)).map(named)
  const ofOrganization = (await readOrganizationLabels(work)).filter(({ id }) => said.has(id))
  const labels = [...ofOrganization, ...await em.find(Label, among)].map(named)
  return { statuses, labels, customFields: (await em.find(CustomField, among)).map(presentCustomField) }
}
