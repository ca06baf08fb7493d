// A team's workspace: who does what in it, its goals and its posts, as one snapshot.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id } from '../ids.ts'
import { offset } from '../streams.ts'
import { goal } from './goals.ts'
import { post } from './posts.ts'
import { teamPlace } from './teams.ts'

export const workspace = z.strictObject({
  teamId: id, places: z.array(teamPlace), goals: z.array(goal), posts: z.array(post).describe('The newest'),
  nextCursor: z.string().nullable().describe('For the older ones: `GET /api/teams/{teamId}/posts?cursor=`'),
  stream: z.string(), offset, epoch: z.uuid(),
})
export type Workspace = z.infer<typeof workspace>

export const workspaceEndpoints = {
  readWorkspace: endpoint({
    id: 'readWorkspace', method: 'GET', path: '/api/teams/{teamId}/workspace', tag: 'Teams', access: 'member', scope: 'teams:read',
    permission: 'team.read', transaction: 'snapshot', summary: 'What members do in a team, its goals and newest posts, as one snapshot',
    params: z.strictObject({ teamId: id }), status: 200, response: workspace,
  }),
}
