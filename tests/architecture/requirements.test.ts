// Every requirement is listed once, in order, and shown: by a test that names it, or by what the list says instead.
import { expect, it } from 'vitest'
import { testsByRequirement } from '../../scripts/docs/requirements-table.ts'
import { areas, shownOtherwise } from './requirements.ts'

const numbers = areas.flatMap(({ first, has }) => has.map((_, index) => first + index))

it('the requirements are S1 to S136', () => {
  expect(numbers).toEqual(Array.from({ length: 136 }, (_, index) => index + 1))
})

it('each is named by a test, or shown otherwise', () => {
  const tests = testsByRequirement()
  expect(numbers.filter((number) => !tests.has(number) && !shownOtherwise[number])).toEqual([])
  expect([...tests.keys()].filter((number) => !numbers.includes(number))).toEqual([])
})
