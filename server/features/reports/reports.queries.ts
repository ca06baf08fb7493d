// Reports on a place: who may read them, what they cover, and the names of what is in them.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { Report, reportEndpoints } from '../../../shared/features/reports.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize, readableTeams } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import { zoneOf } from '../tasks/task-conditions.ts'
import { assemble, type Names } from './assemble.ts'
import { readFigures, type Figures, type Place } from './figures.queries.ts'
import { periodOf } from './period.ts'
import { oneDepartment, oneMember, oneTeam, wholeOrganization, type Subject } from './subjects.ts'

type Asked = QueryOf<typeof reportEndpoints.readOwnReport>

export const readOrganizationReport = async (work: Work, asked: Asked): Promise<Report> => reportOn(work, asked, await wholeOrganization(work))
export const readDepartmentReport = async (work: Work, departmentId: string, asked: Asked): Promise<Report> => reportOn(work, asked, await oneDepartment(work, departmentId))
export const readTeamReport = async (work: Work, teamId: string, asked: Asked): Promise<Report> => reportOn(work, asked, await oneTeam(work, teamId))

export async function readProjectReport(work: Work, projectId: string, asked: Asked): Promise<Report> {
  const { name } = await loadProject(work, projectId, 'report.read')
  return reportOn(work, asked, { scope: 'project', scopeId: projectId, name, teamIds: null }, { projectId })
}

export async function readOwnReport(work: Work, asked: Asked): Promise<Report> {
  authorize(work.actor, 'report.read_own')
  const { membershipId, name } = work.actor
  return reportOn(work, asked, { scope: 'own', scopeId: membershipId, name, teamIds: readableTeams(work.actor) }, { memberId: membershipId })
}

export const readMemberReport = async (work: Work, memberId: string, asked: Asked): Promise<Report> => reportOn(work, asked, await oneMember(work, memberId), { memberId })

async function reportOn(work: Work, asked: Asked, { teamIds, ...subject }: Subject, { projectId = null, memberId = null }: Partial<Place> = {}): Promise<Report> {
  const period = periodOf(asked, await zoneOf(work), work.at)
  const figures = await readFigures(work, { teamIds, projectId, memberId }, period)
  const lists = assemble(figures, await namesIn(work, figures), period.weeks)
  return { ...subject, from: period.from, to: period.to, timezone: period.timezone, asOf: work.at.toISOString(), ...lists }
}

/** The names of whatever has a figure. */
async function namesIn(work: Work, { standing, created, finished, spent, peopleStanding, peopleFinished }: Figures): Promise<Names> {
  const sums = [...created, ...finished, ...spent]
  const projectIds = [...standing, ...sums].map(({ projectId }) => projectId)
  const memberIds = [...peopleStanding, ...peopleFinished, ...spent].map(({ memberId }) => memberId)
  const projects = await byIds<Names['projects'][number]>(work, PROJECTS, projectIds)
  return {
    projects, teams: await byIds(work, TEAMS, projects.map(({ teamId }) => teamId)), members: await byIds(work, MEMBERS, memberIds),
  }
}

const OF = `where organization_id = $1::uuid and id = any($2::uuid[])`
const PROJECTS = `select id, key, name, team_id as "teamId" from projects ${OF}`
const TEAMS = `select id, name from teams ${OF}`
const MEMBERS = `select id, name from memberships ${OF}`

const byIds = <Row>(work: Work, sql: string, ids: readonly (string | null | undefined)[]) =>
  query<Row>(work.em, sql, [work.organizationId, [...new Set(ids.filter(Boolean))]])
