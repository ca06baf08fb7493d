// What a row of a list of tasks needs: of a task that is known by its name alone, no more is drawn.
import type { BoardTask } from '../../../shared/features/tasks.ts'

export type RowTask = Pick<BoardTask, 'id' | 'key' | 'title' | 'projectId'> & Partial<BoardTask>
