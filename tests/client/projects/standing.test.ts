// How much of somebody's week a project takes, and hours as people type them.
import { describe, expect, it } from 'vitest'
import { standingOf, typedHours } from '../../../client/features/project-members/standing.ts'
import { parseNumber } from '../../../client/features/teams/numbers.ts'

const place = (hoursPerWeek: number, startOn: string | null = null, endOn: string | null = null, memberId = 'mira') =>
  ({ projectId: 'p', memberId, role: '', hoursPerWeek, startOn, endOn, createdAt: '2026-01-01T00:00:00.000Z' })
const TODAY = '2026-11-26'
const standing = (member: ReturnType<typeof place>, others: ReturnType<typeof place>[] = []) => standingOf(member, 40, others, TODAY, ({ projectId }) => projectId !== 'done')

describe('S102 what a project takes of a week', () => {
  it('is too much beyond the hours of the week, of all projects at work together', () => {
    expect(standing(place(40))).toMatchObject({ here: 40, elsewhere: 0, over: 0 })
    expect(standing(place(30), [place(10.5), place(9, null, null, 'ade'), { ...place(20), projectId: 'done' }])).toMatchObject({ elsewhere: 10.5, over: 0.5 })
  })

  it('is of today, or of the day on which it begins', () => {
    const later = place(30, '2026-12-01')
    expect(standing(later, [place(20, null, '2026-11-30')])).toMatchObject({ day: '2026-12-01', elsewhere: 0, over: 0 })
    expect(standing(later, [place(20, '2026-12-01')])).toMatchObject({ elsewhere: 20, over: 10 })
    expect(standing(place(30, '2026-11-26', TODAY), [place(20, '2026-11-27')])).toMatchObject({ here: 30, elsewhere: 0, isEnded: false })
  })

  it('is nothing once it has ended, and nothing without hours', () => {
    expect(standing(place(50, null, '2026-11-25'))).toMatchObject({ here: 0, over: 0, isEnded: true })
    expect(standing(place(0), [place(60)])).toMatchObject({ here: 0, over: 0 })
  })

  it.each([
    ['20', 20], ['12,5', 12.5], [' 7.25 ', 7.25], ['', 0], ['50 %', 16], ['33%', 10.5], ['0', 0], ['168', 168], ['169', null], ['600 %', null], ['-1', null], ['much', null], ['%', null],
  ])('reads "%s" as %s of 32 hours', (typed, hours) => expect(typedHours(typed, 32, parseNumber)).toBe(hours))
})
