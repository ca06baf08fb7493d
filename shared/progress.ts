// How far a task is: as somebody said, else as its subtasks tell.
import type { BoardTask } from './features/tasks.ts'

type Told = Pick<BoardTask, 'progress' | 'subtaskDone' | 'subtaskTotal'>

/** Whether nobody said how far it is, and its subtasks tell. */
export const isToldBySubtasks = ({ progress, subtaskTotal }: Told): boolean => progress === 0 && subtaskTotal > 0

/** In whole per cent; 100 only when all are done. */
export const progressOf = (task: Told): number => (isToldBySubtasks(task) ? Math.floor((task.subtaskDone * 100) / task.subtaskTotal) : task.progress)
