// Titles of templates, and subtasks as lines of text.
import { describe, expect, it } from 'vitest'
import { linesOf, MOST_SUBTASKS, subtasksFrom } from '../../../client/features/task-templates/subtask-lines.ts'
import { MOST_SUBTASKS as most } from '../../../shared/features/task-templates.ts'
import { asPattern, counts, titleFrom, unknownPlaceholder } from '../../../shared/title-pattern.ts'

const on = (day: string) => (pattern: string) => titleFrom(pattern, { day, number: 7 })

describe('titles with placeholders', () => {
  it('have the day and the number in them', () => {
    expect(on('2026-03-05')('{date} {year} {quarter} {month} {week} {number}')).toBe('2026-03-05 2026 1 03 10 7')
    expect(on('2026-12-31')('Q{quarter}, {month}')).toBe('Q4, 12')
  })

  it.each([['2026-01-01', '01'], ['2027-01-03', '53'], ['2027-01-04', '01'], ['2024-12-30', '01'], ['2026-11-27', '48'], ['0001-01-01', '01']])('%s is in week %s', (day, week) => {
    expect(on(day)('{week}')).toBe(week)
  })

  it('keep what is no placeholder, and a brace that is written twice', () => {
    expect(on('2026-03-05')('{{date} {foo} {} } {Date}')).toBe('{date} {foo} {} } {Date}')
    expect(unknownPlaceholder('{date} {{foo} {number')).toBeNull()
    expect(unknownPlaceholder('{date} {foo}')).toBe('{foo}')
    expect(counts('{{number} {date}')).toBe(false)
    expect(counts('No. {number}')).toBe(true)
  })

  it.each(['Fix {date} of {{x}}', '{', '{{}}', 'plain'])('are the very title "%s" when they are made of it', (title) => {
    expect(unknownPlaceholder(asPattern(title))).toBeNull()
    expect(on('2026-03-05')(asPattern(title))).toBe(title)
  })
})

describe('subtasks as lines', () => {
  const one = (title: string, estimateMinutes: number | null = null) => ({ title, assigneeIds: [], estimateMinutes, estimatePoints: null })

  it('keep what each had, by its title or its place', () => {
    const before = [one('A', 1), one('B', 2), one('C', 3)]
    expect(subtasksFrom('C\n\n A ', before)).toEqual([one('C', 3), one('A', 1)])
    expect(subtasksFrom('A\nB2\nC', before)).toEqual([one('A', 1), one('B2', 2), one('C', 3)])
    expect(subtasksFrom('A\nNew\nB\nC', before)).toEqual([one('A', 1), one('New'), one('B', 2), one('C', 3)])
    expect(subtasksFrom('B\nA\nX', before), 'nothing is had twice').toEqual([one('B', 2), one('A', 1), one('X', 3)])
  })

  it('are as many as the contract lets a template have', () => {
    expect(MOST_SUBTASKS).toBe(most)
    expect(linesOf('\n')).toEqual([])
  })
})
