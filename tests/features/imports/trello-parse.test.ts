// What the parser of Trello exports takes over from boards of any age, and what it says of the rest.
import { describe, expect, it } from 'vitest'
import { planTrelloImport } from '../../../shared/trello/plan.ts'
import { codesOf, planOf, sampleText, taskOf } from './trello-board.ts'

describe('a modern board', () => {
  const plan = planTrelloImport(sampleText('modern'))
  const task = (title: string) => plan.tasks.find((each) => each.title === title)

  it('brings lists in order of place, ties as in the file, with category and colour', () => {
    expect(plan.name).toBe('Garden club')
    expect(plan.statuses).toEqual([
      { name: 'Beds', category: 'todo', archived: false, color: 'sky' },
      { name: 'Doing', category: 'active', archived: false, color: 'amber' },
      { name: 'Fertig 🎉', category: 'done', archived: false, color: 'green' },
      { name: 'Doing', category: 'active', archived: true, color: 'sky' },
    ])
  })

  it('brings cards status by status in order of place, ties as in the file, homeless ones last', () => {
    expect(plan.tasks.map((each) => [each.status, each.title])).toEqual([
      [0, 'First by place'], [0, 'Second of two tied'], [0, 'Third, tied with the second'], [0, 'Homeless'],
      [2, 'https://trello.com/c/abc'], [3, 'Open in a closed list'],
    ])
  })

  it('archives a task by its own flag only and takes the time it was closed', () => {
    expect(task('First by place')?.archivedAt).toBe('2024-05-05T00:00:00.000Z')
    expect(task('Open in a closed list')?.archivedAt).toBeNull()
  })

  it('brings due and start dates in UTC, done, description and the time of the id', () => {
    expect(task('Second of two tied')).toMatchObject({
      description: 'Compost *first*', dueAt: '2024-03-01T11:00:00.000Z', startAt: '2024-02-01T07:00:00.000Z',
      done: true, createdAt: new Date(0x6500000a * 1000).toISOString(),
    })
  })

  it('names labels without a name by their colour, never two alike, and leaves unused ones out', () => {
    expect(plan.labels).toEqual([
      { name: 'green', color: 'olive' }, { name: 'Green 2', color: 'green' }, { name: 'Green 3', color: 'green' },
      { name: 'Quiet', color: 'slate' }, { name: 'Light blue', color: 'navy' },
    ])
    expect(task('First by place')?.labels).toEqual([0, 1])
    expect(task('Third, tied with the second')?.labels).toEqual([1, 4])
  })

  it('brings checklists and their items in order of place', () => {
    expect(task('Second of two tied')?.checklists).toEqual([
      { title: 'Checklist', items: [{ text: 'Seeds', done: false }] },
      { title: 'Tools', items: [{ text: 'Spade', done: true }, { text: 'Rake', done: false }] },
    ])
  })

  it('brings comments oldest first with author and time, copied ones and people who left included', () => {
    expect(task('Second of two tied')?.comments).toEqual([
      { author: 'Cid Left', body: 'Same instant, written first', at: '2024-03-04T00:00:00.000Z' },
      { author: 'Cid Left', body: 'Copied later', at: '2024-03-04T00:00:00.000Z' },
      { author: 'Ann Green', body: 'Newest', at: '2024-03-05T00:00:00.000Z' },
    ])
  })

  it('brings attachments as links in order, without those that are no web address', () => {
    expect(task('Second of two tied')?.attachments).toEqual([
      { name: 'first.pdf', url: 'https://trello.com/1/cards/5/attachments/6/download/first.pdf' },
      { name: 'Second', url: 'https://example.org/second%20page' },
    ])
  })

  it('keeps members as hints', () => {
    expect(task('Second of two tied')?.people).toEqual(['Ann Green', 'bob'])
  })

  it('counts what came in', () => {
    expect(plan.counts).toEqual({
      statuses: { open: 3, archived: 1 }, tasks: { open: 5, archived: 1 }, labels: 5, checklists: 2,
      checklistItems: { done: 1, open: 2 }, comments: 3, attachments: 2,
    })
  })

  it('says all that could not be taken over', () => {
    expect(codesOf(plan)).toEqual([
      'attachments_at_trello', 'board_description', 'card_roles', 'card_templates', 'check_item_details', 'covers',
      'custom_fields', 'history', 'list_limits', 'locations', 'lost_checklists', 'lost_comments', 'lost_list',
      'members_as_hints', 'missing_comments', 'power_ups', 'reminders', 'stickers', 'unknown_member',
      'unsafe_attachment', 'votes',
    ])
    const warning = (code: string) => plan.warnings.find((each) => each.code === code)
    expect(warning('missing_comments')?.message).toMatch(/^2 comments/)
    expect(warning('lost_list')).toMatchObject({ where: '/cards/4/idList' })
  })
})

describe('a board of 2011', () => {
  const plan = planTrelloImport(sampleText('ancient'))

  it('tells labels without id by colour and name, and names them as the board does', () => {
    expect(plan.labels).toEqual([
      { name: 'Urgent', color: 'red' }, { name: 'Go', color: 'green' }, { name: 'Green', color: 'green' },
    ])
    expect(plan.tasks.map((task) => task.labels)).toEqual([[0, 1], [1, 0, 2]])
  })

  it('finds checklists through the card and the state of items at the card', () => {
    expect(plan.tasks[0]?.checklists).toEqual([
      {
        title: 'Steps',
        items: [{ text: 'Done by the state at the card', done: true }, { text: 'Open', done: false }],
      },
    ])
  })

  it('takes the author from the members and the time from the id', () => {
    expect(plan.tasks[0]?.comments).toEqual([
      { author: 'Old Hand', body: 'No date at all', at: new Date(0x4e720000 * 1000).toISOString() },
    ])
  })

  it('keeps the order of the file where nothing has a place', () => {
    const categories = plan.statuses.map(({ name, category }) => [name, category])
    expect(categories).toEqual([['Ideas', 'backlog'], ['Whatever', 'active']])
    expect(plan.tasks.map((task) => task.title)).toEqual(['Both looks', 'Same looks again'])
  })

  it('has nothing to warn of', () => {
    expect(plan.warnings).toEqual([])
  })
})

describe('an export made through the API', () => {
  it('takes checklists, members and actions that are nested in the cards', () => {
    const task = taskOf({
      members: [{ id: 'm', fullName: 'Nested Nell' }],
      checklists: [{ id: 'k', name: 'Nested', checkItems: [{ name: 'One', state: 'complete' }] }],
      actions: [{ id: 'n', type: 'commentCard', date: '2020-01-01', data: { text: 'Hi', idCard: 'card' } }],
    })
    expect(task.people).toEqual(['Nested Nell'])
    expect(task.checklists).toEqual([{ title: 'Nested', items: [{ text: 'One', done: true }] }])
    expect(task.comments).toEqual([{ author: 'Unknown', body: 'Hi', at: '2020-01-01T00:00:00.000Z' }])
  })

  it('takes labels that the card names only by id', () => {
    const plan = planOf({ labels: [{ id: 'l', name: 'Known', color: 'pink_dark' }] }, { idLabels: ['l', 'other'] })
    expect(plan.labels).toEqual([{ name: 'Known', color: 'magenta' }])
    expect(plan.tasks[0]?.labels).toEqual([0])
    expect(codesOf(plan)).toEqual(['unknown_label'])
  })
})

describe('long texts', () => {
  it('cuts a title to 500 characters and keeps all of it in the description', () => {
    const title = `${'x'.repeat(498)}😀${'y'.repeat(300)}`
    const plan = planOf({}, { name: title, desc: 'Below' })
    expect(plan.tasks[0]?.title).toBe(`${'x'.repeat(498)}…`)
    expect(plan.tasks[0]?.description).toBe(`${title}\n\nBelow`)
    expect(plan.warnings).toMatchObject([{ code: 'text_cut', where: '/cards/0/name' }])
  })

  it('cuts descriptions and comments to 100,000 characters', () => {
    const long = 'd'.repeat(100_001)
    const comment = { id: 'n', type: 'commentCard', date: '2020-01-01', data: { text: long, card: { id: 'card' } } }
    const plan = planOf({ actions: [comment] }, { desc: long })
    expect(plan.tasks[0]?.description.length).toBe(100_000)
    expect(plan.tasks[0]?.comments[0]?.body.length).toBe(100_000)
    expect(plan.warnings.map((warning) => warning.where)).toEqual(['/cards/0/desc', '/actions/0/data/text'])
  })

  it('keeps the full text of a long check item in the description', () => {
    const name = 'i'.repeat(2_001)
    const checkItems = [{ name, state: 'incomplete' }]
    const plan = planOf({ checklists: [{ id: 'k', idCard: 'card', name: 'K', checkItems }] })
    expect(plan.tasks[0]?.checklists[0]?.items[0]?.text.length).toBe(2_000)
    expect(plan.tasks[0]?.description).toBe(name)
  })

  it('bounds names of boards, lists, labels and people', () => {
    const name = 'n'.repeat(600)
    const plan = planOf(
      { name, lists: [{ id: 'list', name }], members: [{ id: 'm', fullName: name }] },
      { labels: [{ id: 'a', name, color: null }, { id: 'b', name, color: null }], idMembers: ['m'] },
    )
    expect(plan.name.length).toBe(500)
    expect(plan.statuses[0]?.name.length).toBe(200)
    expect(plan.labels.map((label) => label.name.length <= 100)).toEqual([true, true])
    expect(new Set(plan.labels.map((label) => label.name)).size).toBe(2)
    expect(plan.tasks[0]?.people[0]?.length).toBe(200)
  })

  it('lists at most 20 places of a kind and sums up the rest', () => {
    const cards = Array.from({ length: 50 }, (_, index) => ({ id: `c${index}`, idList: 'list', name: '' }))
    const warnings = planOf({ cards }).warnings
    expect(warnings.length).toBe(21)
    expect(warnings.at(-1)).toEqual({ code: 'empty_name', message: '30 more of this kind are not listed', count: 30 })
  })
})

describe('boards without lists', () => {
  it('adds a status for cards when there is no list at all', () => {
    const plan = planOf({ lists: [] })
    expect(plan.statuses).toEqual([{ name: 'To do', category: 'todo', archived: false, color: 'sky' }])
    expect(plan.tasks[0]?.status).toBe(0)
    expect(codesOf(plan)).toEqual(['lost_list', 'no_lists'])
  })

  it('takes an empty board', () => {
    expect(planOf({ lists: [], cards: [] })).toMatchObject({ statuses: [], tasks: [], labels: [], warnings: [] })
  })
})
