// The list of all projects: what an address asks for, which projects answer, and their order.
import { describe, expect, it } from 'vitest'
import { addressOf, askedBy, rowsAsked, sortedRows, type ProjectRow } from '../../../client/features/project-figures/project-rows.ts'
import { emptyDepth, type Project } from '../../../shared/features/projects.ts'

const row = (name: string, more: Partial<Project> = {}, figures?: [open: number, done: number, overdue: number], team = 'Web'): ProjectRow => ({
  project: {
    ...emptyDepth, id: name, teamId: team, key: name.slice(0, 3).toUpperCase(), name, description: '', status: 'active', priority: 'none', limits: 'enforce', isTemplate: false, archivedAt: null,
    createdById: null, version: 1, createdAt: '', updatedAt: '', deletedAt: null, ...more,
  },
  team, manager: undefined, figures: figures && { projectId: name, open: figures[0], done: figures[1], overdue: figures[2], unassigned: 0 },
})
const nothing = askedBy(new URLSearchParams())
const names = (rows: readonly ProjectRow[]) => rows.map(({ project }) => project.name)

describe('what is asked for', () => {
  it('stands in the address, which says nothing of what is usual', () => {
    const asked = { text: 'web shop', teamId: 'Web', health: 'at_risk' as const, finished: true }
    expect(askedBy(new URL(addressOf(asked), 'http://here').searchParams)).toEqual(asked)
    expect(addressOf(nothing)).toBe('/projects')
  })

  it('is no health that there is none of', () => {
    expect(askedBy(new URLSearchParams('health=splendid')).health).toBeNull()
  })
})

describe('which projects answer', () => {
  const rows = [row('Checkout'), row('Old shop', { status: 'completed' }), row('Press', {}, undefined, 'Words')]

  it('leaves out what is finished unless asked to', () => {
    expect(names(rowsAsked(rows, nothing))).toEqual(['Checkout', 'Press'])
    expect(names(rowsAsked(rows, { ...nothing, finished: true }))).toEqual(['Checkout', 'Old shop', 'Press'])
  })

  it('finds words of names, whole keys, and a team', () => {
    expect(names(rowsAsked(rows, { ...nothing, text: ' HECK ' }))).toEqual(['Checkout'])
    expect(names(rowsAsked(rows, { ...nothing, text: 'pre' }))).toEqual(['Press'])
    expect(names(rowsAsked(rows, { ...nothing, text: 'xyz' }))).toEqual([])
    expect(names(rowsAsked(rows, { ...nothing, teamId: 'Words' }))).toEqual(['Press'])
  })
})

describe('their order', () => {
  const rows = [
    row('Quiet'), row('Late', { health: 'on_track', dueOn: '2026-03-01' }, [4, 4, 3]), row('Sick', { health: 'off_track' }, [9, 1, 0]),
    row('Shy', { health: 'at_risk', dueOn: '2026-01-01' }, [1, 9, 1], 'Art'),
  ]
  const by = (key: string, direction: 'ascending' | 'descending' = 'ascending') => names(sortedRows(rows, { key, direction }))

  it('has the worst health first, and what has none last either way', () => {
    expect(by('health')).toEqual(['Sick', 'Shy', 'Late', 'Quiet'])
    expect(by('health', 'descending')).toEqual(['Late', 'Shy', 'Sick', 'Quiet'])
  })

  it('counts, shares and days are compared as such', () => {
    expect(by('late', 'descending')).toEqual(['Late', 'Shy', 'Quiet', 'Sick'])
    expect(by('progress')).toEqual(['Sick', 'Late', 'Shy', 'Quiet'])
    expect(by('due')).toEqual(['Shy', 'Late', 'Quiet', 'Sick'])
  })

  it('equal ones stand by team and name', () => {
    expect(by('team')).toEqual(['Shy', 'Late', 'Quiet', 'Sick'])
  })
})
