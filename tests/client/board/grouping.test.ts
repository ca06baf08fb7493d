// The board by person, priority and label: what stands where, and what carrying a task changes.
import { describe, expect, it } from 'vitest'
import {
  columnIdOf, groupTasks, landingIndex, priorityValues, regrouped, valuesOf,
} from '../../../client/features/board/grouping.ts'
import { factOf } from '../../../client/features/board/new-facts.ts'
import { aTask } from './tasks.ts'

const ade = aTask({ id: 'ade', assigneeIds: ['Ade'], priority: 'high' })
const both = aTask({ id: 'both', assigneeIds: ['Ade', 'Mira'], labelIds: ['bug', 'docs'] })
const free = aTask({ id: 'free', priority: 'urgent' })
const shown = (groups: ReturnType<typeof groupTasks>) => groups.map(({ value, tasks }) => [value, tasks.map(({ id }) => id)])

describe('groups', () => {
  it('has a column for everybody who is known, with tasks or without, nobody included', () => {
    expect(shown(groupTasks('person', [ade, free], [null, 'Mira', 'Ade']))).toEqual([[null, ['free']], ['Mira', []], ['Ade', ['ade']]])
  })

  it('shows a task of two people or with two labels in both columns, in the given order', () => {
    expect(shown(groupTasks('person', [both, ade], [null, 'Ade', 'Mira']))).toEqual([[null, []], ['Ade', ['both', 'ade']], ['Mira', ['both']]])
    expect(valuesOf('label', both)).toEqual(['bug', 'docs'])
  })

  it('puts people whom only tasks know behind the others', () => {
    expect(groupTasks('person', [both], [null, 'Mira']).map(({ value }) => value)).toEqual([null, 'Mira', 'Ade'])
  })

  it('goes from urgent to none', () => {
    expect(priorityValues).toEqual(['urgent', 'high', 'medium', 'low', 'none'])
    expect(shown(groupTasks('priority', [ade, both, free], priorityValues)).map(([, ids]) => ids)).toEqual([['free'], ['ade'], [], [], ['both']])
  })

  it('gives columns of different kinds different ids', () => {
    expect([columnIdOf('person', null), columnIdOf('label', null), columnIdOf('label', 'a')]).toEqual(['person-none', 'label-none', 'label-a'])
  })
})

describe('carrying a task to another column', () => {
  it('replaces the person it was taken from and keeps the others', () => {
    expect(regrouped('person', both, 'Ade', 'Tove')).toEqual({ assigneeIds: ['Mira', 'Tove'] })
    expect(regrouped('person', both, 'Ade', 'Mira')).toEqual({ assigneeIds: ['Mira'] })
  })

  it('adds somebody to a task that nobody has', () => {
    expect(regrouped('person', free, null, 'Ade')).toEqual({ assigneeIds: ['Ade'] })
  })

  it('takes everybody off where it says nobody, and all labels where it says none', () => {
    expect(regrouped('person', both, 'Ade', null)).toEqual({ assigneeIds: [] })
    expect(regrouped('label', both, 'bug', null)).toEqual({ labelIds: [] })
  })

  it('sets the priority', () => {
    expect(regrouped('priority', ade, 'high', 'low')).toEqual({ priority: 'low' })
    expect(regrouped('priority', ade, 'high', 'none')).toEqual({ priority: 'none' })
  })

  it('changes nothing where it already is', () => {
    expect(regrouped('person', ade, 'Ade', 'Ade')).toBeNull()
    expect(regrouped('label', free, null, null)).toBeNull()
  })

  it('gives a new task the fact of its column', () => {
    expect([factOf('person', 'Ade'), factOf('label', 'bug'), factOf('priority', 'high'), factOf('person', null)])
      .toEqual([{ assigneeIds: ['Ade'] }, { labelIds: ['bug'] }, { priority: 'high' }, {}])
  })
})

describe('the place in a column whose order follows the status', () => {
  const order = (statusId: string) => ['todo', 'doing', 'done'].indexOf(statusId)
  const others = [aTask({ id: 'a', rank: 'a1' }), aTask({ id: 'b', rank: 'a5' }), aTask({ id: 'c', statusId: 'done', rank: 'a0' })]

  it('is found by status, then by rank', () => {
    const at = (fields: object) => landingIndex(others, aTask({ id: 'x', ...fields }), order)
    expect([at({ rank: 'a0' }), at({ rank: 'a3' }), at({ rank: 'a9' }), at({ statusId: 'doing' }), at({ statusId: 'done', rank: 'b' })])
      .toEqual([0, 1, 2, 2, 3])
  })
})
