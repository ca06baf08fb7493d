// The editor of the organization's workflow: places and ids mean the same statuses, however the list changes.
import { describe, expect, it } from 'vitest'
import { changedFields } from '../../../client/features/workflow/workflow-desk.ts'
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

  it('keep the ids of statuses that another moved, changed or put others before', () => {
    const [a, b, c] = itemsOf(steps)
    const after = itemsOf([step('New'), step('C', [2]), step('A'), { ...step('B', [1]), limit: 4 }], [a!, b!, c!])
    expect(after.slice(1).map(({ id, nextStatusIds }) => [id, nextStatusIds])).toEqual([[c!.id, [a!.id]], [a!.id, null], [b!.id, [c!.id]]])
    expect([a, b, c].map((item) => item!.id)).not.toContain(after[0]!.id)
  })

  it('get another id with another name, and where a name tells no more which one is meant', () => {
    const before = itemsOf(steps)
    expect(before.map(({ id }) => id)).not.toContain(itemsOf([step('Z'), ...steps.slice(1)], before)[0]!.id)
    const twins = itemsOf([step('A'), { ...step('A'), limit: 2 }])
    const turned = itemsOf([{ ...step('A'), limit: 2 }, step('A')], twins)
    expect(twins.map(({ id }) => id)).not.toContain(turned[0]!.id)
  })

  it('are the very same where nothing differs, in whatever order the database keeps the fields', () => {
    const before = itemsOf(steps)
    const turned = steps.map((one) => Object.fromEntries(Object.entries(one).reverse()) as unknown as WorkflowStep)
    expect(itemsOf(turned, before)).toBe(before)
  })
})

it('what is saved of a status is what was changed in the dialog', () => {
  const [item] = itemsOf([step('A', [0])])
  const { name, category, color, limit, nextStatusIds } = item!
  const fields = { name, category, color, limit, nextStatusIds: [...nextStatusIds!] }
  expect(changedFields(item!, fields)).toEqual({})
  expect(changedFields(item!, { ...fields, name: 'B', nextStatusIds: null })).toEqual({ name: 'B', nextStatusIds: null })
})
