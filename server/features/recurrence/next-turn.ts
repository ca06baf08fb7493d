// What comes after a task that repeats: when the next one is made, and its dates. Pure.
import { addDays, daysBetween, instantAt, localTime } from '../../../shared/calendar.ts'
import type { Recurrence } from '../../../shared/features/recurrence.ts'
import type { Task } from '../../../shared/features/tasks.ts'
import { readRule, writeRule } from '../../../shared/recurrence-rule.ts'
import { turnsAfter, turnUntil, type Turn } from './turns.ts'

export type Dated = Pick<Task, 'startAt' | 'dueAt'>
export type Repeating = Dated & { recurrence: Recurrence }

/** What the next task has of its own. */
export interface NextTurn extends Dated {
  recurrence: Recurrence
}

const DAY = 'YYYY-MM-DD'.length
const dayOf = (local: string) => local.slice(0, DAY)

/** When a task is due, or else when it starts. */
const timeOf = ({ startAt, dueAt }: Dated) => dueAt ?? startAt
const later = (a: Date, b: string | null) => (b !== null && Date.parse(b) > a.getTime() ? new Date(b) : a)

/** The next task of one that was finished at a moment; null where the rule ends. */
export function turnWhenFinished(task: Repeating, at: Date): NextTurn | null {
  const { recurrence } = task
  if (recurrence.mode === 'afterDone') return turnCountedFrom(task, at)
  if (recurrence.mode === 'onSchedule') return null
  const [turn] = turnsAfter(recurrence, later(at, timeOf(task)), 1)
  return turn ? onTurn(task, turn, recurrence) : null
}

/** Every turn is the first of a rule that has one turn less. */
function turnCountedFrom(task: Repeating, at: Date): NextTurn | null {
  const { recurrence } = task
  const rule = readRule(recurrence.rule)
  if (rule.count === 1) return null
  const start = dayOf(localTime(at, recurrence.timezone)) + recurrence.start.slice(DAY)
  const [turn] = turnsAfter({ ...recurrence, rule: writeRule({ ...rule, count: null }), start }, instantAt(start, recurrence.timezone), 1)
  if (!turn) return null
  const count = rule.count === null ? null : rule.count - 1
  return onTurn(task, turn, { ...recurrence, rule: writeRule({ ...rule, count }), start: turn.local })
}

/** The next task by the days of its rule: of those whose time has come the last. Null where that is not yet. */
export function turnOnSchedule(task: Repeating, at: Date): NextTurn | null {
  const { recurrence } = task
  const { nextAt, timezone } = recurrence
  if (nextAt === null || Date.parse(nextAt) > at.getTime()) return null
  const turn = turnUntil(recurrence, `${addDays(dayOf(localTime(at, timezone)), leadOf(task))}T23:59:59`)
  if (!turn || madeAt(task, turn).getTime() < Date.parse(nextAt)) return null
  const next = onTurn(task, turn, recurrence)
  return { ...next, recurrence: { ...recurrence, nextAt: nextMaking({ ...next, recurrence }, at) } }
}

/** When the task after this one is made by the days of its rule. */
export function nextMaking(task: Repeating, at: Date): string | null {
  const { recurrence } = task
  if (recurrence.mode !== 'onSchedule') return null
  // Its day may have come while the time of its turn has not: the task at hand stands for that day.
  const today = instantAt(`${addDays(dayOf(localTime(at, recurrence.timezone)), leadOf(task))}T23:59:59`, recurrence.timezone)
  const [turn] = turnsAfter(recurrence, later(today, timeOf(task)), 1)
  return turn ? madeAt(task, turn).toISOString() : null
}

/** At the beginning of the day on which the task starts, or else is due. */
const madeAt = (task: Repeating, turn: Turn): Date =>
  instantAt(`${addDays(dayOf(turn.local), -leadOf(task))}T00:00:00`, task.recurrence.timezone)

/** So many days it starts before it is due. */
function leadOf({ startAt, dueAt, recurrence: { timezone } }: Repeating): number {
  if (startAt === null || dueAt === null) return 0
  return Math.max(0, daysBetween(dayOf(localTime(Date.parse(startAt), timezone)), dayOf(localTime(Date.parse(dueAt), timezone))))
}

/** Due then, and begun as long before as the task at hand; without a due time, begun then. */
function onTurn(task: Repeating, turn: Turn, recurrence: Recurrence): NextTurn {
  const { startAt, dueAt } = task
  if (dueAt === null) return { recurrence, startAt: startAt && turn.at.toISOString(), dueAt: startAt === null ? turn.at.toISOString() : null }
  return { recurrence, dueAt: turn.at.toISOString(), startAt: startAt && begunBefore(startAt, dueAt, turn, recurrence.timezone) }
}

/** As the clocks show it: a start at 08:00 stays one. */
function begunBefore(startAt: string, dueAt: string, turn: Turn, timezone: string): string {
  const shown = (at: string) => Date.parse(`${localTime(Date.parse(at), timezone)}Z`)
  const local = new Date(Date.parse(`${turn.local}Z`) - (shown(dueAt) - shown(startAt))).toISOString().slice(0, 19)
  return instantAt(local, timezone).toISOString()
}
