// Moves days and times of a project by whole days, so that it starts on another day. A clock shows the same hour before and after,
// also where it is put forward or back between.
import { addDays, daysBetween, instantAt, localTime } from '../../../../shared/calendar.ts'
import { plannedDay } from '../../../../shared/ids.ts'
import { asIso } from '../../../../shared/recurrence-rule.ts'
import { invalid } from '../../../kernel/errors.ts'
import type { Original } from './original.queries.ts'

const DAY_LENGTH = 'YYYY-MM-DD'.length
const WITHIN = /^\d{4}-/

export class Shift {
  readonly #days: number
  readonly #zone: string

  constructor(days: number, zone: string) {
    this.#days = days
    this.#zone = zone
  }

  /** From the project's start, or else from the first day that is in it, to the given day. */
  static to(startOn: string | null, { project, tasks, milestones }: Pick<Original, 'project' | 'tasks' | 'milestones'>, zone: string): Shift {
    if (startOn === null) return new Shift(0, zone)
    const times = tasks.flatMap(({ startAt, dueAt }) => [startAt, dueAt]).filter((at) => at !== null).sort()
    const days = [project.dueOn, ...milestones.map(({ dueOn }) => dueOn), times[0] ? dayIn(times[0], zone) : null].filter((on) => on !== null).sort()
    const from = project.startOn ?? days[0]
    return new Shift(from === undefined ? 0 : daysBetween(from, startOn), zone)
  }

  day(on: string): string
  day(on: string | null): string | null
  day(on: string | null): string | null {
    if (on === null || this.#days === 0) return on
    const moved = addDays(on, this.#days)
    if (!WITHIN.test(moved)) throw beyond()
    return moved
  }

  /** Of an allocation. Left out, it would mean that it holds always: so it is refused beyond the years that allocations have. */
  plannedDay(on: string | null): string | null {
    const moved = this.day(on)
    if (moved !== null && !plannedDay.safeParse(moved).success) throw beyond()
    return moved
  }

  /** What a clock shows. */
  local(time: string): string {
    return this.day(time.slice(0, DAY_LENGTH)) + time.slice(DAY_LENGTH)
  }

  /** The last day or moment of a rule. */
  until(end: string): string {
    return this.local(asIso(end)).replaceAll(/[-:]/g, '')
  }

  instant(at: string | null): string | null {
    if (at === null || this.#days === 0) return at
    const local = localTime(Date.parse(at), this.#zone)
    const moved = instantAt(this.day(local.slice(0, DAY_LENGTH)) + local.slice(DAY_LENGTH), this.#zone).getTime() + (Date.parse(at) % 1000)
    const text = new Date(moved).toISOString()
    if (!WITHIN.test(text)) throw beyond()
    return text
  }
}

const dayIn = (at: string, zone: string): string => localTime(Date.parse(at), zone).slice(0, DAY_LENGTH)
const beyond = () => invalid('/startOn', 'A day of this project would be beyond the calendar then.')
