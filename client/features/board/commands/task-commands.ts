// What can be done to one task of a board, each with the key it has on a focused card.
import type { BoardTask } from '../../../../shared/features/tasks.ts'
import type { Command } from '../../../shell/commands/commands.svelte.ts'
import { archive, copyLink, moveToTrash, reasonAgainst } from '../board-actions.ts'
import { assignMe, directMove, openMenu, openPicker, pickUp, rename } from '../board-keys.ts'
import type { BoardScene } from '../board.scene.svelte.ts'
import type { Step } from '../places.ts'
import { assigneeChoices, dueChoices, labelChoices, priorityChoices, statusChoices } from './task-choices.ts'
import { t } from './words.ts'

export function taskCommands(scene: BoardScene, task: BoardTask): Command[] {
  const { id } = task
  const isMine = task.assigneeIds.includes(scene.meId ?? '')
  const may = reasons(scene, task)
  const one = (name: string, words: string, keys: string[], run: Command['run'], more: Partial<Command> = {}): Command =>
    ({ id: `task.${name}`, group: 'task', scope: 'task', words, keys, run, ...more })
  return [
    one('open', t('open'), ['enter'], () => scene.open(task), { isOnlyTold: true }),
    one('status', t('status'), ['s'], () => openPicker(scene, id, 'status'),
      { unavailable: may.move, choices: () => statusChoices(scene, task) }),
    one('assignees', t('assignees'), ['a'], () => openPicker(scene, id, 'assignees'),
      { unavailable: may.change, choices: () => assigneeChoices(scene, task) }),
    one('assign-me', isMine ? t('unassignMe') : t('assignMe'), ['i'], () => assignMe(scene, id),
      { unavailable: may.change }),
    one('priority', t('priority'), ['p'], () => openPicker(scene, id, 'priority'),
      { unavailable: may.change, choices: () => priorityChoices(scene, task) }),
    one('labels', t('labels'), ['l'], () => openPicker(scene, id, 'labels'),
      { unavailable: may.change, choices: () => labelChoices(scene, task) }),
    one('due', t('due'), ['d'], () => openPicker(scene, id, 'due'),
      { unavailable: may.change, choices: () => dueChoices(scene, task) }),
    one('rename', t('rename'), ['e'], () => rename(scene, id), { unavailable: may.rename }),
    one('copy-link', t('copyLink'), ['y'], () => void copyLink(scene, task)),
    one('archive', t('archive'), [], () => archive(scene, task), { unavailable: may.archive }),
    one('trash', t('trash'), ['backspace', 'delete'], () => moveToTrash(scene, task), { unavailable: may.trash }),
    one('add-below', t('addBelow'), ['n'], () => (scene.adding = { columnId: scene.columnOf(id) ?? task.statusId }), { isOnlyKeys: true }),
    one('menu', t('menu'), ['.', 'shift+f10', 'contextmenu'], () => openMenu(id), { isOnlyKeys: true }),
  ]
}

/** Moving by keys at once: one place, one column, or to an end. */
export function moveCommands(scene: BoardScene, task: BoardTask): Command[] {
  const move = (to: Step, words: string, key: string): Command => ({
    id: `task.move-${to}`, group: 'task', scope: 'task', words, keys: [`mod+shift+${key}`],
    unavailable: reasons(scene, task).carry, run: () => directMove(scene, task.id, to),
  })
  return [
    move('up', t('move.up'), 'up'), move('down', t('move.down'), 'down'), move('left', t('move.left'), 'left'),
    move('right', t('move.right'), 'right'), move('first', t('move.first'), 'home'), move('last', t('move.last'), 'end'),
    { id: 'task.carry', group: 'task', scope: 'task', words: t('carry'), keys: ['space'], isOnlyKeys: true,
      unavailable: reasons(scene, task).carry, run: () => void pickUp(scene, task.id) },
  ]
}

/** The keys of the mode that Space begins. */
export function carryCommands(): Command[] {
  const told = (name: string, words: string, ...keys: string[]): Command => ({
    id: `carry.${name}`, group: 'task', scope: 'task', words, keys, isOnlyKeys: true, isOnlyTold: true, run: () => {},
  })
  return [
    told('move', t('carry.move'), 'up', 'down', 'left', 'right'), told('drop', t('carry.drop'), 'space', 'enter'),
    told('cancel', t('carry.cancel'), 'escape'),
  ]
}

function reasons(scene: BoardScene, task: BoardTask) {
  const moves = scene.can('task.move', task)
  const changes = scene.can('task.update', task)
  return {
    carry: scene.mayCarry(task) ? undefined : reasonAgainst(scene, task, scene.grouping === 'status' ? 'move' : 'change'),
    move: moves ? undefined : reasonAgainst(scene, task, 'move'),
    change: changes ? undefined : reasonAgainst(scene, task, 'change'),
    rename: changes ? undefined : reasonAgainst(scene, task, 'rename'),
    archive: scene.can('task.archive', task) ? undefined : reasonAgainst(scene, task, 'archive'),
    trash: scene.can('task.delete', task) ? undefined : reasonAgainst(scene, task, 'delete'),
  }
}
