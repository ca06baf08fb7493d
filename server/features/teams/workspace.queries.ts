// A team's workspace as one snapshot (RT17).
import type { TeamPlace } from '../../../shared/features/teams.ts'
import type { Workspace } from '../../../shared/features/workspace.ts'
import { teamStream } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { readGoals } from '../goals/goals.queries.ts'
import { readPosts } from '../posts/posts.queries.ts'
import { positionOf } from '../streams/streams.queries.ts'
import { loadTeam } from './load-team.ts'
import { TeamMember } from './team.entity.ts'
import { presentPlace } from './team.presenter.ts'

const NEWEST = 20

export async function readWorkspace(work: Work, teamId: string): Promise<Workspace> {
  const { items: places } = await listTeamMembers(work, teamId)
  const { items: posts, nextCursor } = await readPosts(work, teamId, { limit: NEWEST })
  return { teamId, places, goals: await readGoals(work, teamId), posts, nextCursor, ...await positionOf(work, teamStream(teamId)) }
}

/** Who belongs to the team and as what, in the order in which they joined. */
export async function listTeamMembers(work: Work, teamId: string): Promise<{ items: TeamPlace[] }> {
  await loadTeam(work, teamId, 'team.read')
  const rows = await work.em.find(TeamMember, { team: { id: teamId } }, { orderBy: { createdAt: 'asc', membership: { id: 'asc' } } })
  return { items: rows.map(presentPlace) }
}
