// Why a change cannot be taken back.
import { conflict, Problem } from '../../kernel/errors.ts'

/** Somebody changed the same thing later. */
export const changedSince = (what: string, fields: readonly string[] = []): Problem =>
  conflict('undo_conflict', `${what} was changed since.`, fields.length > 0 ? { fields } : undefined)

export const isGone = (what: string): Problem => conflict('undo_conflict', `${what} is not there any more.`)

/** What was so before is kept nowhere. */
export const isUnknown = (detail: string): Problem => new Problem('not_undoable', detail)

/** What was made is used by now. */
export const isInUse = (what: string): Problem => conflict('conflict', `${what} is in use.`)

export const isTrashed = (what: string): Problem => conflict('undo_conflict', `${what} is in the trash.`)
