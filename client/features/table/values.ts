// Values of cells as text, for copying, and texts as values, for pasting and typing.
import { locale } from '../../i18n/locale.svelte.ts'
import { priorities } from '../../../shared/features/priority.ts'
import type { BoardTask, TaskPatch } from '../../../shared/features/tasks.ts'
import { progressOf } from '../../../shared/progress.ts'
import { readEstimate, showMinutes } from '../../ui/durations.ts'
import { instantOf, parseDay, typedDayOf } from '../../ui/index.ts'
import type { BoardScene } from '../board/board.scene.svelte.ts'
import { t as ofBoard } from '../board/words.ts'
import { isFieldColumn, type ColumnName } from './columns.ts'
import { fieldPatch, fieldText } from './field-cells.ts'
import { fieldOf } from './field-columns.ts'

/** What is copied from a cell, and what it says where it shows no more than text. */
export function cellText(scene: BoardScene, task: BoardTask, column: ColumnName): string {
  if (isFieldColumn(column)) {
    const field = fieldOf(scene, column)
    return field ? fieldText(scene, field, task) : ''
  }
  switch (column) {
    case 'key': return task.key
    case 'project': return scene.stores.organizations.project(task.projectId)?.name ?? ''
    case 'title': return task.title
    case 'status': return scene.statusById.get(task.statusId)?.name ?? ''
    case 'assignees': return task.assigneeIds.map((id) => scene.member(id)?.name ?? '').filter(Boolean).join(', ')
    case 'priority': return task.priority === 'none' ? '' : ofBoard(`filter.option.${task.priority}`)
    case 'labels': return scene.labelsOf(task).map(({ name }) => name).join(', ')
    case 'due': return dayText(scene, task.dueAt)
    case 'start': return dayText(scene, task.startAt)
    case 'progress': return String(progressOf(task))
    case 'time': return task.estimateMinutes === null ? '' : showMinutes(task.estimateMinutes)
    case 'points': return task.estimatePoints === null ? '' : String(task.estimatePoints)
    case 'checklist': return task.checklistTotal > 0 ? `${task.checklistDone}/${task.checklistTotal}` : ''
    case 'comments': return task.commentCount > 0 ? locale.number(task.commentCount) : ''
    case 'links': return task.attachmentCount > 0 ? locale.number(task.attachmentCount) : ''
    case 'creator': return task.createdById === null ? '' : scene.member(task.createdById)?.name ?? ''
    case 'created': return dayText(scene, task.createdAt)
    case 'updated': return dayText(scene, task.updatedAt)
  }
}

const dayText = (scene: BoardScene, at: string | null) => (at === null ? '' : typedDayOf(at, scene.zone).replace('T', ' '))

/** What a text changes of tasks; null where it means nothing there. */
export function patchFrom(scene: BoardScene, column: ColumnName, text: string, tasks: readonly BoardTask[]): TaskPatch | null {
  const field = fieldOf(scene, column)
  if (field) return tasks.every(({ projectId }) => projectId === field.projectId) ? fieldPatch(scene, field, text) : null
  const typed = text.trim()
  switch (column) {
    case 'title': return typed === '' ? null : { title: typed.replace(/\s+/g, ' ').slice(0, 500) }
    case 'status': return patchOf('statusId', named(scene.statusColumnsFor(tasks), typed)?.id)
    case 'priority': return patchOf('priority', typed === '' ? 'none' : priorities.find((one) => isSame(one, typed) || isSame(ofBoard(`filter.option.${one}`), typed)))
    case 'assignees': return patchOf('assigneeIds', idsOf(scene.assignable, typed))
    case 'labels': return patchOf('labelIds', idsOf(scene.labelsFor(tasks), typed))
    case 'due': return timeFrom(scene, 'dueAt', typed)
    case 'start': return timeFrom(scene, 'startAt', typed)
    case 'progress': return progressFrom(typed)
    case 'time': return patchOf('estimateMinutes', readEstimate('minutes', typed))
    case 'points': return patchOf('estimatePoints', readEstimate('points', typed))
    default: return null
  }
}

const patchOf = <F extends keyof TaskPatch>(field: F, value: TaskPatch[F] | undefined): TaskPatch | null => (value === undefined ? null : { [field]: value })

const isSame = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: 'base' }) === 0
const named = <T extends { name: string }>(all: readonly T[], name: string) => all.find((one) => isSame(one.name, name))

/** Names with commas between them; undefined when one of them is nobody's. */
function idsOf(all: readonly { id: string; name: string }[], typed: string): string[] | undefined {
  const found = typed.split(',').map((name) => name.trim()).filter(Boolean).map((name) => named(all, name)?.id)
  return found.includes(undefined) ? undefined : [...new Set(found as string[])]
}

function timeFrom(scene: BoardScene, field: 'dueAt' | 'startAt', typed: string): TaskPatch | null {
  if (typed === '') return { [field]: null }
  const day = parseDay(typed.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/, '$1T$2'), scene.today, locale.tag)
  return day === null ? null : { [field]: instantOf(day, scene.zone) }
}

function progressFrom(typed: string): TaskPatch | null {
  const number = typed === '' ? 0 : Number(typed.replace(/\s*%$/, ''))
  return Number.isInteger(number) && number >= 0 && number <= 100 ? { progress: number } : null
}
