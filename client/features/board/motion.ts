// Cards that travel to a new place (first, last, invert, play). Only transforms move, at most eight cards at once.
import { theme } from '../../ui/index.ts'
import { MOST_TRAVELLING } from './arrivals.ts'

const MOVE = 240
const NEIGHBOURS = 180
/** From the hand to its place, which is near. */
const DROP = 80
const EASE = 'cubic-bezier(0.3, 0.7, 0.1, 1)'

export const isCalm = (): boolean =>
  theme.motion === 'reduced' || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches

/** By task, and by column and task: grouped by person or label a task stands in several columns. */
export type Rects = Map<string, DOMRect>

const idOf = (card: HTMLElement) => card.dataset.taskId!
const placeOf = (card: HTMLElement) => `${card.closest<HTMLElement>('[data-column-id]')!.dataset.columnId} ${idOf(card)}`

const cardsOf = (board: HTMLElement, columnIds: readonly string[]): HTMLElement[] => columnIds.flatMap((id) =>
  [...board.querySelectorAll<HTMLElement>(`[data-column-id="${id}"] [data-task-id]`)])

/** Where the pointer let go of a card. */
export interface Release { taskId: string; left: number; top: number }

/** Where the drawn cards of some columns are now; the one that was let go of is where the hand was. */
export function measureCards(board: HTMLElement, columnIds: readonly string[], release: Release | null): Rects {
  const rects: Rects = new Map()
  for (const card of cardsOf(board, columnIds)) {
    const rect = card.getBoundingClientRect()
    rects.set(idOf(card), rect).set(placeOf(card), rect)
  }
  const held = release && rects.get(release.taskId)
  if (!held) return rects
  const places = [...rects.keys()].filter((key) => key.endsWith(` ${release.taskId}`))
  const hand = new DOMRect(release.left, release.top, held.width, held.height)
  rects.set(release.taskId, hand)
  if (places.length === 1) rects.set(places[0]!, hand)
  return rects
}

interface Journey { card: HTMLElement; from: DOMRect; to: DOMRect; crosses: boolean }

export interface Play {
  before: Rects
  /** The columns whose cards changed their order. */
  columns: readonly string[]
  layer: HTMLElement
  /** The card that was just let go of. */
  dropped: string | undefined
}

/** Plays the way of each card from where it was; those that changed their column travel in front of the others. */
export function playMoves(board: HTMLElement, { before, columns, layer, dropped }: Play): void {
  if (isCalm() || before.size === 0) return
  const all = journeysOf(cardsOf(board, columns), before)
  for (const journey of all) if (journey.card.dataset.taskId === dropped) travel(journey, layer, DROP)
  const journeys = all.filter(({ card }) => card.dataset.taskId !== dropped)
  const travelling = journeys.filter(({ crosses }) => crosses)
  if (travelling.length > MOST_TRAVELLING) return
  for (const journey of travelling) travel(journey, layer, MOVE)
  const view = board.getBoundingClientRect()
  const seen = journeys.filter(({ crosses, from, to }) => !crosses && (touches(from, view) || touches(to, view)))
  for (const { card, from, to } of seen.slice(0, 60)) slide(card, from, to)
}

/** A card that stood in this column goes on from there; one that is new in it comes from where the task was. */
export function journeysOf(cards: readonly HTMLElement[], before: Rects): Journey[] {
  return cards.flatMap((card) => {
    const from = before.get(placeOf(card)) ?? before.get(idOf(card))
    if (!from) return []
    const to = card.getBoundingClientRect()
    const [x, y] = [Math.abs(from.left - to.left), Math.abs(from.top - to.top)]
    return x < 2 && y < 2 ? [] : [{ card, from, to, crosses: x > 40 }]
  })
}

const touches = (rect: DOMRect, view: DOMRect): boolean => rect.bottom > view.top && rect.top < view.bottom

function slide(card: HTMLElement, from: DOMRect, to: DOMRect): void {
  const way = `translate(${from.left - to.left}px, ${from.top - to.top}px)`
  card.animate([{ transform: way }, { transform: 'none' }], { duration: NEIGHBOURS, easing: EASE })
}

/** What looks like a card, above the columns, whose edges would cut the card itself off. */
export function likenessOf(card: HTMLElement, at: DOMRect, layer: HTMLElement): HTMLElement {
  const likeness = card.cloneNode(true) as HTMLElement
  likeness.removeAttribute('data-task-id')
  likeness.inert = true
  Object.assign(likeness.style, {
    position: 'fixed', left: `${at.left}px`, top: `${at.top}px`, width: `${at.width}px`, height: `${at.height}px`,
    margin: '0',
  })
  layer.append(likeness)
  return likeness
}

function travel({ card, from, to }: Journey, layer: HTMLElement, duration: number): void {
  const likeness = likenessOf(card, to, layer)
  // Not `visibility`: a card that cannot be seen that way cannot hold the focus either.
  card.style.opacity = '0'
  const way = `translate(${from.left - to.left}px, ${from.top - to.top}px)`
  likeness.animate([{ transform: way }, { transform: 'none' }], { duration, easing: EASE }).finished
    .catch(() => undefined)
    .then(() => {
      likeness.remove()
      card.style.opacity = ''
    })
}

const MARK = 1_200

/** A card that is drawn again later, as when it is scrolled back into view, shows no old mark. */
export const freshMark = <T extends { at: number }>(change: T | undefined): T | undefined =>
  change && Date.now() - change.at < MARK ? change : undefined

/** Shows a mark for 1.2 s: fading, or standing still where motion is not wanted. */
export function fadeMark(mark: HTMLElement): () => void {
  if (!isCalm()) {
    mark.animate([{ opacity: 1 }, { opacity: 1, offset: 0.4 }, { opacity: 0 }], { duration: MARK, fill: 'forwards' })
    return () => {}
  }
  const timer = setTimeout(() => (mark.style.opacity = '0'), MARK)
  return () => clearTimeout(timer)
}
