// What keys on a board have to answer in its first moment: going from card to card, and what opens a field or begins to carry,
// since the next key is already a letter of the text, or the way of the card.
import type { BoardTask } from '../../../../shared/features/tasks.ts'
import type { Command } from '../../../shell/commands/commands.svelte.ts'
import { address } from '../address.svelte.ts'
import type { BoardScene } from '../board.scene.svelte.ts'
import { reasonAgainst } from '../board-actions.ts'
import { addBelow, asSeen, focusFilter, goToColumn, newTask, pickUp, rename, step } from '../board-keys.ts'
import type { Step } from '../places.ts'
import { t } from './words.ts'

/** To the cards and among them (a table has ways of its own), and into fields. */
export function firstCommands(scene: BoardScene): Command[] {
  return [
    ...intoFields(scene),
    ...(address.isTable ? [] : ways(scene)),
    ...(document.activeElement === document.body && scene.tabStopId ? [enterTasks(scene, scene.tabStopId)] : []),
  ]
}

/** The task that commands are about: the open one, else the focused one. */
export function taken(scene: BoardScene): BoardTask | undefined {
  const focused = scene.store.task(scene.focusedId ?? '')
  return scene.isAtCard ? focused : scene.openTask ?? focused
}

/** Without a task to act on, what is about one is only told. */
export function intoFields(scene: BoardScene): Command[] {
  const task = taken(scene)
  const any = task ?? scene.store.task(scene.tabStopId ?? '')
  const onlyManagers = scene.canCreate ? undefined : t('onlyManagers')
  return [
    ...(any ? ofTask(scene, any, onlyManagers).map((command) => (task ? command : { ...command, isOnlyKeys: true, isOnlyTold: true })) : []),
    { id: 'new-task', group: 'create', scope: 'board', words: t('newTask'), keys: ['c'], unavailable: onlyManagers, run: () => void newTask(scene) },
    { id: 'board.filter', group: 'board', scope: 'board', words: t('filter'), keys: ['f', '/'], run: focusFilter },
  ]
}

function ofTask(scene: BoardScene, task: BoardTask, onlyManagers: string | undefined): Command[] {
  return [
    { id: 'task.rename', group: 'task', scope: 'task', words: t('rename'), keys: ['e'], run: () => rename(scene, task.id),
      unavailable: scene.can('task.update', task) ? undefined : reasonAgainst(scene, task, 'rename') },
    { id: 'task.add-below', group: 'task', scope: 'task', words: t('addBelow'), keys: ['n'], unavailable: onlyManagers, run: () => addBelow(scene, task) },
  ]
}

const enterTasks = (scene: BoardScene, taskId: string): Command => ({
  id: 'board.enter', group: 'board', scope: 'board', words: t('toTasks'), keys: ['down', 'up'], isOnlyKeys: true,
  run: () => scene.focus(taskId),
})

function ways(scene: BoardScene): Command[] {
  const way = (to: Step, words: string, ...keys: string[]): Command => ({
    id: `board.${to}`, group: 'board', scope: 'task', words, keys, isOnlyKeys: true,
    run: (event) => step(scene, cardOf(event), to),
  })
  const column = (end: 'first' | 'last', words: string, keys: string): Command => ({
    id: `board.${end}-column`, group: 'board', scope: 'task', words, keys: [keys], isOnlyKeys: true,
    run: () => goToColumn(scene, end),
  })
  return [
    way('up', t('up'), 'up', 'k'), way('down', t('down'), 'down', 'j'), way('left', t('left'), asSeen('left')),
    way('right', t('right'), asSeen('right')), way('first', t('first'), 'home'), way('last', t('last'), 'end'),
    column('first', t('firstColumn'), 'mod+home'), column('last', t('lastColumn'), 'mod+end'),
    { id: 'task.carry', group: 'task', scope: 'task', words: t('carry'), keys: ['space'], isOnlyKeys: true, run: (event) => void pickUp(scene, cardOf(event)) },
  ]
}

const cardOf = (event?: KeyboardEvent) =>
  (event?.target as HTMLElement | undefined)?.closest<HTMLElement>('[data-task-id]')?.dataset.taskId ?? ''
