// Undo: takes changes back that events tell, whoever made them. What it does is told by events too, so it can be undone itself.
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { id, instantInput } from '../ids.ts'

export { undoableTypes, type UndoableType } from './undo-types.ts'

/** So many changes one request takes back at most; those inside of a bulk change count one by one. */
export const MOST_UNDONE = 5000

/** So much of what was left out is told at most. */
export const MOST_LEFT_OUT = 1000

const NAMED = ['eventIds', 'correlationId', 'actorId'] as const

/** One strict object instead of a union, so that each wrong field is named by its place. */
export const undoInput = z.strictObject({
  eventIds: z.array(id).min(1).max(MOST_UNDONE).optional().describe('These events. Of a bulk change: all that this part of it did'),
  correlationId: id.optional().describe('All that one request did: a bulk change, an undo'),
  actorId: id.optional().describe('What a member or bot did since `since`, where one may take it back'),
  since: instantInput.optional(),
  dryRun: z.boolean().default(false).describe('Checks everything and answers what would change; nothing is kept'),
}).superRefine((input, context) => {
  const given = NAMED.filter((name) => input[name] !== undefined)
  const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  if (given.length === 0) refuse('eventIds', 'Say one of eventIds, correlationId, and actorId with since')
  for (const field of given.slice(1)) refuse(field, `Say either this or ${given[0]}`)
  if (input.actorId !== undefined && input.since === undefined) refuse('since', 'Say since when')
  if (input.since !== undefined && input.actorId === undefined) refuse('since', 'This goes with actorId')
})
export type UndoInput = z.output<typeof undoInput>

const undone = z.strictObject({
  eventId: id.describe('The event that was taken back, or the part of a bulk change that had it'), type: z.string(),
  taskId: id, key: z.string(), title: z.string(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).optional().describe('What that changed of the task, comment or item'),
})
export type Undone = z.infer<typeof undone>

export const undoAnswer = z.strictObject({
  applied: z.boolean(), dryRun: z.boolean(), correlationId: id.describe('Undoing this takes the undo back'), undone: z.array(undone),
  leftOut: z.array(z.strictObject({ eventId: id, type: z.string() })).describe(`The newest ${MOST_LEFT_OUT} of what else the member did that undo does not know, and comments rewritten that are not one's own; with actorId only`),
})
export type UndoAnswer = z.infer<typeof undoAnswer>

export const undoEndpoints = {
  undo: endpoint({
    id: 'undo', method: 'POST', path: '/api/undo', tag: 'Activity', access: 'member', scope: 'tasks:write', permission: 'change.undo',
    summary: 'Take back what events tell of tasks, comments and checklists, at most 5,000 changes: all of it or nothing', body: undoInput, status: 200, response: undoAnswer,
    errors: ['undo_conflict', 'not_undoable'],
  }),
}
