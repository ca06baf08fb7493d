// What can be done on a board besides: looking otherwise, columns; and, while there is one, acting on a task.
import type { Command } from '../../../../shell/commands/commands.svelte.ts'
import { activityPanel } from '../../../activity/activity-panel.svelte.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'
import { address } from '../../address.svelte.ts'
import { chosen, select, toggleQuery, toggleTable } from '../../board-keys.ts'
import { collapseColumn, expandAllColumns } from '../../column-actions.ts'
import { taken } from '../first-commands.ts'
import { moreCommands } from './more-commands.ts'
import { carryCommands, moveCommands, taskCommands } from './task-commands.ts'
import { t } from './words.ts'

/** The commands of an open board. The task that they are about is the open one, else the focused one. */
export function boardCommands(scene: BoardScene): Command[] {
  return [
    ...aboutTask(scene),
    ...(address.isTable ? [] : columnCommands(scene)),
    ...moreCommands(scene, taken(scene)),
    ...(scene.isOfTeam ? [] : ofProject()),
    { id: 'board.query', group: 'board', scope: 'board', words: t('query'), keys: ['shift+f'], run: () => toggleQuery(scene) },
    ...(scene.openTaskId ? [{ id: 'board.close', group: 'board', scope: 'board', words: t('closeTask'),
      keys: ['escape'], run: () => scene.closeTask() } as const] : []),
    ...(!scene.openTaskId && scene.selected.count > 0 ? [{ id: 'board.clear-selection', group: 'board', scope: 'board',
      words: t('clearSelection'), keys: ['escape'], run: () => select(scene, () => scene.selected.clear()) } as const] : []),
    { id: 'board.panel', group: 'look', scope: 'board', words: scene.openTaskId ? t('closeTask') : t('openTask'), keys: [']'],
      run: () => togglePanel(scene) },
  ]
}

const ofProject = (): Command[] => [
  { id: 'board.view', group: 'look', scope: 'board', words: t(address.isTable ? 'asBoard' : 'asTable'), keys: ['v'], run: toggleTable },
  { id: 'board.activity', group: 'board', scope: 'board', words: t('activity'), run: () => activityPanel.show() },
]

/** The column that holds the focus, else that of the task that commands are about. */
function columnCommands(scene: BoardScene): Command[] {
  const command = (id: string, words: string, key: string, run: () => void): Command =>
    ({ id: `board.${id}`, group: 'look', scope: 'board', words, keys: [key], run })
  const column = (id: string | null) => scene.columns.find((one) => one.id === id)
  const open = column(scene.focusedColumnId) ?? column(scene.columnOf(scene.tabStopId ?? ''))
  return [
    ...(open && !open.isCollapsed
      ? [command('collapse', t('collapse'), 'shift+c', () => collapseColumn(scene, open.id))] : []),
    ...(scene.heads.some(({ isCollapsed }) => isCollapsed)
      ? [command('expand-all', t('expandAll'), 'shift+e', () => expandAllColumns(scene))] : []),
  ]
}

/** Closes the open task's panel, or opens that of the card in focus. */
function togglePanel(scene: BoardScene): void {
  const task = scene.store.task(scene.focusedId ?? scene.tabStopId ?? '')
  if (scene.openTaskId) scene.closeTask()
  else if (task) scene.open(task)
}

/** Without a task to act on they are only told, for whoever wants to know the keys. */
function aboutTask(scene: BoardScene): Command[] {
  const task = taken(scene)
  const any = task ?? scene.store.task(scene.tabStopId ?? '')
  if (!any) return []
  const list = [...taskCommands(scene, any), ...(address.isTable ? [] : [...moveCommands(scene, any), ...carryCommands()])]
  return task ? list : list.map((command) => ({ ...command, isOnlyKeys: true, isOnlyTold: true }))
}

/** The task that commands are about, as "WEB-12 Title"; null when there is none. */
export function boardSubject(scene: BoardScene): string | null {
  const task = taken(scene)
  if (scene.selected.count > 1) return t('takenMany', { count: scene.selected.count })
  const [only] = task ? chosen(scene, task) : []
  return only ? t('taken', { key: only.key, title: only.title }) : null
}
