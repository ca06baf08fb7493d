// The board by keyboard: going between cards, and the mode in which arrows move a task. Which key does what is in
// commands/.
import { announce, announcer } from '../../ui/index.ts'
import { cardElement, type BoardScene, type PickerKind } from './board.scene.svelte.ts'
import { moveTo, patchTask, refuse } from './board-actions.ts'
import { groupedSpot, regroupByStep, tellOrder } from './regroup.ts'
import { cancelledAt, neighbourIn, pickedUp, spotOf, steppedTo, stepSpot, type Step } from './places.ts'
import { t } from './words.ts'

const steps: Record<string, Step> = {
  ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last', k: 'up',
  j: 'down',
}

/** While a task is carried by keys every key is about it; answers whether it was one of the mode's. */
export function boardKey(scene: BoardScene, event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey || !scene.hand.isHolding || scene.hand.by !== 'keys') return false
  return holdingKey(scene, event)
}

/** Goes to the card one step further. */
export function step(scene: BoardScene, taskId: string, to: Step): void {
  const next = neighbourIn(scene.columns, scene.columnOf(taskId) ?? '', taskId, to)
  if (next) scene.focus(next.taskId, next.columnId)
}

/** Goes to the top of the first or last column that has tasks. */
export function goToColumn(scene: BoardScene, end: 'first' | 'last'): void {
  const filled = scene.columns.filter(({ tasks }) => tasks.length > 0)
  const column = filled.at(end === 'first' ? 0 : -1)
  if (column) scene.focus(column.tasks[0]!.id, column.id)
}

export function rename(scene: BoardScene, taskId: string): void {
  const task = scene.store.task(taskId)
  if (!task) return
  if (scene.can('task.update', task)) scene.renamingId = taskId
  else refuse(scene, task, 'rename')
}

export function assignMe(scene: BoardScene, taskId: string): void {
  const ids = scene.store.task(taskId)?.assigneeIds ?? []
  const me = scene.meId
  if (me) patchTask(scene, taskId, { assigneeIds: ids.includes(me) ? ids.filter((id) => id !== me) : [...ids, me] })
}

export function openPicker(scene: BoardScene, taskId: string, kind: PickerKind): void {
  const task = scene.store.task(taskId)
  const anchor = cardElement(taskId)
  if (!task || !anchor) return
  const allowed = scene.can(kind === 'status' ? 'task.move' : 'task.update', task)
  if (allowed) scene.picker = { taskId, kind, anchor }
  else refuse(scene, task, kind === 'status' ? 'move' : 'change')
}

export function openMenu(taskId: string): void {
  const card = cardElement(taskId)
  if (!card) return
  const { left, top } = card.getBoundingClientRect()
  const at = { bubbles: true, cancelable: true, clientX: left + 24, clientY: top + 28 }
  card.dispatchEvent(new MouseEvent('contextmenu', at))
}

/** Moves a task one place or column at once. */
export function directMove(scene: BoardScene, taskId: string, to: Step): void {
  if (scene.grouping !== 'status') return regroupByStep(scene, taskId, to)
  const spot = spotOf(scene.columns, taskId)
  if (spot && moveTo(scene, taskId, stepSpot(scene.columns, taskId, spot, to))) scene.focus(taskId)
}

export function pickUp(scene: BoardScene, taskId: string): true {
  const task = scene.store.task(taskId)
  const spot = scene.grouping === 'status' ? spotOf(scene.columns, taskId) : groupedSpot(scene, taskId)
  if (!task || !spot) return true
  if (!scene.mayCarry(task)) return refuse(scene, task, scene.grouping === 'status' ? 'move' : 'change') || true
  scene.hand.pickUp(taskId, spot, 'keys')
  announcer.hold()
  announce(pickedUp(scene.columns, task, spot), 'assertive')
  return true
}

/** Arrows change the place, Space and Enter drop, everything that leaves puts back. Nothing is sent before the drop. */
function holdingKey(scene: BoardScene, event: KeyboardEvent): boolean {
  const { hand, columns } = scene
  const task = scene.store.task(hand.taskId ?? '')
  if (!task || !hand.spot) {
    endHolding(scene)
    announce(t('move.gone'), 'assertive')
    return true
  }
  const to = steps[event.key]
  if (to) {
    if (scene.grouping !== 'status' && to !== 'left' && to !== 'right') return tellOrder()
    const next = stepSpot(columns, task.id, hand.spot, to)
    const spot = scene.grouping === 'status' ? next : { ...next, index: scene.landing(next.columnId, task) }
    announce(steppedTo(columns, task, spot, hand.spot), 'assertive')
    hand.over(spot)
    scene.lists.get(spot.columnId)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    return true
  }
  if (event.key === ' ' || event.key === 'Enter') drop(scene, task.id)
  else if (event.key === 'Escape' || event.key === 'Tab') cancelHolding(scene)
  return event.key !== 'Tab'
}

function drop(scene: BoardScene, taskId: string): void {
  const { spot } = scene.hand
  const moved = scene.hand.hasMoved
  if (!moved) return cancelHolding(scene)
  endHolding(scene)
  if (spot && moveTo(scene, taskId, spot)) scene.focus(taskId)
}

export function cancelHolding(scene: BoardScene): void {
  const { hand, columns } = scene
  const task = scene.store.task(hand.taskId ?? '')
  const { origin } = hand
  endHolding(scene)
  if (task && origin) announce(cancelledAt(columns, task, origin), 'assertive')
}

function endHolding(scene: BoardScene): void {
  scene.hand.letGo()
  announcer.release()
}

export function newTask(scene: BoardScene): true {
  const focused = scene.store.task(scene.focusedId ?? '')
  const first = scene.columns.find(({ status }) => status?.category === 'todo') ?? scene.columns[0]
  const columnId = columnInView(scene) ?? (focused && scene.columnOf(focused.id)) ?? first?.id
  if (scene.canCreate && columnId) scene.adding = { columnId }
  return true
}

/** On a phone one column fills the screen, and that is where one adds. */
function columnInView(scene: BoardScene): string | undefined {
  const board = document.querySelector<HTMLElement>('[data-board]')
  if (!board || !matchMedia('(max-width: 699px)').matches) return undefined
  return scene.columns[Math.round(board.scrollLeft / Math.max(1, board.clientWidth))]?.id
}

/** To the filter's field. */
export function focusFilter(): void {
  document.querySelector<HTMLElement>('[data-filter-field]')?.focus()
}
