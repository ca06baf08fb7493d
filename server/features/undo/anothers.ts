// What the asker has no way to take back: what only whose it is changes, back too (the text of a comment, logged time), and places that they do not run.
import type { TimeEntry } from '../../../shared/features/time.ts'
import { isOfPlace } from '../../../shared/features/undo-types.ts'
import { parseStream, type StreamEvent } from '../../../shared/streams.ts'
import type { Work } from '../../kernel/work.ts'
import { can } from '../../policy/policy.ts'
import { isBarred } from './undo-places.ts'

type Told = Pick<StreamEvent, 'type' | 'data'>

/** Whether the change is not the asker's to take back. An approval is that of whoever may approve. */
export function isAnothers(work: Work, { stream, actor }: StreamEvent, { type, data }: Told): boolean {
  const { actor: asker } = work
  const { kind, id: teamId } = parseStream(stream)!
  if (isOfPlace({ type })) return isBarred(work, { type, data }, kind === 'team' ? teamId : null, actor.membershipId)
  if (type === 'comment.updated') return !can(asker, 'comment.update', { teamId, createdById: actor.membershipId })
  if (!type.startsWith('time.')) return false
  const { entry, memberId = entry?.memberId, changes } = data as { entry?: TimeEntry; memberId?: string; changes?: Partial<TimeEntry> }
  return !can(asker, changes && 'approvedAt' in changes ? 'time.approve' : 'time.update', { teamId, createdById: memberId ?? null })
}
