// What the palette offers after "Move to…", "Assign to…" and the like.
import { priorities } from '../../../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../../../shared/features/tasks.ts'
import type { Command } from '../../../../shell/commands/commands.svelte.ts'
import { instantOf, parseDay, typedDayOf } from '../../../../ui/index.ts'
import { moveAllToEnd, patchAll, patchLists, sharedBy } from '../../bulk-actions.ts'
import { whyBarred } from '../../barrier-words.ts'
import type { BoardScene } from '../../board.scene.svelte.ts'
import { t } from './words.ts'

const choice = (id: string, words: string, isSet: boolean, run: () => void, also = ''): Command =>
  ({ id, words, isSet, run, also, group: 'task', scope: 'task' })
const toggled = (ids: readonly string[], id: string) => (ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id])

export function statusChoices(scene: BoardScene, tasks: readonly BoardTask[]): Command[] {
  const move = (statusId: string) => void (moveAllToEnd(scene, tasks, statusId, 'bottom') && tasks[0] && scene.focus(tasks[0].id))
  return scene.statusColumnsFor(tasks).map(({ id, name }) => (
    { ...choice(id, name, tasks.every((task) => task.statusId === scene.ownStatus(task, id)), () => move(id)), unavailable: whyBarred(scene, id, tasks) }
  ))
}

export function assigneeChoices(scene: BoardScene, tasks: readonly BoardTask[]): Command[] {
  const shared = sharedBy(tasks, 'assigneeIds')
  return scene.assignable.filter(({ status }) => status === 'active').map(({ id, name }) => choice(
    id, id === scene.meId ? t('you', { name }) : name, shared.includes(id),
    () => patchLists(scene, tasks, 'assigneeIds', shared, toggled(shared, id)),
  ))
}

export function labelChoices(scene: BoardScene, tasks: readonly BoardTask[]): Command[] {
  const shared = sharedBy(tasks, 'labelIds')
  return scene.labelsFor(tasks).map(({ id, name }) => choice(
    id, name, shared.includes(id), () => patchLists(scene, tasks, 'labelIds', shared, toggled(shared, id)),
  ))
}

export function priorityChoices(scene: BoardScene, tasks: readonly BoardTask[]): Command[] {
  return priorities.toReversed().map((priority) => choice(
    priority, t(`priority.${priority}`), tasks.every((task) => task.priority === priority),
    () => patchAll(scene, tasks, () => ({ priority })),
  ))
}

export function dayChoices(scene: BoardScene, tasks: readonly BoardTask[], field: 'dueAt' | 'startAt'): Command[] {
  const days: [string, string | null][] = [
    [t('due.today'), scene.today], [t('due.tomorrow'), parseDay('tomorrow', scene.today)],
    [t('due.nextWeek'), parseDay('next week', scene.today)], [t('none'), null],
  ]
  const patch = (day: string | null): TaskPatch => ({ [field]: day && instantOf(day, scene.zone) })
  return days.map(([words, day]) => choice(
    words, words, tasks.every(({ [field]: at }) => day === (at && typedDayOf(at, scene.zone))),
    () => patchAll(scene, tasks, () => patch(day)),
  ))
}
