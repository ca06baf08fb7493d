// What a person types, as words to look for; and the part of a text that is shown for them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedWords } from '../../../server/features/search/asked-words.ts'
import { excerptOf, hasAny } from '../../../server/features/search/excerpt.ts'

describe('askedWords', () => {
  it('reads words, phrases and what must not be there', () => {
    expect(askedWords('Café "the Menu" -old')).toEqual({ query: `('cafe':*) & ('the':* <-> 'menu':*) & !('old':*)`, wanted: ['cafe', 'the', 'menu'], loose: ['cafe'] })
    expect(askedWords('board/list')).toEqual({ query: `('board':* <-> 'list':*)`, wanted: ['board', 'list'], loose: ['board', 'list'] })
    expect(askedWords('-"so it was" x').query).toBe(`!('so':* <-> 'it':* <-> 'was':*) & ('x')`)
    for (const typed of ['', '-only', '"', '!!', "''"]) expect(askedWords(typed), typed).toEqual({ query: null, wanted: [], loose: [] })
  })

  it('takes similar words for those that are not in quotes and not unwanted', () => {
    const similar = new Map([['lantren', ['lantern', 'lanterns']], ['old', ['odd']]])
    expect(askedWords('the lantren "lantren" -old', similar)).toEqual({
      query: `('the':*) & (('lantren':* | 'lantern' | 'lanterns')) & ('lantren':*) & !('old':*)`, wanted: ['the', 'lantren', 'lantren', 'lantern', 'lanterns'], loose: ['the', 'lantren'],
    })
  })

  it('takes ten words at most, none of them long, and marks as part of their word', () => {
    expect(askedWords('ab '.repeat(30)).wanted).toHaveLength(10)
    expect(askedWords(`"${'ab '.repeat(30)}"`).wanted).toHaveLength(10)
    expect([...askedWords('㌖'.repeat(120)).wanted[0]!]).toHaveLength(200)
    expect(askedWords('データ').query).toBe(`('${'データ'.normalize('NFKD')}':*)`)
    expect(askedWords('5 kg').query).toBe(`('5') & ('kg':*)`)
  })

  it('never lets anything but letters and digits into the query', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const query = askedWords(typed).query ?? ''
      expect(query.replace(/'[\p{L}\p{N}\p{M}]+'(:\*)?/gu, '')).toMatch(/^[<>\-&!() ]*$/)
    }))
  })
})

describe('excerptOf', () => {
  it('shows the surroundings of the first word, on one line, with all found words marked', () => {
    const parts = excerptOf(`${'word '.repeat(50)}\n\nthe Bättery and battery packs ${'end '.repeat(100)}`, ['batt'])
    expect(parts.filter(({ found }) => found).map(({ text }) => text)).toEqual(['Bättery', 'battery'])
    expect(parts[0]).toEqual({ text: '…', found: false })
    expect(parts.at(-1)).toEqual({ text: '…', found: false })
    const shown = parts.map(({ text }) => text).join('')
    expect(shown).not.toContain('\n')
    expect(shown.length).toBeLessThan(250)
  })

  it('has nothing to show where no word is', () => {
    expect(excerptOf('A text', ['zebra'])).toEqual([])
    expect([hasAny('A text', ['te']), hasAny('A text', ['ext'])]).toEqual([true, false])
  })
})
