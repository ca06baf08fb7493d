// The moments to choose from, and what a trial of an undo is about.
import { describe, expect, it } from 'vitest'
import { momentOf, subjectsOf } from '../../../client/features/activity/undo-all.ts'

const now = Date.parse('2026-11-24T10:20:30.000Z')
const at = (span: Parameters<typeof momentOf>[0], chosen: string | null = null) => momentOf(span, chosen, 'Europe/Berlin', now)

describe('since when', () => {
  it('is counted back from now, or from where the day began for who asks', () => {
    expect([at('quarter'), at('hour'), at('today')]).toEqual(['2026-11-24T10:05:30.000Z', '2026-11-24T09:20:30.000Z', '2026-11-23T23:00:00.000Z'])
  })

  it('is the beginning of a chosen day, or its time; none as long as nothing is chosen', () => {
    expect([at('chosen', '2026-11-20'), at('chosen', '2026-11-20T09:30'), at('chosen')]).toEqual(['2026-11-19T23:00:00.000Z', '2026-11-20T08:30:00.000Z', null])
  })
})

it('changes are counted by what they are of, the last changed first', () => {
  const change = (type: string, key: string | null, title: string) => ({ eventId: type, type, taskId: key, key, title })
  const undone = [change('label.updated', null, 'Bug'), change('task.moved', 'LAN-1', 'Write'), change('comment.created', 'LAN-1', 'Write'), change('label.created', null, 'Bug'), change('post.updated', null, ''),
    change('department.updated', null, 'Sales'), change('team.updated', null, 'Green'), change('project_member.saved', null, '')]
  expect(subjectsOf({ undone })).toEqual([
    { key: null, name: 'Label Bug', count: 2 }, { key: 'LAN-1', name: 'Write', count: 2 }, { key: null, name: 'Posts', count: 1 },
    { key: null, name: 'Department Sales', count: 1 }, { key: null, name: 'Team Green', count: 1 }, { key: null, name: 'People on projects', count: 1 },
  ])
})
