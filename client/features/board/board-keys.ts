// The board by keyboard: going between cards, acting on the focused one, and the mode in which arrows move a task.
import { announce, announcer, toasts } from '../../ui/index.ts'
import { cardElement, type BoardScene, type PickerKind } from './board.scene.svelte.ts'
import { moveTo, moveToTrash, patchTask, refuse, copyLink } from './board-actions.ts'
import { cancelledAt, neighbour, pickedUp, spotOf, steppedTo, stepSpot, type Step } from './places.ts'
import { t } from './words.ts'

const steps: Record<string, Step> = {
  ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last', k: 'up',
  j: 'down',
}
const pickers: Record<string, PickerKind> = { s: 'status', a: 'assignees', p: 'priority', l: 'labels', d: 'due' }

/** Handles a key on the board; answers whether it was one of the board's. */
export function boardKey(scene: BoardScene, event: KeyboardEvent): boolean {
  const taskId = (event.target as HTMLElement).closest<HTMLElement>('[data-task-id]')?.dataset.taskId
  if (event.isComposing || event.altKey) return false
  if (scene.hand.isHolding && scene.hand.by === 'keys') return holdingKey(scene, event)
  if (!taskId) return false
  const command = event.metaKey || event.ctrlKey
  if (command && event.shiftKey) return directMove(scene, taskId, event.key)
  if (command && (event.key === 'Home' || event.key === 'End')) return goToColumn(scene, event.key)
  if (command) return false
  const step = steps[event.key]
  if (step) return go(scene, neighbour(scene.columns, taskId, step))
  return act(scene, taskId, event)
}

function go(scene: BoardScene, taskId: string | null): boolean {
  if (taskId) scene.focus(taskId)
  return true
}

function goToColumn(scene: BoardScene, key: string): boolean {
  const filled = scene.columns.filter(({ tasks }) => tasks.length > 0)
  return go(scene, (key === 'Home' ? filled.at(0) : filled.at(-1))?.tasks[0]?.id ?? null)
}

function act(scene: BoardScene, taskId: string, event: KeyboardEvent): boolean {
  const task = scene.store.task(taskId)
  if (!task) return false
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (key === ' ') return pickUp(scene, taskId)
  if (key === 'Backspace' || key === 'Delete') moveToTrash(scene, task)
  else if (key === 'n') scene.adding = { statusId: task.statusId }
  else if (key === 'e') rename(scene, taskId)
  else if (key === 'i') assignMe(scene, taskId)
  else if (key === 'y') void copyLink(scene, task)
  else if (key === '.' || (key === 'F10' && event.shiftKey) || key === 'ContextMenu') openMenu(taskId)
  else if (pickers[key]) openPicker(scene, taskId, pickers[key])
  else return false
  return true
}

function rename(scene: BoardScene, taskId: string): void {
  const task = scene.store.task(taskId)
  if (!task) return
  if (scene.can('task.update', task)) scene.renamingId = taskId
  else refuse(scene, task, 'rename')
}

function assignMe(scene: BoardScene, taskId: string): void {
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

function directMove(scene: BoardScene, taskId: string, key: string): boolean {
  const step = steps[key]
  const spot = spotOf(scene.columns, taskId)
  if (!step || !spot) return false
  if (moveTo(scene, taskId, stepSpot(scene.columns, taskId, spot, step))) scene.focus(taskId)
  return true
}

export function pickUp(scene: BoardScene, taskId: string): true {
  const task = scene.store.task(taskId)
  const spot = spotOf(scene.columns, taskId)
  if (!task || !spot) return true
  if (!scene.can('task.move', task)) return refuse(scene, task, 'move') || true
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
  const step = steps[event.key]
  if (step) {
    const spot = stepSpot(columns, task.id, hand.spot, step)
    announce(steppedTo(columns, task, spot, hand.spot), 'assertive')
    hand.over(spot)
    scene.lists.get(spot.statusId)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
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

/** Keys that work anywhere on the page, without focus in a field. */
export function pageKey(scene: BoardScene, event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey) return false
  const key = event.key.toLowerCase()
  if ((event.metaKey || event.ctrlKey) && key === 'z' && !event.shiftKey && toasts.current?.undo) {
    toasts.undo()
    return true
  }
  if (event.metaKey || event.ctrlKey || event.shiftKey) return false
  if (key === 'c') return newTask(scene)
  if (key === 'f' || key === '/') return focusOn('[data-filter-field]')
  if (key === 'escape' && scene.openTaskId) {
    scene.closeTask()
    return true
  }
  if ((key === 'arrowdown' || key === 'arrowup') && document.activeElement === document.body && scene.tabStopId) {
    scene.focus(scene.tabStopId)
    return true
  }
  return false
}

export function newTask(scene: BoardScene): true {
  const focused = scene.store.task(scene.focusedId ?? '')
  const first = scene.columns.find(({ status }) => status.category === 'todo') ?? scene.columns[0]
  const statusId = columnInView(scene) ?? focused?.statusId ?? first?.id
  if (scene.canCreate && statusId) scene.adding = { statusId }
  return true
}

/** On a phone one column fills the screen, and that is where one adds. */
function columnInView(scene: BoardScene): string | undefined {
  const board = document.querySelector<HTMLElement>('[data-board]')
  if (!board || !matchMedia('(max-width: 699px)').matches) return undefined
  return scene.columns[Math.round(board.scrollLeft / Math.max(1, board.clientWidth))]?.id
}

function focusOn(selector: string): boolean {
  const field = document.querySelector<HTMLElement>(selector)
  field?.focus()
  return field !== null
}

const typingPlaces = 'input, textarea, select, [role=menu], [role=dialog], [role=alertdialog], [role=listbox]'

/** Whether a key belongs to a field, menu or dialog, not to the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement
  return target.isContentEditable || target.closest(typingPlaces) !== null
}

