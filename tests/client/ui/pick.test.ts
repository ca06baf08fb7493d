// Searching and choosing in lists, sorting tables, shares, shortcuts and rings.
import { describe, expect, it } from 'vitest'
import { keyParts } from '../../../client/ui/keys.ts'
import { nextRow, searchOptions, toggleChoice } from '../../../client/ui/pick.ts'
import { ringFill, ringSector } from '../../../client/ui/ring.ts'
import { shareText } from '../../../client/ui/share.ts'
import { nextSort } from '../../../client/ui/table.ts'

const people = [
  { value: '1', label: 'Mira Lindqvist', hint: 'Design' },
  { value: '2', label: 'Ade Okafor', keywords: ['ade@northwind.example'] },
  { value: '3', label: 'José Amira' },
]
const found = (typed: string) => searchOptions(people, typed).map((option) => option.value)

describe('searchOptions', () => {
  it('keeps all in order when nothing is typed', () => expect(found('  ')).toEqual(['1', '2', '3']))
  it('finds beginnings first, then the middle of words', () => expect(found('mira')).toEqual(['1', '3']))
  it('does not need accents', () => expect(found('jose')).toEqual(['3']))
  it('finds several words in any order', () => expect(found('lind mir')).toEqual(['1']))
  it('looks into hints and keywords', () => {
    expect(found('design')).toEqual(['1'])
    expect(found('northwind')).toEqual(['2'])
  })
  it('finds nothing for what is not there', () => expect(found('zoe')).toEqual([]))
})

describe('choosing', () => {
  it('toggles among several and replaces a single one', () => {
    expect(toggleChoice(['a'], 'b', true)).toEqual(['a', 'b'])
    expect(toggleChoice(['a', 'b'], 'a', true)).toEqual(['b'])
    expect(toggleChoice(['a'], 'b', false)).toEqual(['b'])
  })

  it('moves through rows and wraps', () => {
    expect(nextRow('ArrowDown', 2, 3)).toBe(0)
    expect(nextRow('ArrowUp', 0, 3)).toBe(2)
    expect(nextRow('End', 0, 3)).toBe(2)
    expect(nextRow('x', 1, 3)).toBe(1)
    expect(nextRow('ArrowDown', 0, 0)).toBe(-1)
  })

  it('turns a sort around on the second press', () => {
    const first = nextSort(undefined, 'name')
    expect(first).toEqual({ key: 'name', direction: 'ascending' })
    expect(nextSort(first, 'name').direction).toBe('descending')
    expect(nextSort(first, 'late').direction).toBe('ascending')
  })
})

describe('shareText', () => {
  it.each([
    [0, 8, '0 %'], [3, 8, '38 %'], [999, 1000, '99 %'], [1, 100_000, '0.1 %'], [8, 8, '100 %'], [5, 0, '0 %'],
    [7, 100, '7 %'],
  ])('%d of %d is %s', (value, of, text) => expect(shareText(value, of)).toBe(text))
})

describe('keyParts', () => {
  it('joins the signs on a Mac and parts the names elsewhere', () => {
    expect(keyParts('mod+shift+k', true)).toEqual(['⌘⇧K'])
    expect(keyParts('mod+shift+k', false)).toEqual(['Ctrl', 'Shift', 'K'])
    expect(keyParts('g i', false)).toEqual(['G', 'I'])
    expect(keyParts('mod+enter', true)).toEqual(['⌘↵'])
  })
})

describe('rings', () => {
  it('fills further with each active step', () => {
    expect([0, 1, 2].map((position) => ringFill(position, 3))).toEqual([0.25, 0.5, 0.75])
  })
  it('draws half a disc for one half', () => expect(ringSector(0.5)).toBe('M8 4.6A3.4 3.4 0 0 1 8.00 11.40L8 8z'))
})
