// What reads projects: lists, the board's snapshot, statistics.
import { z } from 'zod'
import { boardDigest } from '../../../shared/board-digest.ts'
import type { QueryOf, ResponseOf } from '../../../shared/endpoint.ts'
import type { Board, projectEndpoints, Project as ProjectResource } from '../../../shared/features/projects.ts'
import { id } from '../../../shared/ids.ts'
import { teamStream } from '../../../shared/streams.ts'
import { decodeCursor, page } from '../../kernel/pages.ts'
import type { Work } from '../../kernel/work.ts'
import { ofTeamsReadableBy } from '../../policy/scopes.ts'
import { Label } from '../labels/label.entity.ts'
import { presentLabel } from '../labels/label.presenter.ts'
import { Membership } from '../members/membership.entity.ts'
import { presentMember } from '../members/member.presenter.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { findBoardTasks } from '../tasks/tasks.queries.ts'
import { Status } from '../workflow/status.entity.ts'
import { presentStatus } from '../workflow/status.presenter.ts'
import { loadProject } from './load-project.ts'
import { Project } from './project.entity.ts'
import { presentProject } from './project.presenter.ts'

type ListQuery = QueryOf<typeof projectEndpoints.listProjects>

/** A page of the projects that the actor may read, oldest first. */
export async function listProjects(work: Work, { limit, cursor, teamId, status, deleted }: ListQuery) {
  const after = decodeCursor(cursor, z.tuple([id]))
  const rows = await work.em.find(Project, {
    $and: [
      ofTeamsReadableBy(work.actor),
      { deletedAt: deleted === 'true' ? { $ne: null } : null },
      teamId ? { team: { id: teamId } } : {},
      status ? { status } : {},
      after ? { id: { $gt: after[0] } } : {},
    ],
  }, { orderBy: { id: 'asc' }, limit: limit + 1 })
  return page(rows, limit, presentProject, (project) => [project.id])
}

export async function readProject(work: Work, id: string): Promise<ProjectResource> {
  return presentProject(await loadProject(work, id, 'project.read', { deleted: true }))
}

/** The board as one snapshot; the caller's transaction makes it one moment (RT17). */
export async function readBoard(work: Work, id: string): Promise<Board> {
  const project = await loadProject(work, id, 'task.read')
  const position = await positionOf(work, teamStream(project.team.id))
  const statuses = await work.em.find(Status, { project: { id } }, { orderBy: { rank: 'asc' } })
  const labels = await work.em.find(Label, { project: { id } }, { orderBy: { name: 'asc' } })
  const members = await work.em.find(Membership, {}, { orderBy: { id: 'asc' } })
  const tasks = await findBoardTasks(work, id)
  return {
    project: presentProject(project), statuses: statuses.map(presentStatus), labels: labels.map(presentLabel), members: members.map(presentMember),
    tasks, ...position,
  }
}

/** What the snapshot hashes to, as its JSON would be read. */
export async function readBoardDigest(work: Work, id: string): Promise<ResponseOf<typeof projectEndpoints.readBoardDigest>> {
  const board = await readBoard(work, id)
  const { stream, offset, epoch } = board
  return { stream, offset, epoch, ...await boardDigest(board) }
}
