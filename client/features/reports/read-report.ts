// Asks for the report that an address says.
import type { Stores } from '../../client.svelte.ts'
import type { Report } from '../../../shared/features/reports.ts'
import type { ReportOf } from './report-address.ts'

export interface Question { of: ReportOf; from: string; to: string; timezone: string }

export async function readReport({ api }: Stores, { of, ...query }: Question, signal: AbortSignal): Promise<Report> {
  const [kind, id = ''] = of.split(':')
  switch (kind) {
    case 'department': return (await api.call('readDepartmentReport', { params: { departmentId: id }, query, signal })).data
    case 'team': return (await api.call('readTeamReport', { params: { teamId: id }, query, signal })).data
    case 'project': return (await api.call('readProjectReport', { params: { projectId: id }, query, signal })).data
    case 'organization': return (await api.call('readOrganizationReport', { query, signal })).data
    default: return (await api.call('readOwnReport', { query, signal })).data
  }
}
