// What the member may read reports on: everything, departments and teams that they answer for, and always themselves.
import type { Stores } from '../../client.svelte.ts'
import { teamsWith } from '../../shell/may.ts'
import type { ReportOf } from './report-address.ts'
import { t } from './words.ts'

export interface ReportPlace { value: ReportOf; label: string }

/** The widest first, oneself last. */
export function reportPlaces(stores: Stores): ReportPlace[] {
  const { organizations, session } = stores
  const departments = organizations.departments.filter(({ id }) => session.can('report.read_department', { departmentId: id }))
  return [
    ...(session.can('report.read_organization') ? [{ value: 'organization' as const, label: t('of.organization') }] : []),
    ...byName(departments).map(({ id, name }) => ({ value: `department:${id}` as const, label: t('of.department', { name }) })),
    ...byName(teamsWith(stores, 'report.read')).map(({ id, name }) => ({ value: `team:${id}` as const, label: name })),
    { value: 'own', label: t('of.own') },
  ]
}

const byName = <T extends { name: string }>(items: readonly T[]) => items.toSorted((a, b) => a.name.localeCompare(b.name))
