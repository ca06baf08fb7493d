// What a card says.
import { describe, expect, it } from 'vitest'
import { cardSentence, dueLabel, dueSentence, dueTone } from '../../../client/features/board/card-words.ts'
import { refusalText } from '../../../client/features/board/refusals.svelte.ts'
import { aTask } from './tasks.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('the due day', () => {
  it('is late, soon or neither, and alarms nobody when the task is over', () => {
    expect(dueTone('2026-11-22T12:00:00Z', now, false)).toBe('late')
    expect(dueTone('2026-11-24T12:00:00Z', now, false)).toBe('soon')
    expect(dueTone('2026-12-24T12:00:00Z', now, false)).toBe('plain')
    expect(dueTone('2026-11-22T12:00:00Z', now, true)).toBe('plain')
  })

  it('is a day on the card and a sentence in the panel', () => {
    expect(dueLabel('2026-11-20T16:20:00Z', '2026-11-23', 'UTC')).toBe('20 Nov')
    expect(dueSentence('2026-11-20T23:59:00Z', '2026-11-23', 'UTC', 'late')).toBe('20 Nov, 3 days late')
  })
})

it('a card is read as one sentence of what is set', () => {
  const task = aTask({ key: 'WEB-118', priority: 'urgent', checklistDone: 3, checklistTotal: 8, commentCount: 1 })
  const words = { due: '20 Nov', late: true, assignees: ['You', 'Ade Okafor'], labels: [], viewers: ['Ade'],
    pending: false }
  expect(cardSentence(task, words)).toBe(
    'WEB-118, urgent, due 20 Nov, late, You and Ade Okafor, 3 of 8 checklist items, 1 comment, being viewed by Ade',
  )
})

it('a refusal says what was not done and why', () => {
  const own = { name: 'moveTask', taskIds: ['t'] }
  const problem = (code: string, detail: string) => ({ type: '', title: '', status: 409, code, detail, traceId: '' })
  expect(refusalText(own, problem('conflict', 'The limit of Review is 4'), () => 'WEB-77')).toBe('WEB-77 was not moved. The limit of Review is 4.')
  expect(refusalText(own, problem('unknown_change', 'Whatever the other version said'), () => 'WEB-77'))
    .toBe('WEB-77 was not moved. It was made by another version of Lockstep and cannot be sent any more.')
})
