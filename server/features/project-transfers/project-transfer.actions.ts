// Moves a project to another team. Only its row says whose it is: all that is in it goes with it.
import type { z } from 'zod'
import { projectTransferEvents as events, type ProjectTransferAnswer, type projectTransferInput } from '../../../shared/features/project-transfers.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import type { Work } from '../../kernel/work.ts'
import { authorize } from '../../policy/policy.ts'
import { loadProject } from '../projects/load-project.ts'
import type { Project } from '../projects/project.entity.ts'
import { presentProject } from '../projects/project.presenter.ts'
import { Team } from '../teams/team.entity.ts'
import { endWhatIsLeftBehind } from '../transfers/left-behind.ts'
import { findMisfits, findReaders, type Misfits } from './misfits.queries.ts'
import { takePeopleOff } from './take-off.ts'

type Input = z.output<typeof projectTransferInput>

/** 404 for a project or team that one cannot see, 403 unless one runs both teams; 422 where it is of that team already. */
export async function transferProject(work: Work, projectId: string, { teamId, dryRun }: Input): Promise<ProjectTransferAnswer> {
  const project = await loadProject(work, projectId, 'project.update', { lock: true })
  const readers = await findReaders(work, project, teamId)
  const misfits = await moveProject(work, project, teamId)
  if (dryRun) work.discard()
  return {
    applied: !dryRun, dryRun, correlationId: work.correlationId, project: presentProject(project), lost: lostOf(misfits), ...readers,
  }
}

/** Moves a locked project, whoever asks. Also the way back. */
export async function moveProject(work: Work, project: Project, teamId: string): Promise<Misfits> {
  const team = await work.em.findOne(Team, { id: teamId })
  if (!team) throw notFound()
  authorize(work.actor, 'project.create', { teamId })
  const from = project.team.id
  if (from === teamId) throw invalid('/teamId', 'The project is of this team already.')
  // Whoever changes one of them waits here, and reads then whose it is.
  await query(work.em, LOCK_TASKS, [work.organizationId, project.id])
  const misfits = await findMisfits(work, project, teamId)
  await takePeopleOff(work, project, misfits)
  await endOwnThings(work, project.id, from, teamId)
  work.em.assign(project, { team: work.em.getReference(Team, [work.organizationId, teamId]), version: project.version + 1, updatedAt: work.at })
  await work.em.flush()
  const { key, name, version } = project
  work.append(teamStream(from), events.projectLeft, { projectId: project.id, key, name, version })
  work.append(teamStream(teamId), events.projectEntered, { project: presentProject(project) })
  return misfits
}

const LOCK_TASKS = 'select id from tasks where organization_id = $1::uuid and project_id = $2::uuid order by id for no key update'

/** Timers and reminders of people who lose it. */
async function endOwnThings(work: Work, projectId: string, from: string, to: string): Promise<void> {
  const rows = await query<{ id: string }>(work.em, `select t.id from tasks t where t.organization_id = $1::uuid and t.project_id = $2::uuid and (
    exists (select from timers r where r.organization_id = t.organization_id and r.task_id = t.id)
    or exists (select from reminders r where r.organization_id = t.organization_id and r.task_id = t.id)) order by t.id`, [work.organizationId, projectId])
  await endWhatIsLeftBehind(work, rows.map(({ id }) => ({ before: { id, teamId: from }, after: { id, teamId: to } })))
}

function lostOf({ managerId, members, tasks, personFields, isThere }: Misfits): ProjectTransferAnswer['lost'] {
  const lacks = (field: { id: string }) => tasks.some(({ customFields }) => field.id in customFields && !isThere(customFields[field.id] as string))
  return {
    managerId, memberIds: members.map(({ membership }) => membership.id), tasks: tasks.length, fields: personFields.filter(lacks).map(({ name }) => name),
    assigneeIds: [...new Set(tasks.flatMap(({ assigneeIds }) => assigneeIds.filter((id) => !isThere(id))))].sort(),
  }
}
