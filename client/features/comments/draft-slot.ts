// Where the comment that somebody is writing on a task is kept.

export const commentSlot = (meId: string | null, taskId: string): string => `comment:${meId}:${taskId}`
