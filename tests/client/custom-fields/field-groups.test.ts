// A board by a custom field: which columns there are, what carrying a task changes, what a new task has.
import { describe, expect, it } from 'vitest'
import { groupTasks, readGrouping } from '../../../client/features/board/grouping.ts'
import { fieldGroups } from '../../../client/features/custom-fields/field-groups.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import { aTask } from '../board/tasks.ts'

const option = (id: string, name: string, archived = false) => ({ id, name, color: 'sky' as const, archived })
const field = (kind: CustomField['kind'], more: Partial<CustomField> = {}): CustomField => ({
  id: 'f', projectId: 'p', name: 'Stage', kind, options: [option('b', 'Beta'), option('a', 'Alpha'), option('old', 'Old', true)], rank: 'a0', archived: false, version: 1, ...more,
})
const having = (value?: FieldValue) => aTask({ customFields: value === undefined ? {} : { f: value } })
const names = { task: 'WEB-1', before: 'Beta', after: 'Alpha' }

describe('columns', () => {
  it('are the options in their order behind none, an archived one only where a task has it', () => {
    const { values, nameOf, hueOf } = fieldGroups(field('select'))!
    const columns = (task = having('a')) => groupTasks('field.f', [task], values!).map(({ value, tasks }) => `${nameOf(value)} ${tasks.length}`)
    expect(columns()).toEqual(['No Stage 0', 'Beta 0', 'Alpha 1'])
    expect(columns(having('old'))).toEqual(['No Stage 0', 'Beta 0', 'Alpha 0', 'Old 1'])
    expect([hueOf('a'), hueOf(null)]).toEqual(['sky', undefined])
  })

  it('are no and yes of a checkbox, and the people whom the board knows', () => {
    const { values, nameOf } = fieldGroups(field('checkbox'))!
    expect(groupTasks('field.f', [having(true), having()], values!).map(({ value, tasks }) => `${nameOf(value)} ${tasks.length}`)).toEqual(['No 1', 'Yes 1'])
    expect(fieldGroups(field('person'))).toMatchObject({ values: undefined, arePeople: true })
  })

  it('show a task with several options in each', () => {
    expect(groupTasks('field.f', [having(['a', 'b'])], [null, 'b', 'a']).map(({ tasks }) => tasks.length)).toEqual([0, 1, 1])
  })

  it('are there for some kinds only, and not for archived fields', () => {
    expect((['text', 'number', 'date', 'url'] as const).map((kind) => fieldGroups(field(kind)))).toEqual(Array(4).fill(undefined))
    expect(fieldGroups(field('select', { archived: true }))).toBeUndefined()
    expect([readGrouping('field.f'), readGrouping('field.'), readGrouping('rank')]).toEqual(['field.f', null, null])
  })
})

describe('carrying a task', () => {
  const put = (value: FieldValue | null) => ({ customFields: { f: value } })

  it('sets the value, and takes it out where there is none', () => {
    const { patchOf } = fieldGroups(field('select'))!
    expect([patchOf(having('b'), 'b', 'a'), patchOf(having('b'), 'b', null), patchOf(having('b'), 'b', 'b')]).toEqual([put('a'), put(null), null])
    expect(fieldGroups(field('person'))!.patchOf(having('m'), 'm', 'n')).toEqual(put('n'))
  })

  it('ticks and unticks', () => {
    const { patchOf } = fieldGroups(field('checkbox'))!
    expect([patchOf(having(), null, 'true'), patchOf(having(true), 'true', null)]).toEqual([put(true), put(null)])
  })

  it('replaces the one of several options that it is taken from', () => {
    const { patchOf } = fieldGroups(field('multi_select'))!
    expect([patchOf(having(['b', 'x']), 'b', 'a'), patchOf(having(['a', 'b']), 'b', 'a'), patchOf(having(['a', 'b']), 'b', null), patchOf(having(), null, null)])
      .toEqual([put(['a', 'x']), put(['a']), put(null), null])
  })

  it('is told', () => {
    const { said } = fieldGroups(field('select'))!
    expect([said(names, null, 'a'), said(names, 'b', 'a'), said(names, 'b', null)])
      .toEqual(['Set Stage of WEB-1 to Alpha', 'Changed Stage of WEB-1 from Beta to Alpha', 'Emptied Stage of WEB-1'])
    expect(fieldGroups(field('checkbox'))!.said({ ...names, after: 'No' }, 'true', null)).toBe('Set Stage of WEB-1 to No')
  })

  it('gives a new task the value of its column', () => {
    const facts = (kind: CustomField['kind'], value: string | null) => fieldGroups(field(kind))!.factOf(value)
    expect([facts('select', 'a'), facts('multi_select', 'a'), facts('checkbox', 'true'), facts('checkbox', null), facts('select', null)])
      .toEqual([put('a'), put(['a']), put(true), {}, {}])
  })
})
