// What the Markdown editor makes of a text and a selection. `[` and `]` stand for the ends of the selection, `|` for the caret.
import { describe, expect, it } from 'vitest'
import {
  coded, linked, marked, mentionAt, mentioned, nextLine, pastedLink, prefixed, type Draft, type Edit,
} from '../../../client/ui/editor/edits.ts'
import { peopleFor, wordsOf } from '../../../client/ui/editor/mentions.ts'

const [OPEN, CLOSE, CARET] = ['⟦', '⟧', '|']
function draft(drawn: string): Draft {
  const caret = drawn.indexOf(CARET)
  if (caret >= 0) return { text: drawn.replace(CARET, ''), start: caret, end: caret }
  const [start, end] = [drawn.indexOf(OPEN), drawn.indexOf(CLOSE) - 1]
  return { text: drawn.replace(OPEN, '').replace(CLOSE, ''), start, end }
}
function drawn({ text, start, end }: Draft): string {
  if (start === end) return text.slice(0, start) + CARET + text.slice(start)
  return text.slice(0, start) + OPEN + text.slice(start, end) + CLOSE + text.slice(end)
}
const after = (edit: Edit, before: string) => drawn(edit(draft(before)))
const entered = (before: string) => {
  const next = nextLine(draft(before))
  return next && drawn(next)
}

describe('a mark', () => {
  it.each([
    ['a ⟦word⟧ here', 'a **⟦word⟧** here'],
    ['a **⟦word⟧** here', 'a ⟦word⟧ here'],
    ['a ⟦**word**⟧ here', 'a ⟦word⟧ here'],
    ['a | here', 'a **|** here'],
  ])('bold: %s', (before, expected) => expect(after(marked('**'), before)).toBe(expected))

  it('italic does not take one star of a bold word', () => {
    expect(after(marked('*'), '**⟦word⟧**')).toBe('***⟦word⟧***')
  })

  it('code of several lines is a block', () => {
    expect(after(coded, '⟦one⟧')).toBe('`⟦one⟧`')
    expect(after(coded, '⟦one\ntwo⟧')).toBe('```\n⟦one\ntwo⟧\n```')
  })
})

describe('a link', () => {
  it.each([
    ['see ⟦docs⟧', 'see [docs](⟦https://⟧)'],
    ['see ⟦https://a.example⟧', 'see [|](https://a.example)'],
  ])('%s', (before, expected) => expect(after(linked, before)).toBe(expected))

  it('is what a web address makes of the words it is pasted over', () => {
    const paste = (before: string, pasted: string) => {
      const next = pastedLink(draft(before), pasted)
      return next && drawn(next)
    }
    expect(paste('see ⟦docs⟧ now', 'https://a.example/x ')).toBe('see [docs](https://a.example/x)| now')
    expect(paste('see ⟦docs⟧', 'javascript:alert(1)')).toBeNull()
    expect(paste('see |', 'https://a.example')).toBeNull()
    expect(paste('⟦https://old.example⟧', 'https://new.example')).toBeNull()
    expect(paste('⟦two\nlines⟧', 'https://a.example')).toBeNull()
  })
})

describe('the beginning of lines', () => {
  it.each([
    ['bullets', '⟦one\ntwo⟧', '⟦- one\n- two⟧'],
    ['bullets', '⟦- one\n- two⟧', '⟦one\ntwo⟧'],
    ['numbers', '⟦- one\n- two⟧', '⟦1. one\n2. two⟧'],
    ['checks', '⟦- one\ntwo⟧', '⟦- [ ] one\n- [ ] two⟧'],
    ['quote', 'first\nse|cond', 'first\n> se|cond'],
    ['checks', '- [x] do|ne', 'do|ne'],
  ] as const)('%s: %s', (kind, before, expected) => expect(after(prefixed(kind), before)).toBe(expected))
})

describe('Enter', () => {
  it.each([
    ['- one|', '- one\n- |'],
    ['  * one|', '  * one\n  * |'],
    ['9. nine|', '9. nine\n10. |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- on|e', '- on\n- |e'],
    ['- one\n- |', '- one\n|'],
    ['- [ ] |', '|'],
  ])('in a list: %s', (before, expected) => expect(entered(before)).toBe(expected))

  it.each(['plain|', '⟦- one⟧', '-no list|', '|- before'])('is only Enter: %s', (before) => expect(entered(before)).toBeNull())
})

describe('a mention', () => {
  it.each([
    ['ask @ad|', { sign: '@', from: 4, typed: 'ad' }],
    ['@|', { sign: '@', from: 0, typed: '' }],
    ['(@Ade O|', { sign: '@', from: 1, typed: 'Ade O' }],
    ['mail a@b|', null],
    ['@ade is it|', null],
    ['see #fence|', { sign: '#', from: 4, typed: 'fence' }],
    ['(#12|', { sign: '#', from: 1, typed: '12' }],
    ['#paint the fence|', { sign: '#', from: 0, typed: 'paint the fence' }],
    ['#|', null],
    ['# Heading|', null],
    ['## Heading|', null],
    ['page#part|', null],
  ])('is being typed: %s', (before, expected) => expect(mentionAt(draft(before))).toEqual(expected))

  it('puts the name and one space', () => {
    expect(drawn(mentioned(draft('ask @ad|'), 4, '@Ade Okafor'))).toBe('ask @Ade Okafor |')
    expect(drawn(mentioned(draft('ask @ad| now'), 4, '@Ade Okafor'))).toBe('ask @Ade Okafor |now')
    expect(drawn(mentioned(draft('see #fen|'), 4, wordsOf({ id: 't', key: 'WEB-12', name: 'Fence' })))).toBe('see WEB-12 |')
    expect(wordsOf({ id: 'p', name: 'Ade Okafor' })).toBe('@Ade Okafor')
  })

  it('finds people by any of their names', () => {
    const people = ['Ade Okafor', 'Mira Lind'].map((name) => ({ id: name, name }))
    expect(peopleFor(people, 'oka').map(({ name }) => name)).toEqual(['Ade Okafor'])
    expect(peopleFor(people, '')).toHaveLength(2)
    expect(peopleFor(people, 'zed')).toEqual([])
  })
})
