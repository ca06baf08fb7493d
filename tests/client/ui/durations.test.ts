// Lengths of time as people write them.
import { expect, it } from 'vitest'
import { parseMinutes, showMinutes } from '../../../client/ui/durations.ts'

it.each([
  ['2h 30m', 150], ['2h30m', 150], ['2 h 30 min', 150], ['2\u00a0h 30\u00a0min', 150], ['1.5h', 90], ['1,5 Std.', 90], ['90m', 90], ['90 Minuten', 90],
  ['1:30', 90], ['2', 120], ['1d', 480], ['2 Tage 1h', 1020], ['0', 0], [' 45 min ', 45],
])('%s', (typed, minutes) => expect(parseMinutes(typed)).toBe(minutes))

it.each(['', 'soon', '2 weeks', '2h soon', '-1h', '1:75', 'h'])('%s is none', (typed) => expect(parseMinutes(typed)).toBeUndefined())

it('are shown so that they can be read again', () => {
  for (const minutes of [0, 5, 60, 150, 485, 1500]) expect(parseMinutes(showMinutes(minutes))).toBe(minutes)
  expect([showMinutes(0), showMinutes(150), showMinutes(120)]).toEqual(['0\u00a0min', '2\u00a0h 30\u00a0min', '2\u00a0h'])
})
