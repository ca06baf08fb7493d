// What the editor of a workflow works on: the statuses of a project, or those that an organization's new projects begin with.
import type { Status } from '../../../shared/features/workflow.ts'

/** The one list that rows of statuses are moved in. */
export const LIST = 'workflow'

export type WorkflowItem = Pick<Status, 'id' | 'name' | 'category' | 'color' | 'archived' | 'limit' | 'nextStatusIds'>
export type WorkflowFields = Omit<WorkflowItem, 'id' | 'archived'>

/** Says what was done, with the way back where there is one. */
export type SayDone = (text: string) => void

export interface WorkflowDesk {
  /** In their order. */
  readonly items: readonly WorkflowItem[]
  /** How many tasks stand in a status on the board; null where there are no tasks. */
  readonly count: ((statusId: string) => number) | null
  /** Adds a status; throws the error of the request, as the others do. */
  add(fields: WorkflowFields): Promise<SayDone>
  /** Changes the given fields of a status, and no others. */
  change(item: WorkflowItem, fields: Partial<WorkflowFields>): Promise<SayDone>
  /** Puts a status after another, null for the first place. */
  place(item: WorkflowItem, afterId: string | null): Promise<void>
  archive(item: WorkflowItem, archived: boolean): Promise<void>
  /** Deletes a status; its tasks go to the other one. */
  remove(item: WorkflowItem, moveTo: string | null): Promise<SayDone>
}

/** The fields that are others than those of the item: what somebody else set meanwhile stays. */
export function changedFields(item: WorkflowFields, fields: WorkflowFields): Partial<WorkflowFields> {
  const isChanged = (field: string) => !sameValue(item[field as keyof WorkflowFields], fields[field as keyof WorkflowFields])
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isChanged(field))) as Partial<WorkflowFields>
}

/** Of single values, and of lists of them. */
export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
