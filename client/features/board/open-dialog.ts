// Opens a dialog about tasks from wherever they can be acted on. Comes late, with those places.
import { mount, unmount, type Component } from 'svelte'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { Late, want } from '../../ui/index.ts'
import type { BoardScene } from './board.scene.svelte.ts'

interface About { scene: BoardScene; tasks: readonly BoardTask[]; onclosed: () => void }
/** The dialog goes after it has closed, when the focus is back. */
const CLOSING = 400

interface TaskDialog<More> {
  /** Opens it once its part is there; a second press on the way is the same wish. */
  open(scene: BoardScene, tasks: readonly BoardTask[], more?: More): Promise<void>
  /** Ahead of its first use, so that it opens without a network too. */
  load(): Promise<boolean>
}

/** A dialog about tasks, whose part comes late. */
export function taskDialog<More extends object = object>(fetch: () => Promise<Component<About & More>>): TaskDialog<More> {
  const dialog = new Late(fetch)
  let isComing = false

  async function open(scene: BoardScene, tasks: readonly BoardTask[], more?: More) {
    if (isComing) return
    isComing = true
    await want(dialog, () => {}).finally(() => (isComing = false))
    if (dialog.part) show(dialog.part, scene, tasks, more)
  }

  function show(part: Component<About & More>, scene: BoardScene, tasks: readonly BoardTask[], more?: More) {
    const shown = mount(part, {
      target: document.body, props: { ...more as More, scene: scene.about(tasks), tasks, onclosed: () => setTimeout(() => void unmount(shown), CLOSING) },
    })
  }

  return { open, load: () => dialog.load() }
}

/** Whether one may change some of the tasks. */
export const mayChangeSome = (scene: BoardScene, tasks: readonly BoardTask[]): boolean => tasks.some((task) => scene.can('task.update', task))
