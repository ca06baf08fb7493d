// Moving an item of a checklist: by its handle with mouse, pen and finger, or by keys. Nothing is sent before the drop.
import { tick } from 'svelte'
import type { ChecklistItem } from '../../../shared/features/checklists.ts'
import { announce, announcer } from '../../ui/index.ts'
import { placeAt } from './item-places.ts'
import { t } from './words.ts'

interface Held { id: string; by: 'pointer' | 'keys'; from: number; place: number; shift: number }
type Drop = (itemId: string, place: number) => void

export class ItemDrag {
  held = $state.raw<Held | null>(null)
  readonly #items: () => readonly ChecklistItem[]
  readonly #drop: Drop
  #startY = 0

  constructor(items: () => readonly ChecklistItem[], drop: Drop) {
    this.#items = items
    this.#drop = drop
  }

  /** Where the line of the place is drawn at an item. */
  lineAt(itemId: string): 'before' | 'after' | undefined {
    const { held } = this
    if (!held || held.place === held.from || itemId === held.id) return undefined
    const others = this.#items().filter(({ id }) => id !== held.id)
    if (others[held.place]?.id === itemId) return 'before'
    return held.place === others.length && others.at(-1)?.id === itemId ? 'after' : undefined
  }

  down(event: PointerEvent, item: ChecklistItem): void {
    if (event.button !== 0 || !event.isPrimary || this.held) return
    const handle = event.currentTarget as HTMLElement
    handle.setPointerCapture(event.pointerId)
    this.#startY = event.clientY
    const from = this.#indexOf(item.id)
    this.held = { id: item.id, by: 'pointer', from, place: from, shift: 0 }
  }

  move(event: PointerEvent): void {
    const { held } = this
    if (held?.by !== 'pointer') return
    const rows = (event.currentTarget as HTMLElement).closest('ul')!.querySelectorAll<HTMLElement>('[data-item-id]')
    const middles = [...rows].filter(({ dataset }) => dataset.itemId !== held.id).map((row) => {
      const { top, height } = row.getBoundingClientRect()
      return top + height / 2
    })
    this.held = { ...held, place: placeAt(middles, event.clientY), shift: event.clientY - this.#startY }
  }

  up(): void {
    if (this.held?.by === 'pointer') this.#end(true)
  }

  cancel(): void {
    if (this.held) this.#end(false)
  }

  /** Space lifts and drops, arrows choose the place, Esc and leaving put it back. */
  key(event: KeyboardEvent, item: ChecklistItem): void {
    const { held } = this
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!held && event.key === ' ') this.#lift(item)
    else if (held && step) this.#step(held, step)
    else if (held && (event.key === ' ' || event.key === 'Enter')) this.#end(true, event.currentTarget as HTMLElement)
    else if (held && event.key === 'Escape') this.#end(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** One place up or down at once. */
  nudge(item: ChecklistItem, step: number, focus: HTMLElement): void {
    const place = this.#indexOf(item.id) + step
    if (place < 0 || place >= this.#items().length) return
    this.#send(item, place, focus)
  }

  #lift(item: ChecklistItem): void {
    const from = this.#indexOf(item.id)
    this.held = { id: item.id, by: 'keys', from, place: from, shift: 0 }
    announcer.hold()
    announce(t('item.pickedUp', { text: item.text, position: from + 1, count: this.#items().length }), 'assertive')
  }

  #step(held: Held, step: number): void {
    const place = Math.max(0, Math.min(this.#items().length - 1, held.place + step))
    this.held = { ...held, place }
    announce(t('item.position', { position: place + 1, count: this.#items().length }), 'assertive')
  }

  #end(drops: boolean, focus?: HTMLElement): void {
    const held = this.held!
    this.held = null
    if (held.by === 'keys') announcer.release()
    const item = this.#items().find(({ id }) => id === held.id)
    if (!item) return
    if (drops && held.place !== held.from) return this.#send(item, held.place, focus)
    const count = this.#items().length
    if (held.by === 'keys') announce(t('item.cancelled', { text: item.text, position: held.from + 1, count }), 'assertive')
  }

  #send(item: ChecklistItem, place: number, focus?: HTMLElement): void {
    this.#drop(item.id, place)
    announce(t('item.moved', { text: item.text, position: place + 1, count: this.#items().length }), 'assertive')
    // The row was taken to its new place, and the focus was not.
    if (focus) void tick().then(() => focus.focus({ preventScroll: false }))
  }

  #indexOf(itemId: string): number {
    return this.#items().findIndex(({ id }) => id === itemId)
  }
}
