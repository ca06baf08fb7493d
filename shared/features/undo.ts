// Undo: takes changes back that events tell, whoever made them. What it does is told by events too, so it can be undone itself.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instant, instantInput } from '../ids.ts'

export { undoableTypes, type UndoableType } from './undo-types.ts'

/** So many changes one request takes back at most; those inside of a bulk change count one by one. */
export const MOST_UNDONE = 5000

/** So many of them may be changes of what is not a task, each of which is made by itself. */
export const MOST_PLACES_UNDONE = 500

/** So much of what was left out is told at most. */
export const MOST_LEFT_OUT = 1000

const NAMED = ['eventIds', 'correlationId', 'actorId'] as const

/** One strict object instead of a union, so that each wrong field is named by its place. */
export const undoInput = z.strictObject({
  eventIds: z.array(id).min(1).max(MOST_UNDONE).optional().describe('These events. Of a bulk change: all that this part of it did'),
  correlationId: id.optional().describe('All that one request did: a bulk change, an undo'),
  actorId: id.optional().describe('What a member or bot did since `since`, where one may take it back'),
  since: instantInput.optional(),
  until: instantInput.optional().describe('With actorId: nothing after this moment, as a dry run answers it'),
  dryRun: z.boolean().default(false).describe('Checks everything and answers what would change; nothing is kept'),
}).superRefine((input, context) => {
  const given = NAMED.filter((name) => input[name] !== undefined)
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (given.length === 0) refuse('eventIds', 'Say one of eventIds, correlationId, and actorId with since')
  for (const field of given.slice(1)) refuse(field, `Say either this or ${given[0]}`)
  if (input.actorId !== undefined && input.since === undefined) refuse('since', 'Say since when')
  for (const field of ['since', 'until'] as const) if (input[field] !== undefined && input.actorId === undefined) refuse(field, 'This goes with actorId')
})
export type UndoInput = z.output<typeof undoInput>

const undone = z.strictObject({
  eventId: id.describe('The event that was taken back, or the part of a bulk change that had it'), type: z.string(),
  taskId: id.nullable().describe('null where it is not of a task'), key: z.string().nullable(),
  title: z.string().describe('Of the task, or what else it was is called; empty where it has no name'),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).optional().describe('What that changed of the task, of what hangs on it, or of what else it was'),
})
export type Undone = z.infer<typeof undone>

export const undoAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id.describe('Undoing this takes the undo back'), undone: z.array(undone),
  until: instant.nullable().describe('With actorId: the moment of the newest change that this is about, null where there is none. Sent after a dry run, it takes back no more than was shown'),
  leftOut: z.array(z.strictObject({ eventId: id, type: z.string() })).describe(`The newest ${MOST_LEFT_OUT} of what else the member did that undo does not know, that the asker has no way to take back, or that is another's alone: rewritten texts, time; with actorId only`),
})
export type UndoAnswer = z.infer<typeof undoAnswer>

export const undoEndpoints = {
  undo: endpoint({
    id: 'undo', method: 'POST', path: '/api/undo', tag: 'Activity', access: 'member', scope: 'tasks:write', permission: 'change.undo',
    summary: 'Take back what events tell of tasks and what hangs on them, of projects, milestones, labels, workflows, fields, templates, shared views, files, teams, departments, goals and posts, at most 5,000 changes: all of it or nothing', body: undoInput, status: 200, response: undoAnswer,
    errors: ['undo_conflict', 'not_undoable'],
  }),
}
