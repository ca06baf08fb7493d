// How many hours somebody works in a usual week: what a copy kept by an older version does not say is the usual.
import type { Member } from '../../../shared/features/members.ts'

const USUAL = 40

export const workingHours = (member: Partial<Pick<Member, 'hoursPerWeek'>> | undefined): number => member?.hoursPerWeek ?? USUAL
