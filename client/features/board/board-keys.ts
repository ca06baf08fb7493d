// The board by keyboard: going between cards, and the mode in which arrows move a task. Which key does what is in
// commands/.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { announce, announcer } from '../../ui/index.ts'
import { address } from './address.svelte.ts'
import { barrierText } from './barrier-words.ts'
import type { BoardScene, ColumnView, PickerKind } from './board.scene.svelte.ts'
import { cardElement, columnElement } from './card-elements.ts'
import { refuse } from './board-actions.ts'
import { moveAll, patchAll } from './bulk-actions.ts'
import type { Spot } from './hand.svelte.ts'
import { groupedSpot, landing, regroupByStep, tellOrder } from './regroup.ts'
import { cancelledAt, hasCards, heldOf, pickedUp, steppedTo, stepSpot, type Step } from './places.ts'
import { t } from './words.ts'

const steps: Record<string, Step> = {
  ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last', k: 'up',
  j: 'down',
}

/** The way in the list of columns that an arrow means: from right to left it is the other one. */
export function asSeen<S extends string>(to: S): S {
  if (document.documentElement.dir !== 'rtl') return to
  return ({ left: 'right', right: 'left' }[to as string] ?? to) as S
}

/** While a task is carried by keys every key is about it; answers whether it was one of the mode's. */
export function boardKey(scene: BoardScene, event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey || !scene.hand.isHolding || scene.hand.by !== 'keys') return false
  return holdingKey(scene, event)
}

/** Goes to the card one step further. */
export function step(scene: BoardScene, taskId: string, to: Step): void {
  const next = scene.neighbour(taskId, to)
  if (next) scene.focus(next.taskId, next.columnId)
}

/** Takes the next card into the range that began where one was, and goes there. */
export function extendTo(scene: BoardScene, taskId: string, to: 'up' | 'down'): void {
  const next = scene.neighbour(taskId, to)
  select(scene, () => scene.selected.extend(taskId, next?.taskId ?? taskId))
  if (next) scene.focus(next.taskId, next.columnId)
}

/** Changes the selection and says how many are in it. */
export function select(scene: BoardScene, change: () => void): void {
  change()
  announce(t('selected', { count: scene.selected.count }), 'assertive')
}

/** What keys act on: the selection when there is one, else the focused task. */
export const chosen = (scene: BoardScene, task: BoardTask): readonly BoardTask[] =>
  (scene.selected.count > 0 ? scene.selected.tasks : [task])

/** Goes to the top of the first or last column that has tasks. */
export function goToColumn(scene: BoardScene, end: 'first' | 'last'): void {
  const filled = scene.columns.filter(hasCards)
  const column = filled.at(end === 'first' ? 0 : -1)
  if (column) scene.focus(column.tasks[0]!.id, column.id)
}

export function rename(scene: BoardScene, taskId: string): void {
  const task = scene.store.task(taskId)
  if (!task) return
  if (!scene.can('task.update', task)) refuse(scene, task, 'rename')
  else if (scene.table) void scene.table.rename(taskId)
  else scene.renamingId = taskId
}

export function assignMe(scene: BoardScene, tasks: readonly BoardTask[]): void {
  const me = scene.meId
  if (!me) return
  const all = tasks.every(({ assigneeIds }) => assigneeIds.includes(me))
  patchAll(scene, tasks, ({ assigneeIds: ids }) => {
    if (ids.includes(me) !== all) return null
    return { assigneeIds: all ? ids.filter((id) => id !== me) : [...ids, me] }
  })
}

/** Opens a picker beside what asked for it, else beside the card that has the focus or is the first of them. */
export function openPicker(scene: BoardScene, tasks: readonly BoardTask[], kind: PickerKind, beside?: HTMLElement): void {
  const focused = tasks.find(({ id }) => id === scene.focusedId) ?? tasks[0]
  const anchor = beside ?? (focused && cardElement(focused.id)) ?? cardElement(scene.tabStopId ?? '')
  if (!focused || !anchor) return
  const permission = kind === 'status' ? 'task.move' : 'task.update'
  if (tasks.some((task) => scene.can(permission, task))) scene.picker = { taskIds: tasks.map(({ id }) => id), kind, anchor }
  else refuse(scene, focused, kind === 'status' ? 'move' : 'change')
}

export function openMenu(taskId: string): void {
  const card = cardElement(taskId)
  if (!card) return
  const { left, top } = card.getBoundingClientRect()
  const at = { bubbles: true, cancelable: true, clientX: left + 24, clientY: top + 28 }
  card.dispatchEvent(new MouseEvent('contextmenu', at))
}

/** Moves a task, or the selection that it is part of, one place or column at once. */
export function directMove(scene: BoardScene, taskId: string, to: Step): void {
  if (scene.grouping !== 'status') return regroupByStep(scene, taskId, to)
  const task = scene.store.task(taskId)
  const tasks = task ? scene.selected.with(task) : []
  const ids = tasks.map(({ id }) => id)
  const spot = groupedSpot(scene, taskId, ids)
  const next = spot && further(scene, rowOf(scene, spot.columnId), ids, spot, to)
  if (next && moveAll(scene, tasks, next)) scene.focus(taskId, next.columnId)
}

/** The columns that left and right lead through. */
const rowOf = (scene: BoardScene, columnId: string): readonly ColumnView[] => scene.lanes?.row(columnId) ?? scene.columns

/** The place one step further among the columns that take what is moved. */
const further = ({ lanes }: BoardScene, open: readonly ColumnView[], ids: readonly string[], spot: Spot, to: Step): Spot =>
  (lanes ? lanes.step(open, ids, spot, to) : stepSpot(open, ids, spot, to))

export function pickUp(scene: BoardScene, taskId: string): true {
  const task = scene.store.task(taskId)
  if (!task) return true
  if (!scene.mayCarry(task)) return refuse(scene, task, scene.grouping === 'status' ? 'move' : 'change') || true
  const tasks = scene.selected.with(task)
  const ids = tasks.map(({ id }) => id)
  const spot = groupedSpot(scene, taskId, ids)
  if (!spot) return true
  scene.hand.pickUp(taskId, ids, spot, 'keys')
  announcer.hold()
  announce(pickedUp(scene.columns, heldOf(tasks), spot), 'assertive')
  return true
}

/** Arrows change the place, Space and Enter drop, everything that leaves puts back. Nothing is sent before the drop. */
function holdingKey(scene: BoardScene, event: KeyboardEvent): boolean {
  const { hand, columns } = scene
  const tasks = heldTasks(scene)
  if (!scene.store.task(hand.taskId ?? '') || !hand.spot) {
    endHolding(scene)
    announce(t('move.gone'), 'assertive')
    return true
  }
  const to = steps[event.key] && asSeen(steps[event.key]!)
  if (to) {
    if (scene.grouping !== 'status' && to !== 'left' && to !== 'right') return tellOrder()
    const held = heldOf(tasks)
    const from = hand.spot
    const row = rowOf(scene, from.columnId)
    const open = row.filter(({ id }) => id === from.columnId || !scene.barriers.held.has(id))
    const next = further(scene, open, held.ids, from, to)
    const spot = scene.grouping === 'status' || !tasks[0] ? next : { ...next, index: landing(scene, next.columnId, tasks[0], held.ids) }
    announce([...skipped(scene, row, from.columnId, spot.columnId, to), steppedTo(columns, held, spot, from)].join(' '), 'assertive')
    hand.over(spot)
    // Lanes show the place themselves: it can be in one that is not drawn yet.
    if (!scene.lanes) columnElement(spot.columnId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    return true
  }
  if (event.key === ' ' || event.key === 'Enter') drop(scene, tasks)
  else if (event.key === 'Escape' || event.key === 'Tab') cancelHolding(scene)
  return event.key !== 'Tab'
}

/** Why columns were passed over on the way to a place, a sentence for each; all to the edge where there was no other. */
function skipped(scene: BoardScene, row: readonly ColumnView[], fromId: string, toId: string, to: Step): string[] {
  if (to !== 'left' && to !== 'right') return []
  const way = to === 'left' ? row.toReversed() : row
  const place = (columnId: string) => way.findIndex(({ id }) => id === columnId)
  const passed = way.slice(place(fromId) + 1, toId === fromId ? undefined : place(toId))
  return passed.flatMap(({ id, status }) => {
    const barrier = scene.barriers.held.get(id)
    return barrier && status ? [barrierText(scene, status.id, barrier)] : []
  })
}

/** Those of the held tasks that are still there. */
const heldTasks = (scene: BoardScene) => scene.hand.taskIds.flatMap((id) => scene.store.task(id) ?? [])

function drop(scene: BoardScene, tasks: readonly BoardTask[]): void {
  const { spot, hasMoved, taskId } = scene.hand
  if (!hasMoved) return cancelHolding(scene)
  endHolding(scene)
  if (spot && moveAll(scene, tasks, spot) && taskId) scene.focus(taskId, spot.columnId)
}

export function cancelHolding(scene: BoardScene): void {
  const { hand, columns } = scene
  const tasks = heldTasks(scene)
  const { origin } = hand
  endHolding(scene)
  if (tasks.length > 0 && origin) announce(cancelledAt(columns, heldOf(tasks), origin), 'assertive')
}

function endHolding(scene: BoardScene): void {
  scene.hand.letGo()
  announcer.release()
}

export function newTask(scene: BoardScene): true {
  const focused = scene.store.task(scene.focusedId ?? '')
  const first = scene.heads.find(({ status }) => status?.category === 'todo') ?? scene.heads[0]
  const columnId = columnInView(scene) ?? (focused && scene.columnOf(focused.id)) ?? (first && cellOf(scene, first.id))
  if (scene.canCreate && columnId) addTo(scene, columnId)
  return true
}

/** Opens the field for a new task at the foot of a column, or of a cell, and those with it. */
export function addTo(scene: BoardScene, columnId: string): void {
  (scene.lanes ?? scene.collapsed).expand(columnId)
  scene.adding = { columnId }
}

/** The same right under a task. */
export const addBelow = (scene: BoardScene, task: BoardTask): void => void (scene.adding = { columnId: scene.columnOf(task.id) ?? task.statusId, afterTaskId: task.id })

/** Where a new task of a column goes that has lanes. */
export const cellOf = (scene: BoardScene, columnId: string): string => scene.lanes?.cellIn(columnId) ?? columnId

/** On a phone one column fills the screen, and that is where one adds. */
function columnInView(scene: BoardScene): string | undefined {
  const board = document.querySelector<HTMLElement>('[data-board]')
  if (!board || !matchMedia('(max-width: 699px)').matches) return undefined
  const head = scene.heads[Math.round(Math.abs(board.scrollLeft) / Math.max(1, board.clientWidth))]?.id
  return head && cellOf(scene, head)
}

/** Opens the field for a filter in the filter language, or takes it away with its filter. */
export function toggleQuery(scene: BoardScene): void {
  const isOpen = scene.queryShown || address.query !== ''
  scene.queryShown = !isOpen
  if (isOpen) address.set('filter', null)
}

/** Cards or rows. */
export const toggleTable = (): void => address.set('view', address.isTable ? null : 'table', false)

/** To the filter's field. */
export function focusFilter(): void {
  document.querySelector<HTMLElement>('[data-filter-field]')?.focus()
}
