// The workload of people: who may read it, over which weeks, and the figures of the database put together.
import { addDays, localTime, mondayOf } from '../../../shared/calendar.ts'
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { LoadedPerson, Workload, workloadEndpoints } from '../../../shared/features/workload.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, readableTeams } from '../../policy/policy.ts'
import { askedZone, momentsOf } from '../reports/period.ts'
import { planEach } from '../reports/plan-each.ts'
import { oneDepartment, oneTeam, wholeOrganization, type Subject } from '../reports/subjects.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { readAllocations, readLoads, readLogged, readPeople, readUnplanned, type Loaded } from './figures.queries.ts'

type Asked = QueryOf<typeof workloadEndpoints.readOwnWorkload>

export const readOrganizationWorkload = async (work: Work, asked: Asked): Promise<Workload> => workloadOf(work, asked, await wholeOrganization(work))
export const readDepartmentWorkload = async (work: Work, departmentId: string, asked: Asked): Promise<Workload> => workloadOf(work, asked, await oneDepartment(work, departmentId))
export const readTeamWorkload = async (work: Work, teamId: string, asked: Asked): Promise<Workload> => workloadOf(work, asked, await oneTeam(work, teamId))

export async function readOwnWorkload(work: Work, asked: Asked): Promise<Workload> {
  authorize(work.actor, 'report.read_own')
  const { membershipId, name } = work.actor
  return workloadOf(work, asked, { scope: 'own', scopeId: membershipId, name, teamIds: null }, membershipId)
}

async function workloadOf(work: Work, asked: Asked, { teamIds, ...subject }: Subject<Workload['scope']>, memberId: string | null = null): Promise<Workload> {
  const timezone = askedZone(asked.timezone, await zoneOf(work))
  await planEach(work)
  const { people, leftOut } = await readPeople(work, { teamIds, memberId })
  return { ...subject, timezone, asOf: work.at.toISOString(), people: await load(work, people, asked, timezone), leftOut }
}

async function load(work: Work, people: readonly Loaded[], asked: Asked, timezone: string): Promise<LoadedPerson[]> {
  const ids = people.map(({ memberId }) => memberId)
  const today = localTime(work.at, timezone).slice(0, 10)
  const monday = mondayOf(today)
  const weeks = Array.from({ length: asked.weeks }, (_, index) => addDays(monday, 7 * index))
  const before = asked.past > 0 ? momentsOf(addDays(monday, -7 * asked.past), addDays(monday, -1), timezone) : null
  const loads = byPerson(await readLoads(work, { ids, weeks, today, timezone }))
  const logged = byPerson(before ? await readLogged(work, ids, before) : [])
  const unplanned = byPerson(await readUnplanned(work, ids))
  const allocations = byPerson(await readAllocations(work, ids, readableTeams(work.actor), today))
  return people.map(({ memberId, name, hoursPerWeek }) => {
    const inWeek = new Map((loads.get(memberId) ?? []).map((row) => [row.week, row]))
    const spent = new Map((logged.get(memberId) ?? []).map(({ week, minutes }) => [week, minutes]))
    return {
      memberId, name, hoursPerWeek,
      coming: weeks.map((week) => {
        const { allocated = 0, planned = 0, taken = 0 } = inWeek.get(week) ?? {}
        return { week, allocated: Math.round(allocated), planned: Math.round(planned), free: Math.round(hoursPerWeek * 60 - taken) }
      }),
      past: (before?.weeks ?? []).map((week, index) => ({ week, logged: spent.get(index + 1) ?? 0 })),
      unplanned: unplanned.get(memberId)?.[0]?.count ?? 0,
      allocations: (allocations.get(memberId) ?? []).map(({ memberId: _, ...allocation }) => allocation),
    }
  })
}

const byPerson = <Row extends { memberId: string }>(rows: readonly Row[]) => Map.groupBy(rows, ({ memberId }) => memberId)
