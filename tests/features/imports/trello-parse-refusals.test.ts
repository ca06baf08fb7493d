// Files that cannot come in are refused with a code, a place and words that help.
import { describe, expect, it } from 'vitest'
import { planTrelloImport } from '../../../shared/trello/plan.ts'
import { refusalOf, sampleText } from './trello-board.ts'

describe('text that is no JSON', () => {
  it.each([
    ['', '1:1', /empty/],
    [' \n ', '1:1', /empty/],
    ['\uFEFF', '1:1', /empty/],
    ['<!doctype html><title>Sign in</title>', '1:1', /web page/],
    ['{"lists": [],\n "cards": [,]}', '2:12', /“,”/],
    ['{"lists": [],\n "cards" []}', '2:10', /“\[”/],
    ['{"lists": [],\n "cards": [}', '2:12', /“}”/],
    ['{"lists": []\n,}', '2:2', /“}”/],
    ['{"a": tru}', '1:7', /“t”/],
    ['{"a": 01}', '1:7', /“0”/],
    ['{"a": "x\ny"}', '1:7', /unexpected/],
    ['{"a": 1} x', '1:10', /“x”/],
    ['{"lists": [{"id": "5', '1:21', /too early/],
    ['{"lists": [{"id": 5}', '1:21', /too early/],
    ['PK\u0003\u0004\u0014', '1:1', /zip/],
    ['{\0"\0l\0i\0s\0t\0', '1:2', /U\+0000.*UTF-16/],
    ['Card ID,Card Name,Labels\n1,2,3', '1:1', /CSV/],
  ])('%j is refused at %s', (text, pointer, message) => {
    expect(refusalOf(text)).toMatchObject({ code: 'invalid_json', pointer, message: expect.stringMatching(message) })
  })

  it('names the place where a real board was cut off', () => {
    const text = sampleText('modern')
    const part = text.slice(0, text.length / 2)
    const lines = part.split('\n')
    const pointer = `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
    expect(refusalOf(part)).toMatchObject({ code: 'invalid_json', pointer })
  })

  it('takes a byte order mark', () => {
    expect(planTrelloImport(`\uFEFF${sampleText('ancient')}`).name).toBe('Old board')
  })
})

describe('JSON that is no board of Trello', () => {
  it.each([
    ['[]', '', /a list of 0/],
    ['[{"lists": [], "cards": []}]', '', /a list of 1/],
    ['null', '', /null/],
    ['"board"', '', /a string/],
    ['17', '', /a number/],
    ['{}', '', /“lists” and “cards” missing/],
    ['{"lists": [], "name": "x"}', '', /“cards” missing; it has lists, name/],
    ['{"lists": {"0": {}}, "cards": []}', '/lists', /“lists” is an object/],
    ['{"lists": [], "cards": "many"}', '/cards', /“cards” is a string/],
    ['{"startAt": 0, "total": 1, "issues": []}', '', /Jira/],
    ['{"id": "x", "idList": "y", "name": "A card"}', '', /single card/],
    ['{"_format": "wekan-board-1.0.0", "lists": [{"_id": "a", "title": "x"}], "cards": []}', '/lists/0', /Wekan/],
    ['{"lists": [{"id": "a", "name": "x"}], "cards": [{"title": "x", "listId": "a"}]}', '/cards/0', /no “idList”/],
    ['{"__proto__": {"lists": [], "cards": []}}', '', /missing/],
  ])('%s is refused', (text, pointer, message) => {
    const refusal = refusalOf(text)
    expect(refusal).toMatchObject({ code: 'not_a_trello_board', pointer })
    expect(refusal.message).toMatch(message)
  })

  it.each([['{"lists": [1, 2], "cards": []}', '/lists/0'], ['{"lists": [], "cards": [null]}', '/cards/0']])(
    '%s is an invalid board', (text, pointer) => {
      expect(refusalOf(text)).toMatchObject({ code: 'invalid_board', pointer })
    })
})

describe('files that hold too much', () => {
  const [lists, cards] = [[{ id: 'l', name: 'L' }], [{ id: 'c', idList: 'l' }]]
  const board = (rest: object) => JSON.stringify({ lists, cards, ...rest })
  const many = (count: number, entry: object) => Array.from({ length: count }, () => entry)

  it.each([
    ['21 thousand cards', { cards: many(20_001, { name: 'x' }) }, '/cards/20000'],
    ['a thousand and one lists', { lists: many(1_001, { name: 'x' }) }, '/lists/1000'],
    ['too many check items', {
      checklists: [100_000, 100_000, 1].map((count) => ({ idCard: 'c', checkItems: many(count, { name: 'x' }) })),
    }, '/checklists/2/checkItems/0'],
    ['too many comments', {
      actions: many(200_001, { type: 'commentCard', data: { text: 'x', card: { id: 'c' } } }),
    }, '/actions/200000'],
    ['a list of too many entries of any kind', { members: many(250_001, {}) }, '/members/250000'],
    ['too many labels', {
      cards: [{ idList: 'l', labels: Array.from({ length: 5_001 }, (_, index) => ({ name: `n${index}` })) }],
    }, '/cards/0/labels/5000'],
  ])('%s', (_, rest, pointer) => {
    expect(refusalOf(board(rest))).toMatchObject({ code: 'too_large', pointer })
  })

  it.each([1_000_000, 15_000_000])('nesting %i deep is refused within a second', (depth) => {
    const began = performance.now()
    const text = `{"lists": [], "cards": ${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(refusalOf(text)).toMatchObject({ code: 'too_large', pointer: '1:223' })
    expect(performance.now() - began).toBeLessThan(1_000)
  })

  it('millions of empty objects are refused before they fill the memory', () => {
    const refusal = refusalOf(`{"lists": [], "cards": [${'{},'.repeat(10_000_000)}{}]}`)
    expect(refusal).toMatchObject({ code: 'too_large', message: expect.stringMatching(/more than 2000000 objects/) })
  })

  it('a fault in every one of a million places', () => {
    const card = { idList: 'l', labels: Array.from({ length: 60 }, () => 1) }
    expect(refusalOf(board({ cards: many(20_000, card) }))).toMatchObject({ code: 'too_large' })
  })

  it('more than 32 MiB', () => {
    expect(refusalOf(' '.repeat(32 * 1024 * 1024 + 1))).toMatchObject({ code: 'too_large' })
  })
})
