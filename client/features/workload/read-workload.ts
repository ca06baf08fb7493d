// Asks for the workload that an address says.
import type { Stores } from '../../client.svelte.ts'
import type { Workload } from '../../../shared/features/workload.ts'
import type { ReportOf } from '../reports/report-address.ts'

export interface Question { of: ReportOf; timezone: string }

export async function readWorkload({ api }: Stores, { of, timezone }: Question, signal: AbortSignal): Promise<Workload> {
  const [kind, id = ''] = of.split(':')
  const query = { timezone }
  switch (kind) {
    case 'department': return (await api.call('readDepartmentWorkload', { params: { departmentId: id }, query, signal })).data
    case 'team': return (await api.call('readTeamWorkload', { params: { teamId: id }, query, signal })).data
    case 'organization': return (await api.call('readOrganizationWorkload', { query, signal })).data
    default: return (await api.call('readOwnWorkload', { query, signal })).data
  }
}
