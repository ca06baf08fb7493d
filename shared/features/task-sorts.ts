// What lists and tables of tasks can be sorted by; a minus before it turns the order round.

export const taskSortFields = ['createdAt', 'updatedAt', 'dueAt', 'startAt', 'priority', 'progress', 'title', 'number', 'status'] as const
export type TaskSort = (typeof taskSortFields)[number] | `-${(typeof taskSortFields)[number]}`
export const taskSorts = taskSortFields.flatMap((field): TaskSort[] => [field, `-${field}`])
