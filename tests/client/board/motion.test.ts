// @vitest-environment jsdom
// From where each card travels when columns are drawn anew.
import { beforeEach, expect, it, vi } from 'vitest'

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
vi.stubGlobal('DOMRect', function (this: object, left: number, top: number, width: number, height: number) {
  Object.assign(this, { left, top, width, height })
})
const { journeysOf, measureCards } = await import('../../../client/features/board/motion.ts')

/** Columns of 300 pixels with cards of 100. */
function aBoard(columns: Record<string, string[]>): HTMLElement {
  document.body.innerHTML = Object.entries(columns).map(([id, tasks]) =>
    `<section data-column-id="${id}">${tasks.map((task) => `<article data-task-id="${task}"></article>`).join('')}</section>`).join('')
  ;[...document.querySelectorAll('section')].forEach((column, x) => [...column.children].forEach((card, y) => {
    card.getBoundingClientRect = () => new DOMRect(x * 300, y * 100, 280, 90)
  }))
  return document.body
}
const cards = () => [...document.querySelectorAll<HTMLElement>('[data-task-id]')]
const ways = (before: Map<string, DOMRect>) =>
  journeysOf(cards(), before).map(({ card, from, to }) => [card.dataset.taskId, from.left, from.top, to.left, to.top])

beforeEach(() => void (document.body.innerHTML = ''))

it('lets a card that stands in two columns go its own way in each', () => {
  const before = measureCards(aBoard({ mira: ['a', 'b'], ade: ['x', 'b'] }), ['mira', 'ade'], null)
  aBoard({ mira: ['b'], ade: ['a', 'x', 'b'] })
  expect(ways(before)).toEqual([['b', 0, 100, 0, 0], ['a', 0, 0, 300, 0], ['x', 300, 0, 300, 100], ['b', 300, 100, 300, 200]])
})

it('begins at the hand that let go of the card', () => {
  const release = { taskId: 'a', left: 250, top: 40 }
  const before = measureCards(aBoard({ todo: ['a', 'b'], done: [] }), ['todo', 'done'], release)
  aBoard({ todo: ['b', 'a'], done: [] })
  expect(ways(before)).toEqual([['b', 0, 100, 0, 0], ['a', 250, 40, 0, 100]])
})
