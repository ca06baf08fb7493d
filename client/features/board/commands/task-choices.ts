// What the palette offers after "Move to…", "Assign to…" and the like.
import { priorities } from '../../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../../shared/features/tasks.ts'
import type { Command } from '../../../shell/commands/commands.svelte.ts'
import { instantOf, parseDay, typedDayOf } from '../../../ui/index.ts'
import { moveToEnd, patchTask } from '../board-actions.ts'
import type { BoardScene } from '../board.scene.svelte.ts'
import { t } from './words.ts'

const choice = (id: string, words: string, isSet: boolean, run: () => void, also = ''): Command =>
  ({ id, words, isSet, run, also, group: 'task', scope: 'task' })
const toggled = (ids: readonly string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id])

export function statusChoices(scene: BoardScene, task: BoardTask): Command[] {
  const move = (statusId: string) => void (moveToEnd(scene, task.id, statusId, 'bottom') && scene.focus(task.id))
  return scene.statusColumns.map(({ id, name }) => choice(id, name, id === task.statusId, () => move(id)))
}

export function assigneeChoices(scene: BoardScene, task: BoardTask): Command[] {
  return scene.assignable.filter(({ status }) => status === 'active').map(({ id, name }) => choice(
    id, id === scene.meId ? t('you', { name }) : name, task.assigneeIds.includes(id),
    () => patchTask(scene, task.id, { assigneeIds: toggled(task.assigneeIds, id) }),
  ))
}

export function labelChoices(scene: BoardScene, task: BoardTask): Command[] {
  return [...(scene.store.view?.labels.values() ?? [])].map(({ id, name }) => choice(
    id, name, task.labelIds.includes(id), () => patchTask(scene, task.id, { labelIds: toggled(task.labelIds, id) }),
  ))
}

export function priorityChoices(scene: BoardScene, task: BoardTask): Command[] {
  return priorities.toReversed().map((priority) => choice(
    priority, t(`priority.${priority}`), task.priority === priority, () => patchTask(scene, task.id, { priority }),
  ))
}

export function dueChoices(scene: BoardScene, task: BoardTask): Command[] {
  const days: [string, string | null][] = [
    [t('due.today'), scene.today], [t('due.tomorrow'), parseDay('tomorrow', scene.today)],
    [t('due.nextWeek'), parseDay('next week', scene.today)], [t('none'), null],
  ]
  const patch = (day: string | null): TaskPatch => ({ dueAt: day && instantOf(day, scene.zone) })
  return days.map(([words, day]) => choice(
    words, words, day === (task.dueAt && typedDayOf(task.dueAt, scene.zone)),
    () => patchTask(scene, task.id, patch(day)),
  ))
}
