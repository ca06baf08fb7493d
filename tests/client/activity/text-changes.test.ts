// Which texts changed, and what differs between them.
import { describe, expect, it } from 'vitest'
import { differenceOf } from '../../../client/features/activity/text-difference.ts'
import { textChangesOf, textOf } from '../../../client/features/activity/text-changes.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

const event = (type: string, data: object) => ({ id: type, stream: 'team:1', type, data }) as unknown as StreamEvent
const told = (before: string, after: string) => differenceOf(before, after).map(({ kind, text, words }) => [kind, kind === 'left' ? words : text])

describe('texts that changed', () => {
  it('of tasks and projects, single and in a bulk change, and no others', () => {
    const changes = { description: ['Old', 'New'], title: ['A', 'B'] }
    const found = textChangesOf([
      event('task.updated', { changes }), event('project.updated', { changes: { scope: ['', 'All'] } }), event('goal.updated', { changes: { objective: ['a', 'b'] } }),
      event('batch.applied', { events: [{ type: 'task.updated', data: { changes } }, { type: 'task.moved', data: { changes } }] }),
    ])
    expect(found.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['description', 'Old', 'New'], ['scope', '', 'All'], ['description', 'Old', 'New'],
    ])
    expect(new Set(found.map(({ id }) => id)).size).toBe(3)
  })

  it('a long one is read from where it is kept', async () => {
    const read = (textId: string) => Promise.resolve(`text ${textId}`)
    expect([await textOf('Here', read), await textOf({ $text: '7', length: 9000 }, read)]).toEqual(['Here', 'text 7'])
  })
})

describe('the difference of two texts', () => {
  it('is told word by word', () => {
    expect(told('The blue shelf', 'The green shelf')).toEqual([['same', 'The '], ['removed', 'blue'], ['added', 'green'], ['same', ' shelf']])
    expect([told('', 'New'), told('Old', '')]).toEqual([[['added', 'New']], [['removed', 'Old']]])
  })

  it('keeps the lines, and puts together to both texts again', () => {
    const [before, after] = ['# Aims\n\n- one\n- two\n', '# Aims\n\n- one\n- three\n- two\n']
    const pieces = differenceOf(before, after)
    const without = (kind: string) => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('')
    expect([without('added'), without('removed')]).toEqual([before, after])
  })

  it('leaves out what is the same far from a change, and says how much', () => {
    const far = Array.from({ length: 200 }, (_, index) => `word${index}`).join(' ')
    const pieces = differenceOf(`${far} old ${far}`, `${far} new ${far}`)
    expect(pieces.map(({ kind }) => kind)).toEqual(['left', 'same', 'removed', 'added', 'same', 'left'])
    const [left, same] = pieces
    expect([left!.words + same!.text.trim().split(' ').length, same!.text.length < 200]).toEqual([200, true])
  })

  it('cuts what has no spaces, however long that is', () => {
    const run = 'x'.repeat(500_000)
    const [first, second] = differenceOf(`${run} a b c d e${' '.repeat(161)}old`, `${run} a b c d e${' '.repeat(161)}new`)
    expect([first!.kind, second!.kind]).toEqual(['left', 'same'])
    const [, cut] = differenceOf(`a b c d e ${run} old`, `a b c d e ${run} new`)
    expect(cut!.text.length).toBeLessThan(400)
  })

  it('of texts that have nothing in common is told line by line, or as a whole', () => {
    const lines = (name: string) => Array.from({ length: 2000 }, (_, index) => `${name}${index} ${name}`).join('\n')
    const pieces = differenceOf(lines('a'), lines('b'))
    expect(pieces.map(({ kind }) => kind)).toEqual(['removed', 'added'])
  })
})
