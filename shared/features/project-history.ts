// How a project stood: every change of its status, its health and the note on it, told from its events.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instant } from '../ids.ts'
import { listOf, listQuery } from '../lists.ts'
import { streamEvent } from '../streams.ts'
import { project, projectHealth, projectStatus } from './projects.ts'

const { healthNote } = project.shape
const health = projectHealth.nullable()

export const standingChange = z.strictObject({
  id: id.describe('Of the event, which `POST /api/undo` takes'), at: instant, actor: streamEvent.shape.actor, correlationId: id,
  kind: z.enum(['created', 'entered', 'changed']).describe('`entered`: it came from another team, whose events tell what was before'),
  changes: z.strictObject({
    status: z.tuple([projectStatus.nullable(), projectStatus]).optional(), health: z.tuple([health, health]).optional(),
    healthNote: z.tuple([healthNote, healthNote]).optional(),
  }).describe('From what to what; of a new project from nothing'),
  healthNote: healthNote.describe('The note on its health as it was after this'),
})
export type StandingChange = z.infer<typeof standingChange>

export const projectHistoryEndpoints = {
  listProjectHistory: endpoint({
    id: 'listProjectHistory', method: 'GET', path: '/api/projects/{projectId}/history', tag: 'Projects', access: 'member', scope: 'projects:read', permission: 'project.read',
    summary: 'Who changed a project\'s status, its health and the note on it, from what to what, newest first',
    params: z.strictObject({ projectId: id }), query: z.strictObject(listQuery), status: 200, response: listOf(standingChange),
  }),
}
