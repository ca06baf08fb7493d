// Comments and sentences in one order of time. Pure.
import type { Comment } from '../../../shared/features/comments.ts'
import type { Sentence } from '../activity/activity-sentences.ts'

export type StreamRow =
  | { kind: 'comment'; id: string; at: string; comment: Comment }
  | { kind: 'sentence'; id: string; at: string; sentence: Sentence }

/** Oldest first. */
export function mergeStream(comments: readonly Comment[], sentences: readonly Sentence[]): StreamRow[] {
  const rows: StreamRow[] = [
    ...comments.map((comment) => ({ kind: 'comment' as const, id: comment.id, at: comment.createdAt, comment })),
    ...sentences.map((sentence) =>
      ({ kind: 'sentence' as const, id: `event-${sentence.id}`, at: sentence.at, sentence })),
  ]
  return rows.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
}
