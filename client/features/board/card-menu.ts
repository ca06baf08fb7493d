// The actions of a card as a menu: everything that dragging and keys do is here too.
import Archive from '@lucide/svelte/icons/archive'
import CalendarDays from '@lucide/svelte/icons/calendar-days'
import Grip from '@lucide/svelte/icons/grip-vertical'
import Link from '@lucide/svelte/icons/link'
import Move from '@lucide/svelte/icons/move-right'
import Pencil from '@lucide/svelte/icons/pencil'
import Signal from '@lucide/svelte/icons/signal'
import Tag from '@lucide/svelte/icons/tag'
import Trash from '@lucide/svelte/icons/trash-2'
import User from '@lucide/svelte/icons/user-round'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import type { MenuEntry } from '../../ui/index.ts'
import { archive, copyLink, moveToEnd, moveToTrash, reasonAgainst, type Deed } from './board-actions.ts'
import { openPicker, pickUp } from './board-keys.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import { t } from './words.ts'

/** The whole menu of a task; what one may not do says whom to ask. */
export function cardMenu(scene: BoardScene, task: BoardTask): MenuEntry[] {
  const moves = scene.can('task.move', task)
  const changes = scene.can('task.update', task)
  const why = (allowed: boolean, deed: Deed) => (allowed ? undefined : reasonAgainst(scene, task, deed))
  // The menu closes first and gives the focus back; what opens then must come after it.
  const later = (run: () => void) => () => void setTimeout(run, 30)
  return [
    { label: t('menu.open'), onselect: later(() => scene.open(task)), keys: 'enter' },
    { label: t('menu.moveTo'), icon: Move, items: moves ? statusItems(scene, task) : undefined,
      unavailable: why(moves, 'move') },
    ...(hasKeys() ? [{ label: t('menu.carry'), icon: Grip, keys: 'space', unavailable: why(moves, 'move'),
      onselect: later(() => carry(scene, task)) }] : []),
    { rule: true },
    { label: t('menu.rename'), icon: Pencil, keys: 'E', unavailable: why(changes, 'rename'),
      onselect: later(() => (scene.renamingId = task.id)) },
    { label: t('menu.assignees'), icon: User, keys: 'A', unavailable: why(changes, 'change'),
      onselect: later(() => openPicker(scene, task.id, 'assignees')) },
    { label: t('menu.priority'), icon: Signal, keys: 'P', unavailable: why(changes, 'change'),
      onselect: later(() => openPicker(scene, task.id, 'priority')) },
    { label: t('menu.labels'), icon: Tag, keys: 'L', unavailable: why(changes, 'change'),
      onselect: later(() => openPicker(scene, task.id, 'labels')) },
    { label: t('menu.due'), icon: CalendarDays, keys: 'D', unavailable: why(changes, 'change'),
      onselect: later(() => openPicker(scene, task.id, 'due')) },
    { rule: true },
    { label: t('menu.copyLink'), icon: Link, keys: 'Y', onselect: () => void copyLink(scene, task) },
    { label: t('menu.archive'), icon: Archive, unavailable: why(scene.can('task.archive', task), 'archive'),
      onselect: later(() => archive(scene, task)) },
    {
      label: t('menu.trash'), icon: Trash, keys: 'backspace', tone: 'danger', unavailable: why(scene.can('task.delete',
        task), 'delete'),
      onselect: later(() => moveToTrash(scene, task)),
    },
  ]
}

const hasKeys = () => !matchMedia('(pointer: coarse)').matches

function carry(scene: BoardScene, task: BoardTask): void {
  scene.focus(task.id)
  requestAnimationFrame(() => pickUp(scene, task.id))
}

function statusItems(scene: BoardScene, task: BoardTask): MenuEntry[] {
  const move = (statusId: string, end: 'top' | 'bottom') =>
    void (moveToEnd(scene, task.id, statusId, end) && scene.focus(task.id))
  const others = scene.statusColumns.map(({ id, name }) => (
    { label: name, checked: id === task.statusId, onselect: () => move(id, 'bottom') }
  ))
  return [
    ...others, { rule: true },
    { label: t('menu.top'), keys: 'mod+shift+home', onselect: () => move(task.statusId, 'top') },
    { label: t('menu.bottom'), keys: 'mod+shift+end', onselect: () => move(task.statusId, 'bottom') },
  ]
}
