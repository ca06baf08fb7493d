// Whose hand was on a task a moment ago: their first name and hue, and when.
import { hueOf } from '../../ui/index.ts'
import { freshMark } from './motion.ts'
import type { RecentChange } from './recent-changes.ts'

export function handOf(recent: RecentChange | undefined) {
  const change = freshMark(recent)
  return change && { at: change.at, name: change.name.split(' ')[0]!, hue: hueOf(change.membershipId ?? change.name) }
}
