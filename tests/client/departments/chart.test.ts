// Departments as a tree, as choices, and as groups of the sidebar.
import { describe, expect, it } from 'vitest'
import { chartOf, departmentChoices, isWithin, mapOf } from '../../../client/features/departments/chart.ts'
import { teamGroups } from '../../../client/shell/team-groups.ts'
import { aTeam, at } from '../support/events.ts'

const department = (id: string, parentId: string | null, name = id) =>
  ({ id, name, description: '', parentId, headId: null, version: 1, createdAt: at, updatedAt: at })
const departments = [department('north', 'sales', 'North'), department('sales', null, 'Sales'), department('works', null, 'Works')]
const teams = [
  { ...aTeam('loose'), departmentId: null }, { ...aTeam('hall'), departmentId: 'works' }, { ...aTeam('icebreakers'), departmentId: 'north' },
]

describe('the chart', () => {
  it('puts departments and teams where they belong, in the given order', () => {
    const { tops, loose } = chartOf(departments, teams)
    expect(tops.map((node) => node.department.id)).toEqual(['sales', 'works'])
    expect(tops[0]!.inside.map((node) => node.department.id)).toEqual(['north'])
    expect(tops[0]!.inside[0]!.teams.map(({ id }) => id)).toEqual(['icebreakers'])
    expect(loose.map(({ id }) => id)).toEqual(['loose'])
  })

  it('offers departments by their way from the top, and none as its own parent', () => {
    expect(departmentChoices(departments).map(({ label }) => label)).toEqual(['Sales', 'Sales / North', 'Works'])
    expect(departmentChoices(departments, 'sales').map(({ value }) => value)).toEqual(['works'])
  })

  it('knows what is part of what', () => {
    const known = mapOf(departments)
    expect([isWithin(known, 'north', 'sales'), isWithin(known, 'sales', 'sales'), isWithin(known, 'sales', 'north'), isWithin(known, null, 'sales')])
      .toEqual([true, true, false, false])
  })
})

describe('the sidebar', () => {
  it('groups teams by department from the top down, those without one last', () => {
    expect(teamGroups(departments, teams).map(({ way, teams: own }) => [way, own.map(({ id }) => id)])).toEqual(
      [['Sales / North', ['icebreakers']], ['Works', ['hall']], ['', ['loose']]])
  })

  it('keeps departments of the same name apart', () => {
    const twins = [department('one', null, 'Sales'), department('other', null, 'Sales')]
    const crews = [{ ...aTeam('hall'), departmentId: 'other' }, { ...aTeam('icebreakers'), departmentId: 'one' }]
    expect(teamGroups(twins, crews).map(({ id, way, teams: own }) => [id, way, own.map((team) => team.id)])).toEqual(
      [['one', 'Sales', ['icebreakers']], ['other', 'Sales', ['hall']]])
  })

  it('is as it was where there are no departments', () => {
    expect(teamGroups([], teams.map((team) => ({ ...team, departmentId: null })))).toMatchObject([{ way: '', teams: [{}, {}, {}] }])
  })
})
