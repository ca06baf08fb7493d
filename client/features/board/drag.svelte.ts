// Dragging by mouse, pen and touch: mouse after 4 px, touch after holding still for 350 ms. Lists scroll at edges.
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { refuse } from './board-actions.ts'
import { cellOf } from './board-keys.ts'
import { moveAll } from './bulk-actions.ts'
import type { BoardScene } from './board.scene.svelte.ts'
import type { Collapsed } from './collapsed.svelte.ts'
import type { Spot } from './hand.svelte.ts'
import { areTogether } from './places.ts'
import { groupedSpot, landing } from './regroup.ts'
import { edgeSpeed } from './edge-scroll.ts'

const MOUSE_SLOP = 4
const TOUCH_SLOP = 8
const HOLD = 350
/** How long something is held over a collapsed column or a closed lane until that opens. */
const SPRING = 500

/** What follows the pointer: the upper left corner of the card's likeness and its width. */
export interface DragImage { taskId: string; x: number; y: number; width: number }
interface Press { pointerId: number; taskId: string; x: number; y: number; card: DOMRect; touch: boolean; columnId: string | null }

export class Drag {
  image = $state.raw<DragImage | null>(null)
  readonly #scene: BoardScene
  readonly #board: HTMLElement
  #press: Press | null = null
  #hold: ReturnType<typeof setTimeout> | undefined
  #at = { x: 0, y: 0 }
  #frame = 0
  #waiting: { over: string; timer: ReturnType<typeof setTimeout> } | null = null
  #moved = false

  constructor(scene: BoardScene, board: HTMLElement) {
    this.#scene = scene
    this.#board = board
  }

  start(): () => void {
    const board = this.#board
    const stops = [
      listen(board, 'pointerdown', (event) => this.#down(event)), listen(window, 'pointermove', (event) =>
        this.#move(event)),
      listen(window, 'pointerup', (event) => this.#up(event)), listen(window, 'pointercancel', () => this.#end()),
      listen(window, 'keydown', (event) => this.#key(event), true),
      // What scrolls, by an edge or a wheel, goes on under a pointer that is held still: the place under it is another.
      listen(board, 'scroll', () => this.image && this.#follow(), true),
      listen(board, 'touchmove', (event) => this.image && event.preventDefault(), { passive: false }),
      listen(board, 'contextmenu', (event) => this.image && event.preventDefault(), true),
      listen(board, 'dragstart', (event) => event.preventDefault()),
    ]
    return () => {
      this.#end()
      for (const stop of stops) stop()
    }
  }

  #down(event: PointerEvent): void {
    const target = event.target as HTMLElement
    const card = target.closest<HTMLElement>('[data-task-id]')
    if (!card || event.button !== 0 || event.ctrlKey || !event.isPrimary
      || target.closest('button, textarea, input')) return
    if (this.#scene.hand.isHolding) return
    const touch = event.pointerType === 'touch'
    this.#press = {
      pointerId: event.pointerId, taskId: card.dataset.taskId!, x: event.clientX, y: event.clientY,
      card: card.getBoundingClientRect(), touch,
      columnId: card.closest<HTMLElement>('[data-column-id]')?.dataset.columnId ?? null,
    }
    this.#at = { x: event.clientX, y: event.clientY }
    this.#moved = false
    if (touch) this.#hold = setTimeout(() => this.#lift(), HOLD)
  }

  #move(event: PointerEvent): void {
    const press = this.#press
    if (!press || event.pointerId !== press.pointerId) return
    this.#at = { x: event.clientX, y: event.clientY }
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y)
    if (this.image) {
      if (far > TOUCH_SLOP) this.#moved = true
      event.preventDefault()
      this.#follow()
    } else if (press.touch && far > TOUCH_SLOP) this.#forget()
    else if (!press.touch && far > MOUSE_SLOP) {
      this.#moved = true
      this.#lift()
    }
  }

  #lift(): void {
    const press = this.#press
    const task = press && this.#scene.store.task(press.taskId)
    if (!press || !task) return this.#forget()
    this.#scene.focusedColumnId = press.columnId
    if (!this.#scene.mayCarry(task)) {
      refuse(this.#scene, task, this.#scene.grouping === 'status' ? 'move' : 'change')
      return this.#forget()
    }
    const tasks = this.#scene.selected.with(task)
    const ids = tasks.map(({ id }) => id)
    const spot = groupedSpot(this.#scene, press.taskId, ids)
    if (!spot) return this.#forget()
    if (press.touch) navigator.vibrate?.(12)
    this.#scene.hand.pickUp(press.taskId, ids, spot, 'pointer')
    document.documentElement.dataset.dragging = ''
    this.#follow()
    this.#frame = requestAnimationFrame(this.#scroll)
  }

  #follow(): void {
    const press = this.#press
    if (!press) return
    const { x, y } = this.#at
    this.image = { taskId: press.taskId, x: x - (press.x - press.card.left), y: y - (press.y - press.card.top),
      width: press.card.width }
    this.#scene.hand.over(this.#spotAt(x, y))
    this.#waitAt(this.#scene.hand.spot?.columnId)
  }

  /** Opens the collapsed column, and the closed lane, that something is held over. */
  #waitAt(columnId?: string): void {
    const closed = this.#around(columnId).filter(([all, id]) => all.has(id))
    const over = closed.map(([, id]) => id).join(' ')
    if ((this.#waiting?.over ?? '') === over) return
    clearTimeout(this.#waiting?.timer)
    this.#waiting = over ? { over, timer: setTimeout(() => {
      for (const [all, id] of closed) all.spring(id)
      requestAnimationFrame(() => this.image && this.#follow())
    }, SPRING) } : null
  }

  /** The column that a place is in, and its lane. */
  #around(columnId = ''): (readonly [Collapsed, string])[] {
    const { collapsed, lanes } = this.#scene
    const column = [collapsed, this.#scene.headOf(columnId) ?? ''] as const
    return lanes ? [column, [lanes.collapsed, lanes.laneOf(columnId) ?? '']] : [column]
  }

  /** The place under the pointer; none over a column that the tasks may not come into. */
  #spotAt(x: number, y: number): Spot | null {
    const spot = this.#spotUnder(x, y)
    return spot && this.#scene.barriers.held.has(spot.columnId) ? null : spot
  }

  #spotUnder(x: number, y: number): Spot | null {
    const under = document.elementFromPoint(x, y)
    const closed = under?.closest<HTMLElement>('[data-column-tab], [data-collapsed]')?.dataset
    const over = closed?.columnTab ?? closed?.columnId
    const top = over && cellOf(this.#scene, over)
    if (top) return this.#landing(top) ?? { columnId: top, index: 0 }
    const columnId = under?.closest<HTMLElement>('[data-column-id]')?.dataset.columnId
    const list = columnId ? this.#scene.lists.get(columnId) : undefined
    return columnId && list ? this.#landing(columnId) ?? { columnId, index: list.locate(y) } : null
  }

  /** Where columns have an order of their own, the place does not follow the pointer. */
  #landing(columnId: string): Spot | null {
    const task = this.#scene.store.task(this.#press?.taskId ?? '')
    return task && this.#scene.grouping !== 'status' ? { columnId, index: landing(this.#scene, columnId, task, this.#scene.hand.taskIds) } : null
  }

  readonly #scroll = (): void => {
    if (!this.image) return
    const { x, y } = this.#at
    const board = this.#board.getBoundingClientRect()
    const sideways = edgeSpeed(x, board.left, board.right)
    if (sideways !== 0) this.#board.scrollLeft += sideways
    const spot = this.#scene.hand.spot
    const list = this.#scene.lanes ? this.#board : spot && this.#scene.lists.get(spot.columnId)?.element
    if (list) {
      const { top, bottom } = list.getBoundingClientRect()
      const speed = edgeSpeed(y, top, bottom)
      if (speed !== 0) list.scrollTop += speed
    }
    this.#frame = requestAnimationFrame(this.#scroll)
  }

  #up(event: PointerEvent): void {
    const press = this.#press
    if (!press || event.pointerId !== press.pointerId) return
    const { hand } = this.#scene
    const [image, spot, moved] = [this.image, hand.spot, this.#moved]
    const tasks = hand.taskIds.flatMap((id) => this.#scene.store.task(id) ?? [])
    this.#end(moved ? spot : null)
    if (!image) return
    swallowClick()
    if (!moved) openMenuAt(press.taskId, event)
    else if (spot) {
      this.#scene.droppedFrom = { taskId: press.taskId, left: image.x, top: image.y }
      if (!this.#drop(tasks, spot)) this.#scene.droppedFrom = null
    }
  }

  /** Several that stand together and are let go where they were stay as they are. */
  #drop(tasks: BoardTask[], spot: Spot): boolean {
    const { columns, grouping } = this.#scene
    if (grouping !== 'status') return moveAll(this.#scene, tasks, spot)
    const first = tasks[0] && groupedSpot(this.#scene, tasks[0].id, tasks.map(({ id }) => id))
    const stays = first?.columnId === spot.columnId && first.index === spot.index
    return !(stays && tasks.length > 1 && areTogether(columns, tasks)) && moveAll(this.#scene, tasks, spot)
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.image) return
    event.preventDefault()
    event.stopPropagation()
    this.#end()
    // The button is still down: its click comes when it is let go.
    const stop = listen(window, 'pointerup', () => {
      stop()
      swallowClick()
    }, true)
  }

  #forget(): void {
    clearTimeout(this.#hold)
    this.#press = null
  }

  #end(spot: Spot | null = null): void {
    this.#forget()
    this.#waitAt()
    for (const [all, id] of this.#around(spot?.columnId)) all.settle(id)
    cancelAnimationFrame(this.#frame)
    delete document.documentElement.dataset.dragging
    if (!this.image) return
    this.image = null
    this.#scene.hand.letGo()
  }
}

/** The click that the browser makes of a drop must not open the task. */
function swallowClick(): void {
  const stop = listen(window, 'click', (event) => {
    event.preventDefault()
    event.stopPropagation()
  }, true)
  setTimeout(stop, 50)
}

/** Lifted and let go without moving: the menu, so that touch needs no dragging. */
function openMenuAt(taskId: string, { clientX, clientY }: PointerEvent): void {
  const card = document.querySelector(`[data-task-id="${taskId}"]`)
  setTimeout(() => card?.dispatchEvent(new MouseEvent('contextmenu',
    { bubbles: true, cancelable: true, clientX, clientY, button: 2 })), 60)
}

type Events = HTMLElementEventMap & WindowEventMap

function listen<N extends keyof Events>(
  on: EventTarget, name: N, heard: (event: Events[N]) => unknown, options?: AddEventListenerOptions | boolean,
): () => void {
  const listener = (event: Event) => void heard(event as Events[N])
  on.addEventListener(name, listener, options)
  return () => on.removeEventListener(name, listener, options)
}
