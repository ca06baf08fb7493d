// Makes a project like another one: rows of all parts, then the events that single actions tell them in, one transaction.
import type { BodyOf } from '../../../../shared/endpoint.ts'
import { events } from '../../../../shared/index.ts'
import { emptyDepth, type Project as ProjectResource, type projectEndpoints } from '../../../../shared/features/projects.ts'
import { teamStream } from '../../../../shared/streams.ts'
import { query } from '../../../kernel/database.ts'
import { notFound } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { authorize } from '../../../policy/policy.ts'
import { Team } from '../../teams/team.entity.ts'
import { zoneOf } from '../../tasks/task-conditions.ts'
import { findLabels, findTeamMembers } from '../../tasks/task-references.ts'
import { presentStatus } from '../../workflow/status.presenter.ts'
import type { Status } from '../../workflow/status.entity.ts'
import { loadProject } from '../load-project.ts'
import type { Project } from '../project.entity.ts'
import { presentProject } from '../project.presenter.ts'
import { announceProject, insertProject } from '../projects.actions.ts'
import { copiedParts, type CopiedParts } from './copied-parts.ts'
import { Shift } from './shifted-days.ts'
import { insertParts, tellParts } from './insert-parts.ts'
import { readOriginal, type Original } from './original.queries.ts'

export type CopyInput = BodyOf<typeof projectEndpoints.copyProject>

/**
 * What is to be copied, in a transaction of its own that sees one moment: nothing is locked, people go on working in it. 404 for a
 * project or team that one cannot see, 403 unless one may create projects in the team of the copy, 409 for more than a copy may have.
 */
export async function readForCopy(work: Work, id: string, input: CopyInput): Promise<Original> {
  const source = presentProject(await loadProject(work, id, 'task.read'))
  authorize(work.actor, 'project.create', { teamId: await visibleTeam(work, input.teamId ?? source.teamId) })
  return readOriginal(work, source, input.tasks)
}

async function visibleTeam(work: Work, teamId: string): Promise<string> {
  if (!await work.em.findOne(Team, { id: teamId })) throw notFound()
  return teamId
}

/** The copy. 422 for a start that would put a day beyond the calendar; 404 and 403 as before, since rights may have ended meanwhile. */
export async function writeCopy(work: Work, original: Original, input: CopyInput): Promise<ProjectResource> {
  await loadProject(work, original.project.id, 'task.read')
  await query(work.em, `select set_config('statement_timeout', '60s', true) as timeout`)
  const teamId = input.teamId ?? original.project.teamId
  const shift = Shift.to(input.startOn, original, await zoneOf(work))
  const people = input.people ? await findTeamMembers(work, [teamId], original.people) : new Set<string>()
  const mayStay = (memberId: string) => people.has(`${teamId} ${memberId}`)
  const { project, statuses } = await insertProject(work, { ...factsOf(original, input, shift, mayStay), teamId })
  const sharedLabelIds = await sharedLabelsOf(work, original)
  const parts = copiedParts(work, original, { project: presentProject(project), statuses: statuses.map(presentStatus), shift, mayStay, sharedLabelIds })
  await insertParts(work, parts)
  await tell(work, project, statuses, parts)
  return presentProject(project)
}

/** Those that are still there: nothing was locked when the original was read. */
async function sharedLabelsOf(work: Work, { tasks, templates }: Original): Promise<string[]> {
  const labels = await findLabels(work, [...new Set([...tasks, ...templates].flatMap(({ labelIds }) => labelIds))])
  return [...labels].flatMap(([id, projectId]) => (projectId === null ? [id] : []))
}

/** The copy's own facts: how it goes, and whether it is in the archive, is the original's alone. */
function factsOf({ project, statuses }: Original, { name, isTemplate, startOn }: CopyInput, shift: Shift, mayStay: (memberId: string) => boolean) {
  const { description, priority, scope, objectives, limits, managerId } = project
  const places = new Map(statuses.map(({ id }, place) => [id, place]))
  return {
    ...emptyDepth, name, isTemplate, description, priority, scope, objectives, limits, status: 'active' as const,
    startOn: startOn ?? project.startOn, dueOn: shift.day(project.dueOn), managerId: managerId !== null && mayStay(managerId) ? managerId : null,
    statuses: statuses.map(({ name: title, category, color, archived, limit, nextStatusIds }) => ({
      name: title, category, color, archived, limit, next: nextStatusIds && nextStatusIds.flatMap((next) => places.get(next) ?? []),
    })),
  }
}

async function tell(work: Work, project: Project, statuses: readonly Status[], parts: CopiedParts): Promise<void> {
  announceProject(work, project, [])
  const stream = teamStream(project.team.id)
  await work.batch('copy', async () => {
    for (const status of statuses) work.append(stream, events.statusCreated, { status: presentStatus(status) })
    await tellParts(work, stream, parts)
  })
}
