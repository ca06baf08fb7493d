// Whether something is still as a change of it left it.
import { changedSince } from './undo-refusal.ts'
import type { StandIns } from './undo-task-change.ts'

export type Pairs = Record<string, [unknown, unknown]>

/** What is looked at; `what` names it in a refusal: "The label Urgent". */
export interface Present { id: string; what: string; fields: object }

/** The fields as they were before the change. Throws 409 where one of them is not as the change left it. */
export function fieldsBefore<F extends object = Record<string, unknown>>(standIns: StandIns, { id, what, fields }: Present, changes: Pairs): F {
  const isChanged = ([field, [, after]]: [string, [unknown, unknown]]) => !standIns.isSame(id, field, (fields as Record<string, unknown>)[field], after)
  const changed = Object.entries(changes).filter(isChanged)
  if (changed.length > 0) throw changedSince(what, changed.map(([field]) => field))
  return Object.fromEntries(Object.entries(changes).map(([field, [before]]) => [field, before])) as F
}

/** Throws 409 where one of the fields is not as it was made. */
export function checkAsMade(standIns: StandIns, { id, what, fields }: Present, made: object, named: readonly string[]): void {
  const value = (of: object, field: string) => (of as Record<string, unknown>)[field]
  const changed = named.filter((field) => field in made && !standIns.isSame(id, field, value(fields, field), value(made, field)))
  if (changed.length > 0) throw changedSince(what, changed)
}

/** From what was and the whole that is told since, what changed. */
export const pairsFrom = (before: object, told: object): Pairs =>
  Object.fromEntries(Object.entries(before).map(([field, value]) => [field, [value, (told as Record<string, unknown>)[field]]]))

/** As an answer tells what an undo changed. */
export const turned = (changes: Pairs): Pairs => Object.fromEntries(Object.entries(changes).map(([field, [before, after]]) => [field, [after, before]]))
