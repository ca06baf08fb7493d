// Finding by a few typed letters.
import { describe, expect, it } from 'vitest'
import { plain, search } from '../../../client/shell/commands/fuzzy.ts'

const entries = (...names: string[]) => names.map((name) => ({ name, plain: plain(name) }))
const found = (typed: string, ...names: string[]) => search(entries(...names), typed, 10).map(({ name }) => name)

describe('search', () => {
  it('prefers the whole, then beginnings, then words, then middles', () => {
    expect(found('theme', 'Extheme', 'My theme', 'Theme of all', 'Theme')).toEqual(
      ['Theme', 'Theme of all', 'My theme', 'Extheme'])
  })

  it('finds a task by its key', () => {
    expect(found('web-12', 'WEB-120 Pay', 'WEB-12 Retry', 'API-12 web')[0]).toBe('WEB-12 Retry')
  })

  it('takes words in any order, and letters in order', () => {
    expect(found('dark theme', 'Theme › Dark', 'Theme › Light')).toEqual(['Theme › Dark'])
    expect(found('nwprj', 'New project', 'Profile')).toEqual(['New project'])
    expect(found('move', 'Materials, first complete version', 'Move to')).toEqual(['Move to'])
    expect(found('zz', 'New project')).toEqual([])
  })

  it('does not mind accents and case', () => {
    expect(found('uber', 'Über uns')).toEqual(['Über uns'])
  })

  it('answers a keystroke among 5,000 tasks in time (told, not asserted)', () => {
    const many = entries(...Array.from({ length: 5_000 }, (_, index) =>
      `WEB-${index} Retry the webhook of supplier ${index % 97} when the answer is ${index % 13}`))
    const times = ['w', 'we', 'retry', 'retry 42', 'supplier answer', 'rtrwbhk', 'nothing like it'].map((typed) => {
      const begin = performance.now()
      search(many, typed, 40)
      return performance.now() - begin
    })
    console.info(`Palette among 5,000 tasks: slowest of ${times.length} keystrokes ${Math.max(...times).toFixed(1)} ms`)
    expect(search(many, 'web-4999', 40)[0]!.name).toMatch(/^WEB-4999 /)
  })
})
