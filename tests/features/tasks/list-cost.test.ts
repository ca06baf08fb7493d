// What lists of many tasks cost: what is folded once for a task, what is read once for all, and which order has an index.
import { describe, expect, it } from 'vitest'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { filterCondition } from '../../../server/features/tasks/filter-conditions.ts'
import { orderOf } from '../../../server/features/tasks/task-sorts.ts'

const asker = { organizationId: crypto.randomUUID(), meId: crypto.randomUUID(), moment: { now: 0, zone: 'UTC' } }
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

  it('folds nothing where no text is asked for, and looks names up apart from the tasks', () => {
    const { text } = statementOf('label~bug and assignee=Mira')
    expect(text).not.toContain('t.title')
    expect(text).toContain('select n.id from labels n where n.organization_id = ?::uuid')
    expect(text).toContain('select n.id from memberships n where n.organization_id = ?::uuid')
  })

  it('is in the order of an index where all tasks have the time', () => {
    expect(orderOf('createdAt').by).toBe('t.created_at asc, t.id asc')
    expect(orderOf('-createdAt').by).toBe('t.created_at desc, t.id desc')
    expect(orderOf('dueAt').by).toBe("coalesce(t.due_at, 'infinity'::timestamptz) asc, t.id asc")
  })
})
