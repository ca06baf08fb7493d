// The actions of a card as a menu: everything that dragging and keys do is here too.
import Archive from '@lucide/svelte/icons/archive'
import CalendarDays from '@lucide/svelte/icons/calendar-days'
import CalendarStart from '@lucide/svelte/icons/calendar-arrow-up'
import Eye from '@lucide/svelte/icons/eye'
import Grip from '@lucide/svelte/icons/grip-vertical'
import Hash from '@lucide/svelte/icons/hash'
import Link from '@lucide/svelte/icons/link'
import FolderOutput from '@lucide/svelte/icons/folder-output'
import Merge from '@lucide/svelte/icons/merge'
import Move from '@lucide/svelte/icons/move-right'
import PanelRight from '@lucide/svelte/icons/panel-right'
import Pencil from '@lucide/svelte/icons/pencil'
import Plus from '@lucide/svelte/icons/plus'
import Select from '@lucide/svelte/icons/square-check'
import Signal from '@lucide/svelte/icons/signal'
import Tag from '@lucide/svelte/icons/tag'
import Trash from '@lucide/svelte/icons/trash-2'
import Clash from '@lucide/svelte/icons/triangle-alert'
import User from '@lucide/svelte/icons/user-round'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { Permission } from '../../../shared/permissions.ts'
import type { MenuEntry } from '../../ui/index.ts'
import { clashOf } from '../conflicts/clash-of.ts'
import { conflictInbox } from '../conflicts/conflict-inbox.svelte.ts'
import { t as ofConflicts } from '../conflicts/words.ts'
import { openMerge } from '../merges/open-merge.ts'
import { t as ofMerge } from '../merges/words.ts'
import { openTransfer } from '../transfers/open-transfer.ts'
import { t as ofTransfer } from '../transfers/words.ts'
import { toggleOf, toggleWatching, whyNotWatch } from '../watchers/watch.ts'
import { whyBarred } from './barrier-words.ts'
import { reasonAgainst, type Deed } from './board-actions.ts'
import { putAway } from '../bulk/put-away.ts'
import { copyLinks, moveAllToEnd } from './bulk-actions.ts'
import { addBelow, openPicker, pickUp, rename, select } from './board-keys.ts'
import type { BoardScene, PickerKind } from './board.scene.svelte.ts'
import { cardElement } from './card-elements.ts'
import { copyKeys, whyNoKey } from './commands/late/copy-keys.ts'
import { t as ofLate } from './commands/late/words.ts'
import { t as ofFirst } from './commands/words.ts'
import { t } from './words.ts'

/** The whole menu of a task, or of the selection that it is part of; what one may not do says whom to ask. */
export function cardMenu(scene: BoardScene, task: BoardTask): MenuEntry[] {
  const tasks = scene.selected.with(task)
  const single = tasks.length === 1
  const why = (permission: Permission, deed: Deed) =>
    (tasks.some((one) => scene.can(permission, one)) ? undefined : reasonAgainst(scene, task, deed))
  // The menu closes first and gives the focus back; what opens then must come after it.
  const later = (run: () => void) => () => void setTimeout(run, 30)
  const pick = (kind: PickerKind) => later(() => openPicker(scene, tasks, kind, cardElement(task.id) ?? undefined))
  const clash = single ? clashOf(scene.stores.conflicts.list, task.id) : undefined
  const moves = why('task.move', 'move')
  const changes = why('task.update', 'change')
  const watch = toggleOf(scene, tasks)
  return [
    ...(single ? [{ label: t('menu.open'), icon: PanelRight, onselect: later(() => scene.open(task)), keys: 'enter' }]
      : [{ heading: t('tasks', { count: tasks.length }) }]),
    { label: t(scene.selected.has(task.id) ? 'menu.unselect' : 'menu.select'), icon: Select, keys: 'X',
      onselect: () => select(scene, () => scene.selected.toggle(task.id)) },
    { label: t('menu.moveTo'), icon: Move, items: moves ? undefined : statusItems(scene, task, tasks), unavailable: moves },
    ...(hasKeys() && !scene.table ? [{ label: t('menu.carry'), icon: Grip, keys: 'space', unavailable: moves,
      onselect: later(() => carry(scene, task)) }] : []),
    ...(clash ? [{ label: ofConflicts('card.menu'), icon: Clash, onselect: later(() => conflictInbox.show(clash)) }] : []),
    { rule: true },
    ...(single ? [{ label: t('menu.rename'), icon: Pencil, keys: 'E', unavailable: why('task.update', 'rename'),
      onselect: later(() => rename(scene, task.id)) }] : []),
    ...(single && !scene.table ? [{ label: ofFirst('addBelow'), icon: Plus, keys: 'N', unavailable: scene.canCreate ? undefined : ofFirst('onlyManagers'),
      onselect: later(() => addBelow(scene, task)) }] : []),
    { label: t('menu.assignees'), icon: User, keys: 'A', unavailable: changes, onselect: pick('assignees') },
    { label: t('menu.priority'), icon: Signal, keys: 'P', unavailable: changes, onselect: pick('priority') },
    { label: t('menu.labels'), icon: Tag, keys: 'L', unavailable: changes, onselect: pick('labels') },
    { label: t('menu.due'), icon: CalendarDays, keys: 'D', unavailable: changes, onselect: pick('due') },
    { label: t('menu.start'), icon: CalendarStart, unavailable: changes, onselect: pick('start') },
    { rule: true },
    { label: watch.words, icon: Eye, keys: 'W', unavailable: whyNotWatch(tasks), onselect: () => void toggleWatching(scene, tasks, watch.wanted) },
    { label: ofTransfer('open'), icon: FolderOutput, unavailable: changes, onselect: later(() => void openTransfer(scene, tasks)) },
    { label: ofMerge('open'), icon: Merge, unavailable: changes, onselect: later(() => void openMerge(scene, tasks)) },
    { label: t('menu.copyLink', { count: tasks.length }), icon: Link, keys: 'Y', onselect: () => void copyLinks(scene, tasks) },
    { label: ofLate('copyKey', { count: tasks.length }), icon: Hash, keys: 'shift+y', unavailable: whyNoKey(tasks), onselect: () => void copyKeys(tasks) },
    { label: t('menu.archive'), icon: Archive, unavailable: why('task.archive', 'archive'),
      onselect: later(() => putAway(scene, tasks, 'archive')) },
    { label: t('menu.trash'), icon: Trash, keys: scene.table ? undefined : 'backspace', tone: 'danger', unavailable: why('task.delete', 'delete'),
      onselect: later(() => putAway(scene, tasks, 'trash')) },
  ]
}

const hasKeys = () => !matchMedia('(pointer: coarse)').matches

function carry(scene: BoardScene, task: BoardTask): void {
  scene.focus(task.id)
  requestAnimationFrame(() => pickUp(scene, task.id))
}

function statusItems(scene: BoardScene, task: BoardTask, tasks: readonly BoardTask[]): MenuEntry[] {
  const move = (statusId: string, end: 'top' | 'bottom') =>
    void (moveAllToEnd(scene, tasks, statusId, end) && scene.focus(task.id))
  const others = scene.statusColumnsFor(tasks).map(({ id, name }) => (
    { label: name, checked: tasks.every((task) => task.statusId === scene.ownStatus(task, id)), unavailable: whyBarred(scene, id, tasks),
      onselect: () => move(id, 'bottom') }
  ))
  return [
    ...others, { rule: true },
    { label: t('menu.top'), keys: 'mod+shift+home', onselect: () => move(task.statusId, 'top') },
    { label: t('menu.bottom'), keys: 'mod+shift+end', onselect: () => move(task.statusId, 'bottom') },
  ]
}
