// What lists of many tasks cost: what is folded once for a task, what is read once for all, and which order has an index.
import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { filterCondition } from '../../../server/features/tasks/filter-conditions.ts'
import type { IdsOf } from '../../../server/features/tasks/filter-names.ts'
import { orderOf } from '../../../server/features/tasks/task-sorts.ts'

const [bug, mira] = [crypto.randomUUID(), crypto.randomUUID()]
const idsOf: IdsOf = (_, name) => (name.startsWith('bug') ? [bug] : name === 'Mira' ? [mira] : [])
const asker = { meId: crypto.randomUUID(), moment: { now: 0, zone: 'UTC' }, idsOf, fields: [] }
const statementOf = (filter: string) => filterCondition(parseFilter(filter).filter!, asker)
const countOf = (text: string, part: string) => text.split(part).length - 1

describe('a list of tasks', () => {
  it('folds the texts of a task once, however many comparisons there are, and after all that is cheaper', () => {
    const many = Array.from({ length: 10 }, (_, index) => `text~${index}`).join(' or ')
    const { text, values } = statementOf(`(${many}) and not title=b and priority=high`)
    expect(countOf(text, 't.title')).toBe(1)
    expect(countOf(text, 't.number')).toBe(1)
    expect(values).toEqual(['high', ...Array.from({ length: 10 }, (_, index) => String(index)), 'b'])
  })

  it('folds nothing where no text is asked for, and knows the ids of names before it asks for tasks', () => {
    const { text, values } = statementOf('label~bug and assignee=Mira')
    expect(text).not.toMatch(/t\.title|name/)
    expect(values).toEqual([bug, mira])
  })

  it('looks at a task\'s labels once for all names, and not at all for names that are nobody\'s', () => {
    const many = (field: string, operator: string, by: string, name = '', length = 50) => Array.from({ length }, (_, index) => `${field}${operator}${name}${index}`).join(` ${by} `)
    for (const filter of [many('label', '=', 'or'), many('assignee', '=', 'or'), many('label', '!=', 'and'), `not (${many('label', '=', 'or')})`, `not ${many('assignee', '=', 'and not ')}`])
      expect(countOf(statementOf(filter).text, 'exists'), filter).toBe(0)
    for (const filter of [many('label', '=', 'or', 'bug'), many('label', '!=', 'and', 'bug'), `open=true and (${many('label', '=', 'or', 'bug', 49)})`])
      expect(countOf(statementOf(filter).text, 'task_labels'), filter).toBe(1)
  })

  it('is in the order of an index where all tasks have the time', () => {
    expect(orderOf('createdAt').by).toBe('t.created_at asc, t.id asc')
    expect(orderOf('-createdAt').by).toBe('t.created_at desc, t.id desc')
    expect(orderOf('dueAt').by).toBe("coalesce(t.due_at, 'infinity'::timestamptz) asc, t.id asc")
  })
})
