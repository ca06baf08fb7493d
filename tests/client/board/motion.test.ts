// @vitest-environment jsdom
// From where each card travels when columns are drawn anew.
import { beforeEach, expect, it, vi } from 'vitest'

let asksForCalm = false
vi.stubGlobal('matchMedia', (query: string) => ({ matches: asksForCalm && query.includes('reduced-motion'), addEventListener: () => {}, removeEventListener: () => {} }))
vi.stubGlobal('DOMRect', function (this: object, left: number, top: number, width: number, height: number) {
  Object.assign(this, { left, top, width, height })
})
const { fadeMark, journeysOf, measureCards, playMoves } = await import('../../../client/features/board/motion.ts')
const { fade } = await import('../../../client/features/board/fades.ts')
const { theme } = await import('../../../client/ui/theme.svelte.ts')
const animated = vi.fn((_: Keyframe[]) => ({ finished: Promise.resolve() }))
Object.assign(Element.prototype, { animate: animated })

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

beforeEach(() => {
  document.body.innerHTML = ''
  asksForCalm = false
  theme.motion = 'system'
  animated.mockClear()
})

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

const others = (type: string) => ({ membershipId: 'm', name: 'Mira', at: Date.now(), type, fields: [], changes: {}, key: 'WEB-1', assigneeIds: [] })
const columns = (...ids: string[]) => [{ tasks: ids.map((id) => ({ id })) }]

/** One taken away and one made by others, one moved, and a mark: all that moves on a board. */
function play() {
  const board = aBoard({ todo: ['a', 'gone'], done: [] })
  const layer = document.createElement('div')
  const before = measureCards(board, ['todo', 'done'], null)
  const recent = new Map([['gone', others('task.deleted')], ['new', others('task.created')], ['a', others('task.moved')]])
  const fadeIn = fade({ board, layer, was: columns('a', 'gone', 'filtered'), now: columns('a', 'new', 'own'), recent })
  aBoard({ todo: ['own', 'new'], done: ['a'] })
  fadeIn()
  playMoves(board, { before, columns: ['todo', 'done'], layer, dropped: undefined })
  fadeMark(document.createElement('span'))()
}

it('fades in what others made and out what they took away, and nothing that came or went otherwise', () => {
  play()
  const fades = animated.mock.calls.map(([frames], index) => [frames.map(({ opacity }) => opacity).join(), (animated.mock.contexts[index] as HTMLElement).dataset.taskId])
  expect(fades.slice(0, 2)).toEqual([['1,0', undefined], ['0,1', 'new']])
})

it('moves nothing where the system or the setting asks for calm', () => {
  asksForCalm = true
  play()
  asksForCalm = false
  theme.motion = 'reduced'
  play()
  expect(animated).not.toHaveBeenCalled()
})
