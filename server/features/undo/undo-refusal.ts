// Why a change cannot be taken back.
import { conflict, type Problem } from '../../kernel/errors.ts'

/** Somebody changed the same thing later. */
export const changedSince = (what: string, fields: readonly string[] = []): Problem =>
  conflict('undo_conflict', `${what} was changed since.`, fields.length > 0 ? { fields } : undefined)

export const isGone = (what: string): Problem => conflict('undo_conflict', `${what} is not there any more.`)

export const isTrashed = (what: string): Problem => conflict('undo_conflict', `${what} is in the trash.`)
