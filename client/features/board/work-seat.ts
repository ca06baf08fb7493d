// What is different where tasks of several projects are shown: which of them a new task is made in, and moves in all of them.
import type { Project } from '../../../shared/features/projects.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { BoardScene, ColumnView } from './board.scene.svelte.ts'

export interface WorkSeat {
  /** The projects in which one may create what belongs into the column. */
  projectsFor(column: ColumnView): readonly Project[]
  /** The one that a new task is made in: that of the task above it, else the one that was chosen last. */
  projectFor(column: ColumnView): Project | undefined
  /** From now on new tasks are made in this one. */
  choose(projectId: string): void
  boardOf(projectId: string): BoardScene
  /** To an end of the status of one name, each task in its own project. Answers whether anything moved. */
  moveAllToEnd(tasks: readonly BoardTask[], statusId: string, end: 'top' | 'bottom', evenIfBlocked: boolean): boolean
}
