// Tasks to choose from: the board's by key and title, then what the server found.
import { expect, it } from 'vitest'
import { foundTasks } from '../../../client/features/links/found-tasks.ts'
import { aTask } from '../board/tasks.ts'

const board = [aTask({ id: 'a', key: 'WEB-1', title: 'Paint the fence' }), aTask({ id: 'b', key: 'WEB-2', title: 'Mow the lawn' })]
const elsewhere = aTask({ id: 'c', key: 'OPS-7', title: 'Order paint' })
const idsFor = (typed: string, found = [elsewhere, board[0]!]) => foundTasks(typed, board, found).map(({ value }) => value)

it('are those of the board while nothing is typed', () => expect(idsFor('')).toEqual(['a', 'b']))

it('are found by key and by title, the board first, each once', () => {
  expect(idsFor('paint')).toEqual(['a', 'c'])
  expect(idsFor('WEB-2', [])).toEqual(['b'])
  expect(idsFor('lawn', [])).toEqual(['b'])
})

it('of the server count whatever they were found by', () => {
  const [found] = foundTasks('bucket', [], [elsewhere])
  expect(found).toMatchObject({ value: 'c', keywords: ['bucket'] })
})

it('are never more of the board than anybody reads', () =>
  expect(foundTasks('', Array.from({ length: 500 }, (_, index) => aTask({ id: String(index) })), [])).toHaveLength(30))
