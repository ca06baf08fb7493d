// What lists and tables of tasks can be sorted by; a minus before it turns the order round.

export const taskSortFields = ['createdAt', 'updatedAt', 'dueAt', 'startAt', 'priority', 'progress', 'title', 'number', 'status', 'estimateMinutes', 'estimatePoints'] as const
type KnownSort = (typeof taskSortFields)[number] | `-${(typeof taskSortFields)[number]}`
/** By a custom field of a project, by its id. */
export type FieldSort = `field.${string}` | `-field.${string}`
export type TaskSort = KnownSort | FieldSort
export const taskSorts = taskSortFields.flatMap((field): KnownSort[] => [field, `-${field}`])

export const FIELD_SORT = /^(-?)field\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
