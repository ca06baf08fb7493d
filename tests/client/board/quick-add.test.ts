// What one typed line becomes.
import { describe, expect, it } from 'vitest'
import { pastedTitles, readQuickAdd, suggestionsOf, type QuickAddContext } from '../../../client/features/board/quick-add.ts'

const context: QuickAddContext = {
  people: [{ id: 'p-ade', name: 'Ade Okafor' }, { id: 'p-mira', name: 'Mira Lindqvist' },
    { id: 'p-mike', name: 'Mike Ash' }],
  labels: [{ id: 'l-bug', name: 'Bug' }, { id: 'l-mail', name: 'E-mail' }, { id: 'l-big', name: 'Big spender' }],
  statuses: [{ id: 's-todo', name: 'To do' },
    { id: 's-review', name: 'In review' }], meId: 'p-mike', today: '2026-11-23',
}
const read = (line: string, more: Partial<QuickAddContext> = {}) => readQuickAdd(line, { ...context, ...more })

describe('a line for a new task', () => {
  it('is only a title when nothing in it is known', () => {
    expect(read('Retry webhooks')).toMatchObject({ title: 'Retry webhooks', assigneeIds: [], labelIds: [],
      priority: 'none', due: null })
  })

  it('gives people, labels, priority and a day, and leaves the rest as title', () => {
    expect(read('Retry webhooks @ade #bug !high tomorrow')).toMatchObject({
      title: 'Retry webhooks', assigneeIds: ['p-ade'], labelIds: ['l-bug'], priority: 'high', due: '2026-11-24',
    })
  })

  it('knows "me", whole names, labels of two words and accents typed without them', () => {
    expect(read('Call @me @mira lindqvist #big spender').assigneeIds).toEqual(['p-mike', 'p-mira'])
    expect(read('Call #big spender').labelIds).toEqual(['l-big'])
    expect(read('Call @andre', { people: [{ id: 'x', name: 'André' }] }).assigneeIds).toEqual(['x'])
  })

  it('leaves a name open that two people share', () => {
    expect(read('Ask @mi').assigneeIds).toEqual([])
    expect(read('Ask @mi').title).toBe('Ask @mi')
  })

  it('keeps an unknown label in the title and names it', () => {
    expect(read('Try #new')).toMatchObject({ title: 'Try #new', labelIds: [], unknownLabels: ['new'] })
  })

  it('reads !! as urgent and another status after >', () => {
    expect(read('Fix it !! >review')).toMatchObject({ title: 'Fix it', priority: 'urgent', statusId: 's-review' })
  })

  it('reads ~ as an estimate: a number is points, a length is time, and all else stays text', () => {
    expect(read('Sand it ~3')).toMatchObject({ title: 'Sand it', estimatePoints: 3, estimateMinutes: null })
    expect(read('Sand it ~2h30m')).toMatchObject({ title: 'Sand it', estimatePoints: null, estimateMinutes: 150 })
    expect(read('Sand it ~1:30 ~0,5')).toMatchObject({ title: 'Sand it', estimatePoints: 0.5, estimateMinutes: 90 })
    for (const line of ['Take ~ten', 'Take ~5000', 'Take ~']) expect(read(line)).toMatchObject({ title: line, estimatePoints: null, estimateMinutes: null })
  })

  it.each([['fri', '2026-11-27'], ['+3d', '2026-11-26'], ['24 nov', '2026-11-24'], ['next week', '2026-11-30'],
    ['2026-12-01', '2026-12-01']])(
    'reads the day %s', (day, due) => expect(read(`Send it ${day}`)).toMatchObject({ title: 'Send it', due }),
  )

  it('does not take words for days that only look like some', () => {
    expect(read('Sell 24 apples in may').due).toBeNull()
  })

  it('keeps quoted words and words that were turned back literal', () => {
    expect(read('Write "@ade" down')).toMatchObject({ title: 'Write @ade down', assigneeIds: [] })
    expect(read('Plan friday talk', { literal: new Set(['friday']) })).toMatchObject({ title: 'Plan friday talk',
      due: null })
  })

  it('gives the line back in pieces without losing a character', () => {
    const line = '  Retry   @ade  "#x"  #bug fri '
    expect(read(line).parts.map(({ text }) => text).join('')).toBe(line)
  })
})

it('a pasted list becomes titles without its bullets', () => {
  expect(pastedTitles('- One\n\n* [ ] Two\n3. Three\r\n')).toEqual(['One', 'Two', 'Three'])
})

describe('a line that names another task or a template', () => {
  const tasks = () => [{ id: 't-7', key: 'WEB-7', title: 'Paint the fence' }, { id: 't-17', key: 'WEB-17', title: 'Buy paint' }, { id: 't-new', key: '', title: 'Paint it again' }]
  const templates = [{ id: 'v-bug', name: 'Bug report' }, { id: 'v-release', name: 'Release' }]
  const told = (line: string) => read(line, { tasks, templates })

  it('makes it part of the task, by its key or number, and leaves what no task has as text', () => {
    expect(told('Buy brushes ^web-7')).toMatchObject({ title: 'Buy brushes', parentId: 't-7', asked: null })
    expect(told('Buy brushes ^17 !high')).toMatchObject({ title: 'Buy brushes', parentId: 't-17', priority: 'high' })
    expect(told('2 ^ 3 is 8')).toMatchObject({ title: '2 ^ 3 is 8', parentId: null, asked: null })
    expect(told('Look at ^web-9')).toMatchObject({ title: 'Look at ^web-9', parentId: null })
  })

  it('takes a template by its whole name or a beginning that only one has; paths stay text', () => {
    expect(told('/bug report Login fails @ade')).toMatchObject({ title: 'Login fails', templateId: 'v-bug', assigneeIds: ['p-ade'] })
    expect(told('/rel')).toMatchObject({ title: '', templateId: 'v-release' })
    expect(told('Mend /etc/hosts and/or that')).toMatchObject({ title: 'Mend /etc/hosts and/or that', templateId: null })
  })

  it('takes names of many words and with quotes whole, the longest that fits, and goes on right after them', () => {
    const named = [
      { id: 'v-long', name: 'Release of the new mobile app' }, { id: 'v-quoted', name: 'The "big one" again' }, { id: 'v-inch', name: 'Pipe 5" wide' }, { id: 'v-open', name: 'Say "hello' },
      { id: 'v-short', name: 'Release' }, { id: 'v-of', name: 'Release of the new' },
    ]
    const by = (line: string) => {
      const { templateId, title, parts } = read(line, { templates: named })
      expect(parts.map(({ text }) => text).join('')).toBe(line)
      return [templateId, title]
    }
    expect(by('/release of  the new mobile app Version 4 !high')).toEqual(['v-long', 'Version 4'])
    expect(by('Version 4 /Release of the new mobile')).toEqual(['v-of', 'Version 4 mobile'])
    expect(by('/The "big one" again Call "@ade" back')).toEqual(['v-quoted', 'Call @ade back'])
    expect(by('/Pipe 5" wide Cut it')).toEqual(['v-inch', 'Cut it'])
    expect(by('/Say "hello to all of them')).toEqual(['v-open', 'to all of them'])
    expect(by('/Release "of the new" thing')).toEqual(['v-short', 'of the new thing'])
    expect(by('/Say "hello" twice'), 'a name ends where a word does').toEqual(['v-open', 'hello twice'])
    expect(read('Ask >waiting for the answer of them', { statuses: [{ id: 's', name: 'Waiting for the answer of them' }] })).toMatchObject({ title: 'Ask', statusId: 's' })
  })

  it('suggests what a mark that was begun at the end may mean', () => {
    const labels = (line: string) => {
      const { asked } = told(line)
      return asked && suggestionsOf(asked, { tasks, templates }).map(({ word, label }) => [word, label])
    }
    expect(labels('Buy brushes ^')).toEqual([['^WEB-7', 'WEB-7 Paint the fence'], ['^WEB-17', 'WEB-17 Buy paint']])
    expect(labels('Buy brushes ^pai')).toEqual([['^WEB-7', 'WEB-7 Paint the fence'], ['^WEB-17', 'WEB-17 Buy paint']])
    expect(labels('Buy brushes ^web-1')).toEqual([['^WEB-17', 'WEB-17 Buy paint']])
    expect(labels('Login fails /')).toEqual([['/Bug report', 'Bug report'], ['/Release', 'Release']])
    expect(labels('Login fails /r')).toEqual([['/Bug report', 'Bug report'], ['/Release', 'Release']])
    expect([labels('Login fails /rep'), told('Login fails /rep').templateId]).toEqual([null, 'v-bug'])
    expect([labels('Buy ^web-7'), labels('Buy ^web paint')]).toEqual([null, null])
  })
})
