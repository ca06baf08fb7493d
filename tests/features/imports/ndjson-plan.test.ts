// Lines of JSON as the plan of an import: pure parts that no export shows.
import { describe, expect, it } from 'vitest'
import { NdjsonPlan } from '../../../shared/ndjson/ndjson-plan.ts'
import { LinesError } from '../../../shared/trello/import-plan.ts'

const moment = { now: '2026-11-27T00:00:00.000Z', zone: 'Europe/Berlin' }

function planOf(...lines: object[]) {
  const plan = new NdjsonPlan(moment)
  for (const line of lines) plan.add(JSON.stringify(line))
  return plan.plan('Lines')
}

function faultsOf(...lines: object[]): string[] {
  try {
    planOf(...lines)
  } catch (error) {
    return (error as LinesError).faults.map(({ pointer }) => pointer)
  }
  return []
}

describe('lines as a plan', () => {
  it('takes days for those of the importer, and null for what is not said', () => {
    const [task] = planOf({ title: ' Title ', due: '2026-12-02', start: '2026-12-01', created: null, priority: null, labels: null, progress: null, status: null }).tasks
    expect(task).toMatchObject({ title: 'Title', dueAt: '2026-12-02T22:59:00.000Z', startAt: '2026-11-30T23:00:00.000Z', createdAt: null, priority: 'none', labels: [], progress: 0 })
  })

  it('makes one status and label of names that differ in case, statuses in the order of their kinds', () => {
    const { statuses, labels, tasks } = planOf({ title: 'a', status: 'Shipped', category: 'done', labels: ['Bug', 'bug'] }, { title: 'b', status: 'Next', category: 'todo', labels: 'BUG, new' }, { title: 'c', status: 'SHIPPED' })
    expect(statuses.map(({ name, category }) => [name, category])).toEqual([['Next', 'todo'], ['Shipped', 'done']])
    expect([labels.map(({ name }) => name), tasks.map(({ status }) => status), tasks.map((task) => task.labels)]).toEqual([['Bug', 'new'], [1, 0, 1], [[0], [0, 1], []]])
  })

  it('makes of each custom field what its values have in common', () => {
    const { fields, tasks } = planOf(
      { title: 'a', customFields: { Cost: 1.5, Code: '1', Mixed: 1, Ticked: true, Many: ['x', 'y'], Gone: null, Stage: 'Draft' } },
      { title: 'b', customFields: { cost: 2, Code: '2', Mixed: 'one', Ticked: false, Many: 'y', Gone: '', Stage: 'Draft' } },
    )
    expect(fields!.map(({ name, kind, options }) => [name, kind, options])).toEqual([
      ['Cost', 'number', []], ['Code', 'text', []], ['Mixed', 'text', []], ['Ticked', 'checkbox', []], ['Many', 'multi_select', ['x', 'y']], ['Stage', 'select', ['Draft']],
    ])
    expect(tasks.map(({ values }) => values)).toEqual([
      [[0, 1.5], [1, '1'], [2, '1'], [3, true], [4, [0, 1]], [5, 0]], [[0, 2], [1, '2'], [2, 'one'], [4, [1]], [5, 0]],
    ])
  })

  it('refuses what would be cut or left out, instead of losing it', () => {
    expect(faultsOf({ title: 'x'.repeat(501) }, { title: 'a', assignees: Array.from({ length: 51 }, (_, index) => `P${index}`) }, { title: 'a', description: '\0' }, { title: '\ud800' })).toEqual(['/lines/1/title', '/lines/2/assignees', '/lines/3/description', '/lines/4/title'])
    expect(faultsOf({ title: 'a', customFields: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`F${index}`, index])) })).toEqual(['/lines/1/customFields'])
    expect(faultsOf({ title: 'a', customFields: Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`F${index}`, `${index}${'x'.repeat(990)}`])) })).toEqual(['/lines/1/customFields'])
    expect(faultsOf({ title: 'a', customFields: { A: 1e16, B: 0.1234567, C: 'x'.repeat(1001), D: ['x'.repeat(81)], E: Array.from({ length: 51 }, (_, index) => `${index}`) } })).toHaveLength(5)
    expect(faultsOf({ title: 'a', start: '12/1/2026', due: '2026-02-30', updated: 5, created: '2026-12-01 10:00' })).toEqual(['/lines/1/updated', '/lines/1/due', '/lines/1/start', '/lines/1/created'])
  })

  it('refuses at once what names too many fields, in one line or in several', () => {
    const many = (from: number, count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`F${from + index}`, null]))
    const plan = new NdjsonPlan(moment)
    plan.add(JSON.stringify({ title: 'a', customFields: many(0, 100_000) }))
    expect(plan.faults).toMatchObject([{ pointer: '/lines/1/customFields', code: 'too_big' }])
    const several = new NdjsonPlan(moment)
    several.add(JSON.stringify({ title: 'a', customFields: many(0, 50) }))
    several.add(JSON.stringify({ title: 'b', customFields: many(0, 50) }))
    expect(() => several.add(JSON.stringify({ title: 'c', customFields: many(50, 1) }))).toThrow('/lines/3/customFields: A project has at most 50 fields')
    const strange = new NdjsonPlan(moment)
    expect(() => strange.add(JSON.stringify({ title: 'a', ...many(0, 5000) }))).toThrow('/lines/1/F0: This field is not known here')
    expect(strange.faults).toHaveLength(100)
  })

  it('refuses names of fields that cannot be stored, and two of a line that are one field', () => {
    expect(faultsOf({ title: 'a', customFields: { 'No\0': 1, '\ud800': 1, 'Fine 🎈': 1 } })).toEqual(['/lines/1/customFields/No\0', '/lines/1/customFields/\ud800'])
    expect(faultsOf({ title: 'a', customFields: { Cost: 1, ' COST ': 2 } })).toEqual(['/lines/1/customFields/ COST '])
    expect(planOf({ title: 'a', customFields: { 'Two\nlines': 1 } }, { title: 'b', customFields: { 'two lines': 2 } }).fields).toEqual([{ name: 'Two lines', kind: 'number', options: [] }])
  })

  it('changes no value to make it fit: long texts beside lists, times, numbers at their limits', () => {
    const long = 'x'.repeat(200)
    const fieldsOf = (...all: unknown[]) => {
      const { fields, tasks } = planOf(...all.map((value, index) => ({ title: `${index}`, customFields: { F: value } })))
      return [fields![0]!.kind, ...tasks.map(({ values }) => values![0]![1])]
    }
    expect(fieldsOf(['a', 'b'], long)).toEqual(['text', 'a, b', long])
    expect(fieldsOf(['a'], 'two\nlines')).toEqual(['text', 'a', 'two\nlines'])
    expect(fieldsOf('2026-12-01T10:00:00Z', '2026-12-02T11:00:00Z')).toEqual(['text', '2026-12-01T10:00:00Z', '2026-12-02T11:00:00Z'])
    expect(fieldsOf('2026-12-01', '2026-12-02')).toEqual(['date', '2026-12-01', '2026-12-02'])
    expect(fieldsOf(1e15, -1e15)).toEqual(['number', 1e15, -1e15])
    const lists = [0, 40].map((from) => Array.from({ length: 40 }, (_, index) => `${from + index} ${'y'.repeat(60)}`))
    expect(faultsOf(...lists.map((F) => ({ title: 'a', customFields: { F } })))).toEqual(['/lines/1/customFields/F', '/lines/2/customFields/F'])
  })

  it('looks for no more than a hundred faults, and no deeper than a line can be', () => {
    const plan = new NdjsonPlan(moment)
    const add = () => { for (let line = 0; line < 1000; line += 1) plan.add('{}') }
    expect(add).toThrow(LinesError)
    const deep = new NdjsonPlan(moment)
    deep.add(`{"title":"a","customFields":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(() => deep.plan('Deep')).toThrow('/lines/1: This line nests more than 10 levels deep')
  })
})
