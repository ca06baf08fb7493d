// What can be done to a task of a board, or to the selected ones, each with the key it has on a focused card.
import type { BoardTask } from '../../../../../shared/features/tasks.ts'
import type { Command } from '../../../../shell/commands/commands.svelte.ts'
import type { Permission } from '../../../../../shared/permissions.ts'
import { reasonAgainst, type Deed } from '../../board-actions.ts'
import { putAway } from '../../../bulk/put-away.ts'
import { copyLinks } from '../../bulk-actions.ts'
import { asSeen, assignMe, chosen, directMove, extendTo, openMenu, openPicker, select } from '../../board-keys.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'
import type { Step } from '../../places.ts'
import { copyKeys, whyNoKey } from './copy-keys.ts'
import { goInto, type Place } from './into-panel.ts'
import { toggleOf, toggleWatching, whyNotWatch } from '../../../watchers/watch.ts'
import { assigneeChoices, dayChoices, labelChoices, priorityChoices, statusChoices } from './task-choices.ts'
import { t } from './words.ts'

export function taskCommands(scene: BoardScene, task: BoardTask): Command[] {
  const { id } = task
  const tasks = chosen(scene, task)
  const isMine = tasks.every(({ assigneeIds }) => assigneeIds.includes(scene.meId ?? ''))
  const may = reasons(scene, tasks)
  const one = (name: string, words: string, keys: string[], run: Command['run'], more: Partial<Command> = {}): Command =>
    ({ id: `task.${name}`, group: 'task', scope: 'task', words, keys, run, ...more })
  // The panel of the open task has commands of its own for the palette.
  const inPanel = (name: string, words: string, key: string, place: Place, no: string | undefined) => one(name, words, [key], () => void goInto(scene, task, place),
    { unavailable: tasks.length > 1 ? t('onlyOne') : no, isOnlyKeys: scene.openTaskId === id })
  return [
    one('open', t('open'), ['enter'], () => scene.open(task), { isOnlyTold: true }),
    one('status', t('status'), ['s'], () => openPicker(scene, tasks, 'status'),
      { unavailable: may.move, choices: () => statusChoices(scene, tasks) }),
    one('assignees', t('assignees'), ['a'], () => openPicker(scene, tasks, 'assignees'),
      { unavailable: may.change, choices: () => assigneeChoices(scene, tasks) }),
    one('assign-me', isMine ? t('unassignMe') : t('assignMe'), ['i'], () => assignMe(scene, tasks),
      { unavailable: may.change }),
    one('priority', t('priority'), ['p'], () => openPicker(scene, tasks, 'priority'),
      { unavailable: may.change, choices: () => priorityChoices(scene, tasks) }),
    one('labels', t('labels'), ['l'], () => openPicker(scene, tasks, 'labels'),
      { unavailable: may.change, choices: () => labelChoices(scene, tasks) }),
    one('due', t('due'), ['d'], () => openPicker(scene, tasks, 'due'),
      { unavailable: may.change, choices: () => dayChoices(scene, tasks, 'dueAt') }),
    one('start', t('start'), [], () => openPicker(scene, tasks, 'start'),
      { unavailable: may.change, choices: () => dayChoices(scene, tasks, 'startAt') }),
    one('watch', toggleOf(scene, tasks).words, ['w'], () => void toggleWatching(scene, tasks), { unavailable: whyNotWatch(tasks) }),
    inPanel('time', t('time'), 't', '[data-log-time]', scene.can('time.log', task) ? undefined : t('timer.no')),
    inPanel('comment', t('comment'), 'm', '[data-composer]', scene.can('comment.create', task) ? undefined : t('comment.no')),
    one('copy-link', t('copyLink'), ['y'], () => void copyLinks(scene, tasks)),
    one('copy-key', t('copyKey', { count: tasks.length }), ['shift+y'], () => void copyKeys(tasks), { unavailable: whyNoKey(tasks) }),
    one('archive', t('archive'), [], () => putAway(scene, tasks, 'archive'), { unavailable: may.archive }),
    one('trash', t('trash'), ['backspace', 'delete'], () => putAway(scene, tasks, 'trash'), { unavailable: may.trash }),
    one('select', t(scene.selected.has(id) ? 'unselect' : 'select'), ['x'],
      () => select(scene, () => scene.selected.toggle(id))),
    one('select-column', t('selectColumn'), ['mod+a'], () => select(scene, () => scene.selected.addColumn(id))),
    one('extend-up', t('extendUp'), ['shift+up'], () => extendTo(scene, id, 'up'), { isOnlyKeys: true }),
    one('extend-down', t('extendDown'), ['shift+down'], () => extendTo(scene, id, 'down'), { isOnlyKeys: true }),
    one('menu', t('menu'), ['.', 'shift+f10', 'contextmenu'], () => openMenu(id), { isOnlyKeys: true }),
  ]
}

/** Moving by keys at once: one place, one column, or to an end. */
export function moveCommands(scene: BoardScene, task: BoardTask): Command[] {
  const move = (to: Step, words: string, key: string): Command => ({
    id: `task.move-${to}`, group: 'task', scope: 'task', words, keys: [`mod+shift+${key}`],
    unavailable: reasons(scene, [task]).carry, run: () => directMove(scene, task.id, to),
  })
  return [
    move('up', t('move.up'), 'up'), move('down', t('move.down'), 'down'), move('left', t('move.left'), asSeen('left')),
    move('right', t('move.right'), asSeen('right')), move('first', t('move.first'), 'home'), move('last', t('move.last'), 'end'),
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

/** Why none of the tasks may be changed; undefined when some may. */
function reasons(scene: BoardScene, tasks: readonly BoardTask[]) {
  const why = (permission: Permission, deed: Deed) =>
    (tasks.some((task) => scene.can(permission, task)) || !tasks[0] ? undefined : reasonAgainst(scene, tasks[0], deed))
  return {
    carry: scene.grouping === 'status' ? why('task.move', 'move') : why('task.update', 'change'),
    move: why('task.move', 'move'), change: why('task.update', 'change'),
    archive: why('task.archive', 'archive'), trash: why('task.delete', 'delete'),
  }
}
