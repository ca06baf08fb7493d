// The workload in the browser: who has too much, and its tables as files.
import { describe, expect, it } from 'vitest'
import { csvOf } from '../../../client/features/reports/save-table.ts'
import { allocatedTo, comingTable, overloaded, pastTable, share } from '../../../client/features/workload/workload-tables.ts'
import type { Workload } from '../../../shared/features/workload.ts'

const person = (name: string, free: number[], hoursPerWeek = 32): Workload['people'][number] => ({
  memberId: name, name, hoursPerWeek, unplanned: 0, allocations: [], past: [{ week: '2026-03-16', logged: 1440 }],
  coming: free.map((minutes, index) => ({ week: `2026-03-${23 + index * 7}`, allocated: 1200, planned: 90, free: minutes })),
})
const workload: Workload = { scope: 'team', scopeId: 'team', name: 'Team', timezone: 'UTC', asOf: '2026-03-25T10:00:00.000Z', people: [person('=Ade', [720, -30]), person('Mira', [0, 10])], leftOut: 0 }

describe('the workload', () => {
  it('S102 is too much where a week has less than nothing free', () => expect(overloaded(workload).map(({ name }) => name)).toEqual(['=Ade']))

  it.each([[1440, 32, 75], [0, 40, 0], [3000, 40, 125], [60, 0, null]])('S83 of %i minutes in %i hours is %s per cent', (minutes, hours, part) => expect(share(minutes, hours)).toBe(part))

  it('tells of projects without a name together', () => {
    const allocation = (projectName: string | null, hoursPerWeek: number) => ({ projectId: projectName, projectName, hoursPerWeek, startOn: null, endOn: null })
    expect(allocatedTo({ allocations: [allocation(null, 20), allocation('Web', 10), allocation(null, 5), allocation('App', 0)] })).toEqual([{ name: 'Web', hours: 10 }, { name: null, hours: 25 }])
    expect(allocatedTo({ allocations: [] })).toEqual([])
  })

  it('are files of plain hours, a row for each person and week', () => {
    expect(csvOf(comingTable(workload)).split('\r\n').slice(0, 3)).toEqual(['\uFEFFPerson,Week of,Working hours,Allocated,Planned,Free', "'=Ade,2026-03-23,32,20,1.5,12", "'=Ade,2026-03-30,32,20,1.5,-0.5"])
    expect(csvOf(pastTable(workload)).split('\r\n').slice(0, 2)).toEqual(['\uFEFFPerson,Week of,Working hours,Logged,Per cent', "'=Ade,2026-03-16,32,24,75"])
  })
})
