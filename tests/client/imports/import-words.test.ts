// What an import brings, said in words; who of the file is who here.
import { describe, expect, it } from 'vitest'
import { countRows, groupWarnings } from '../../../client/features/imports/import-words.ts'
import { memberNamed, peopleOf } from '../../../client/features/imports/people.ts'
import type { Member } from '../../../shared/features/members.ts'
import type { PlannedTask } from '../../../shared/trello/import-plan.ts'

it('leaves out what an import has none of', () => {
  const counts = {
    statuses: { open: 3, archived: 1 }, tasks: { open: 12, archived: 0 }, labels: 0, checklists: 2,
    checklistItems: { done: 3, open: 5 }, comments: 0, attachments: 0,
  }
  expect(countRows(counts)).toEqual([
    { label: 'Columns', count: 4, note: '1 of them archived' }, { label: 'Tasks', count: 12, note: '' },
    { label: 'Checklists', count: 2, note: '3 of 8 items done' },
  ])
})

it('says warnings of one kind once, with their number and places, losses apart from changes', () => {
  const warnings = [
    { code: 'text_cut', message: 'a', where: '/1' }, { code: 'votes', message: 'b', count: 7, where: '/9' }, { code: 'text_cut', message: 'c', where: '/2' },
    { code: 'members_as_hints', message: 'd' }, { code: 'brand_new', message: 'As the server said' },
  ]
  expect(groupWarnings(warnings)).toEqual([
    { code: 'votes', count: 7, places: ['/9'], isLoss: true, message: 'Votes of 7 cards' },
    { code: 'text_cut', count: 2, places: ['/1', '/2'], isLoss: false, message: '2 texts are too long and are cut' },
    { code: 'brand_new', count: 1, places: [], isLoss: false, message: 'As the server said' },
  ])
})

describe('people', () => {
  const member = (id: string, name: string) => ({ id, name }) as Member
  it('are counted by their tasks, the busiest first', () => {
    const tasks = [{ people: ['Ann', 'Bo'] }, { people: ['Bo'] }] as PlannedTask[]
    expect(peopleOf(tasks)).toEqual([{ name: 'Bo', tasks: 2 }, { name: 'Ann', tasks: 1 }])
  })

  it('are known by name without regard to case and accents, never when two have it', () => {
    const members = [member('1', 'Zoë  Čapek'), member('2', 'Bo'), member('3', 'bo')]
    expect(memberNamed('zoe capek', members)).toBe('1')
    expect(memberNamed('Bo', members)).toBeNull()
    expect(memberNamed('Nobody', members)).toBeNull()
  })
})
