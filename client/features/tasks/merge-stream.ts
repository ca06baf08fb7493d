// Comments and sentences in one order of time. Pure.
import type { Comment } from '../../../shared/features/comments.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import type { Sentence } from '../activity/activity-sentences.ts'

export type StreamRow =
  | { kind: 'comment'; id: string; at: string; comment: Comment }
  | { kind: 'deleted'; id: string; at: string; actor: Sentence['actor']; eventId: string; authorId: string | null }
  | { kind: 'sentence'; id: string; at: string; sentence: Sentence }

interface Deletion { comment: Pick<Comment, 'id' | 'authorId' | 'createdAt'> }

/** Oldest first. Deleted comments stand where they were, unless they came back. */
export function mergeStream(comments: readonly Comment[], sentences: readonly Sentence[], deletions: readonly StreamEvent[] = []): StreamRow[] {
  const rows: StreamRow[] = [
    ...comments.map((comment) => ({ kind: 'comment' as const, id: comment.id, at: comment.createdAt, comment })),
    ...gone(comments, deletions).map(({ id: eventId, data, actor }) => {
      const { id, authorId, createdAt } = (data as unknown as Deletion).comment
      return { kind: 'deleted' as const, id: `deleted-${id}`, at: createdAt, actor, eventId, authorId }
    }),
    ...sentences.map((sentence) =>
      ({ kind: 'sentence' as const, id: `event-${sentence.id}`, at: sentence.at, sentence })),
  ]
  return rows.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}

/** The last deletion of each comment that is not there. */
function gone(comments: readonly Comment[], deletions: readonly StreamEvent[]): StreamEvent[] {
  const idOf = ({ data }: StreamEvent) => (data as unknown as Deletion).comment.id
  const present = new Set(comments.map(({ id }) => id))
  const last = new Map(deletions.toSorted((a, b) => a.offset - b.offset).map((event) => [idOf(event), event]))
  return [...last.values()].filter((event) => !present.has(idOf(event)))
}

/** Deletions of comments that no later undo took back, whether or not the comments are loaded. */
export function deletionsIn(events: readonly StreamEvent[]): StreamEvent[] {
  const restoredAt = new Map<string, number>()
  for (const event of events) {
    const inner = event.type === 'batch.applied' ? (event.data.events as Pick<StreamEvent, 'type' | 'data'>[]) : [event]
    for (const { type, data } of inner) {
      if (type !== 'comment.restored') continue
      const { id } = (data as unknown as Deletion).comment
      restoredAt.set(id, Math.max(restoredAt.get(id) ?? 0, event.offset))
    }
  }
  return events.filter(({ type, data, offset }) => (
    type === 'comment.deleted' && offset > (restoredAt.get((data as unknown as Deletion).comment.id) ?? 0)
  ))
}
