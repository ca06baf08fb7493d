// What a mutation is: one of one's own changes, with the request that makes it and how it looks until its event comes.
import type { Reminder } from '../../shared/features/reminders.ts'
import type { CallInput, EndpointName } from '../lib/api.ts'
import type { BoardDraft } from './board/board.state.ts'
import type { TaskDetailDraft } from './tasks/task-detail.draft.ts'

export interface MutationContext {
  membershipId: string
  /** When it was made (ISO 8601). */
  at: string
  /** Stands in for ids that only the server makes. */
  key: string
}

export interface Mutation<I, N extends EndpointName = EndpointName> {
  endpoint: N
  request(input: I): CallInput<N>
  taskIds(input: NoInfer<I>): readonly string[]
  onBoard?(draft: BoardDraft, input: NoInfer<I>, context: MutationContext): void
  onTask?(draft: TaskDetailDraft, input: NoInfer<I>, context: MutationContext): void
  onReminders?(items: readonly Reminder[], input: NoInfer<I>, context: MutationContext): readonly Reminder[]
}

/** Describes a mutation and keeps its exact types. */
export function mutation<I, N extends EndpointName>(description: Mutation<I, N>): Mutation<I, N> {
  return description
}
