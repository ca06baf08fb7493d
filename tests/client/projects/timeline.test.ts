// Where today and milestones stand between a project's start and end.
import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../../client/features/projects/overview/timeline.ts'
import type { Milestone } from '../../../shared/features/milestones.ts'

const time = { startOn: '2026-11-01', dueOn: '2026-11-11' }
const at = (dueOn: string | null): Milestone => ({ id: String(dueOn), projectId: 'p', name: 'M', dueOn, doneAt: null, version: 1 })

describe('the timeline of a project', () => {
  it('needs a start and an end', () => {
    expect(timelineOf({ ...time, startOn: null }, [], '2026-11-05')).toBeNull()
    expect(timelineOf({ ...time, dueOn: null }, [], '2026-11-05')).toBeNull()
  })

  it('places today and the milestones that lie between them', () => {
    const timeline = timelineOf(time, [at('2026-11-06'), at(null), at('2026-12-01'), at('2026-11-11')], '2026-11-03')!
    expect([timeline.today, timeline.daysLeft]).toEqual([0.2, 8])
    expect(timeline.milestones.map(({ milestone, at: place }) => [milestone.id, place])).toEqual([['2026-11-06', 0.5], ['2026-11-11', 1]])
  })

  it('has no today before the start and after the end, and counts the days over', () => {
    expect(timelineOf(time, [], '2026-10-31')).toMatchObject({ today: null, daysLeft: 11 })
    expect(timelineOf(time, [], '2026-11-13')).toMatchObject({ today: null, daysLeft: -2 })
    expect(timelineOf({ startOn: '2026-11-01', dueOn: '2026-11-01' }, [], '2026-11-01')).toMatchObject({ today: 0, daysLeft: 0 })
  })
})
