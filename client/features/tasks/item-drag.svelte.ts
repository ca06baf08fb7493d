// Moving an item of a checklist, also to another one of the task: by its handle with mouse, pen and finger, or by keys. Nothing
// is sent before the drop.
import { tick } from 'svelte'
import { announce, announcer } from '../../ui/index.ts'
import { isSamePlace, placeAt, stepPlace, type ItemPlace, type ShownList } from './item-places.ts'
import { t } from './words.ts'

/** What is moved: an item of a checklist, or a row of another list that has the same marks in the page. */
type Movable = ShownList['items'][number]
interface Held { id: string; by: 'pointer' | 'keys'; from: ItemPlace; place: ItemPlace; shift: number }
/** A promise, where the drop is drawn by its event only, answers whether it was done; it is told then. */
type Drop = (item: Movable, place: ItemPlace) => unknown

export class ItemDrag {
  held = $state.raw<Held | null>(null)
  readonly #lists: () => readonly ShownList[]
  readonly #drop: Drop
  /** What moved by keys, until its row is drawn at its new place. */
  #focus: HTMLElement | undefined
  #startY = 0

  constructor(lists: () => readonly ShownList[], drop: Drop) {
    this.#lists = lists
    this.#drop = drop
  }

  /** Where the line of the place is drawn at an item. */
  lineAt({ id, checklistId }: Movable): 'before' | 'after' | undefined {
    const { held } = this
    if (!held || held.place.listId !== checklistId || isSamePlace(held.place, held.from) || id === held.id) return undefined
    const others = this.#othersIn(checklistId, held.id)
    if (others[held.place.index]?.id === id) return 'before'
    return held.place.index === others.length && others.at(-1)?.id === id ? 'after' : undefined
  }

  /** Over a checklist without items there is no item to draw the line at. */
  isOverEmpty(listId: string): boolean {
    return this.held?.place.listId === listId && this.#itemsIn(listId).length === 0
  }

  down(event: PointerEvent, item: Movable): void {
    if (event.button !== 0 || !event.isPrimary || this.held) return
    const handle = event.currentTarget as HTMLElement
    handle.setPointerCapture(event.pointerId)
    this.#startY = event.clientY
    const from = this.#placeOf(item)
    this.held = { id: item.id, by: 'pointer', from, place: from, shift: 0 }
  }

  move(event: PointerEvent): void {
    const { held } = this
    if (held?.by !== 'pointer') return
    this.held = { ...held, place: placeUnder(event.clientY, held), shift: event.clientY - this.#startY }
  }

  up(): void {
    if (this.held?.by === 'pointer') this.#end(true)
  }

  cancel(): void {
    if (this.held) this.#end(false)
  }

  /** The row of an item goes away; what was held is put back. */
  left(itemId: string): void {
    if (this.held?.id === itemId) this.cancel()
  }

  /** Space lifts and drops, arrows choose the place, Esc and leaving put it back. */
  key(event: KeyboardEvent, item: Movable): void {
    const held = this.held?.id === item.id ? this.held : null
    const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key]
    if (!held && event.key === ' ') this.#lift(item)
    else if (held && step) this.#step(held, step)
    else if (held && (event.key === ' ' || event.key === 'Enter')) this.#end(true, event.currentTarget as HTMLElement)
    else if (held && event.key === 'Escape') this.#end(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** One place up or down at once, over the edge of its checklist into the next one. */
  nudge(item: Movable, step: 1 | -1, focus: HTMLElement): void {
    const from = this.#placeOf(item)
    const place = stepPlace(this.#lists(), item.id, from, step)
    if (!isSamePlace(place, from)) this.#send(item, place, focus)
  }

  /** To the end of another checklist. */
  carry(item: Movable, listId: string, focus: HTMLElement): void {
    this.#send(item, { listId, index: this.#itemsIn(listId).length }, focus)
  }

  /** The rows were drawn anew: the browser takes the focus from one that is put elsewhere, and it gets it back. */
  redrawn(): void {
    if (!this.#focus || document.activeElement !== document.body) return
    this.#focus.focus()
    this.#focus = undefined
  }

  #lift(item: Movable): void {
    this.cancel()
    const from = this.#placeOf(item)
    this.held = { id: item.id, by: 'keys', from, place: from, shift: 0 }
    announcer.hold()
    announce(t('item.pickedUp', { text: item.text, ...this.#numbers(item.id, from) }), 'assertive')
  }

  #step(held: Held, step: 1 | -1): void {
    const place = stepPlace(this.#lists(), held.id, held.place, step)
    const isElsewhere = place.listId !== held.place.listId
    this.held = { ...held, place }
    announce(t(isElsewhere ? 'item.positionIn' : 'item.position', this.#numbers(held.id, place)), 'assertive')
  }

  #end(drops: boolean, focus?: HTMLElement): void {
    const held = this.held!
    this.held = null
    if (held.by === 'keys') announcer.release()
    // Another may have carried it to another checklist meanwhile, or deleted it.
    const item = this.#lists().flatMap(({ items }) => items).find(({ id }) => id === held.id)
    if (!item) return
    if (drops && !isSamePlace(held.place, held.from)) return this.#send(item, held.place, focus)
    if (held.by === 'keys') announce(t('item.cancelled', { text: item.text, ...this.#numbers(item.id, this.#placeOf(item)) }), 'assertive')
  }

  #send(item: Movable, place: ItemPlace, focus?: HTMLElement): void {
    const said = { text: item.text, ...this.#numbers(item.id, place) }
    const isElsewhere = place.listId !== item.checklistId
    const say = () => announce(t(isElsewhere ? 'item.carried' : 'item.moved', said), 'assertive')
    this.#focus = focus
    const dropped = this.#drop(item, place)
    if (dropped instanceof Promise) void dropped.then((isDone) => isDone && say())
    else say()
    // The row was taken to its new place, or drawn anew in another list, and the focus was not.
    if (focus || isElsewhere) void tick().then(() => (isElsewhere ? handleOf(item.id) : focus)?.focus({ preventScroll: false }))
  }

  #numbers(itemId: string, { listId, index }: ItemPlace) {
    const list = this.#lists().find(({ id }) => id === listId)
    return { position: index + 1, count: this.#othersIn(listId, itemId).length + 1, list: list?.title ?? '' }
  }

  #itemsIn(listId: string): readonly Movable[] {
    return this.#lists().find(({ id }) => id === listId)?.items ?? []
  }

  #othersIn(listId: string, itemId: string): readonly Movable[] {
    return this.#itemsIn(listId).filter(({ id }) => id !== itemId)
  }

  #placeOf({ id, checklistId }: Movable): ItemPlace {
    return { listId: checklistId, index: this.#itemsIn(checklistId).findIndex((item) => item.id === id) }
  }
}

const handleOf = (itemId: string) => document.querySelector<HTMLElement>(`[data-item-id="${itemId}"] .handle`)
  ?? document.querySelector<HTMLElement>(`[data-item-id="${itemId}"] .text`)

/** The place at a height of the screen: in the checklist that is there, else in the one that is nearest. */
function placeUnder(y: number, { id }: Held): ItemPlace {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-checklist]')]
  const away = (region: HTMLElement) => {
    const { top, bottom } = region.getBoundingClientRect()
    return Math.max(top - y, y - bottom, 0)
  }
  const region = regions.reduce((best, one) => (away(one) < away(best) ? one : best))
  const rows = [...region.querySelectorAll<HTMLElement>('[data-item-id]')].filter(({ dataset }) => dataset.itemId !== id)
  const middles = rows.map((row) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2
  })
  return { listId: region.dataset.checklist!, index: placeAt(middles, y) }
}
