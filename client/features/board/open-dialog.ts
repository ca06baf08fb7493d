// Opens a dialog about tasks from wherever they can be acted on. Comes late, with those places.
import { mount, unmount, type Component } from 'svelte'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { Late, want } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'

interface About { scene: BoardScene; tasks: readonly BoardTask[]; onclosed: () => void }
/** The dialog goes after it has closed, when the focus is back. */
const CLOSING = 400

/** What opens the dialog, once its part is there. */
export function taskDialog<More extends object = object>(
  fetch: () => Promise<Component<About & More>>,
): (scene: BoardScene, tasks: readonly BoardTask[], more?: More) => Promise<void> {
  const dialog = new Late(fetch)
  return async (scene, tasks, more) => {
    let isWanted = true
    await want(dialog, () => (isWanted = false), () => isWanted)
    if (!dialog.part || !isWanted) return
    const shown = mount(dialog.part, {
      target: document.body, props: { ...more as More, scene: scene.about(tasks), tasks, onclosed: () => setTimeout(() => void unmount(shown), CLOSING) },
    })
  }
}

/** Whether one may change some of the tasks. */
export const mayChangeSome = (scene: BoardScene, tasks: readonly BoardTask[]): boolean => tasks.some((task) => scene.can('task.update', task))
