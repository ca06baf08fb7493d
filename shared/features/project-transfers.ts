// A project moves to another team of the organization, with all that is in it. Each team hears of it on its own stream.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { event } from '../event.ts'
import { id } from '../ids.ts'
import { project } from './projects.ts'

/** So many tasks may lose somebody by it, at most. */
export const MOST_TASKS_CHANGED = 4500

export const projectTransferInput = z.strictObject({
  teamId: id.describe('The team that it moves to'),
  dryRun: z.boolean().default(false).describe('Checks everything and answers what would become of it; nothing is kept'),
})

const misfits = z.strictObject({
  managerId: id.nullable().describe('Who answered for it'), memberIds: z.array(id).describe('Who was listed on it'),
  assigneeIds: z.array(id).describe('Whose tasks lose them'), fields: z.array(z.string()).describe('Custom fields whose people tasks lose, by name'),
  tasks: z.int().describe('How many tasks lose somebody'),
})
const readers = z.strictObject({
  closedToIds: z.array(id).describe('Who reads it in its present team alone, and will not any more'),
  openedToIds: z.array(id).describe('Who does not read it yet, and will'),
  watcherIds: z.array(id).describe('Who of those that lose it watches tasks in it'),
})

export const projectTransferAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id.describe('Undoing this takes all of it back'), project,
  lost: misfits.describe('People who are no active members of the other team are taken off'), ...readers.shape,
})
export type ProjectTransferAnswer = z.infer<typeof projectTransferAnswer>

export const projectTransferEndpoints = {
  transferProject: endpoint({
    id: 'transferProject', method: 'POST', path: '/api/projects/{projectId}/transfer', tag: 'Projects', access: 'member', scope: 'projects:write',
    permission: 'project.update', summary: 'Move a project to another team that one runs, with its tasks, workflow, labels, files and views',
    params: z.strictObject({ projectId: id }), body: projectTransferInput, status: 200, response: projectTransferAnswer, errors: ['invalid_reference'],
  }),
}

export const projectTransferEvents = {
  projectLeft: event({
    type: 'project.left', streams: ['team'], schema: 1,
    summary: 'A project went to another team: all that is in it is not of this stream any more. Where to is not told',
    data: z.strictObject({ projectId: id, key: z.string(), name: z.string(), version: z.int().describe('After it') }),
  }),
  projectEntered: event({
    type: 'project.entered', streams: ['team'], schema: 1,
    summary: 'A project came from another team. What is in it is read from its board, whose offset is this one or a later one',
    data: z.strictObject({ project: z.strictObject({ ...project.shape, description: z.unknown() }) }),
  }),
}
