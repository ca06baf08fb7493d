// The editor of the organization's workflow: places and ids mean the same statuses, however the list changes.
import { describe, expect, it } from 'vitest'
import { itemsOf, placed, stepsOf } from '../../../client/features/workflow/workflow-steps.ts'
import type { WorkflowStep } from '../../../shared/features/workflow.ts'

const step = (name: string, next: number[] | null = null): WorkflowStep =>
  ({ name, category: 'todo', color: 'slate', archived: false, limit: null, next })
const names = (steps: WorkflowStep[]) => steps.map(({ name, next }) => [name, next?.map((place) => steps[place]!.name) ?? null])

describe('steps and items', () => {
  const steps = [step('A', [1]), step('B', [0, 2]), step('C')]

  it('are the same there and back', () => {
    expect(stepsOf(itemsOf(steps))).toEqual(steps)
  })

  it('keep their ways when one is moved', () => {
    const items = itemsOf(steps)
    expect(names(stepsOf(placed(items, items[2]!, null)))).toEqual([['C', null], ['A', ['B']], ['B', ['A', 'C']]])
    expect(names(stepsOf(placed(items, items[0]!, items[1]!.id)))).toEqual([['B', ['A', 'C']], ['A', ['B']], ['C', null]])
  })

  it('lose the ways to what is taken out; one that led only there leads anywhere', () => {
    expect(names(stepsOf(itemsOf(steps).filter(({ name }) => name !== 'B')))).toEqual([['A', null], ['C', null]])
    expect(names(stepsOf(itemsOf(steps).filter(({ name }) => name !== 'C')))).toEqual([['A', ['B']], ['B', ['A']]])
    expect(stepsOf(itemsOf([step('A', [])]))[0]!.next).toEqual([])
  })
})
