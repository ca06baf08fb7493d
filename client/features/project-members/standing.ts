// How much of somebody's week a project takes, and what is left of it. Pure.
import type { OtherAllocation, ProjectMember } from '../../../shared/features/project-members.ts'

type Allocation = Pick<OtherAllocation, 'hoursPerWeek' | 'startOn' | 'endOn'>

export interface Standing {
  /** The day it is of: today, or when the allocation starts later. */
  day: string
  here: number
  elsewhere: number
  /** Hours beyond what they work in a week. */
  over: number
  isEnded: boolean
}

export const holdsOn = ({ startOn, endOn }: Omit<Allocation, 'hoursPerWeek'>, day: string): boolean =>
  (startOn === null || startOn <= day) && (endOn === null || day <= endOn)

/** `counts`: of the other allocations those whose project is at work. */
export function standingOf(member: ProjectMember, hoursPerWeek: number, others: readonly OtherAllocation[], today: string, counts: (other: OtherAllocation) => boolean): Standing {
  const day = member.startOn !== null && member.startOn > today ? member.startOn : today
  const isEnded = member.endOn !== null && member.endOn < today
  const here = isEnded ? 0 : member.hoursPerWeek
  const elsewhere = others.filter((other) => other.memberId === member.memberId && holdsOn(other, day) && counts(other))
    .reduce((sum, other) => sum + other.hoursPerWeek, 0)
  return { day, here, elsewhere, over: here > 0 ? Math.max(0, here + elsewhere - hoursPerWeek) : 0, isEnded }
}

/** Hours as they are typed: "20", "12,5", or a share of the week, "50 %". Null when it is neither, or more than a week has. */
export function typedHours(typed: string, hoursPerWeek: number, parse: (text: string) => number | null): number | null {
  const text = typed.trim()
  if (text === '') return 0
  const share = /^(.*?)\s*%$/.exec(text)
  const value = parse(share ? share[1]! : text)
  if (value === null || value < 0) return null
  const hours = Math.round((share ? (value / 100) * hoursPerWeek : value) * 4) / 4
  return hours <= 168 ? hours : null
}
