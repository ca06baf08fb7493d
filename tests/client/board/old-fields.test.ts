// What a patch changes of a task.
import { describe, expect, it } from 'vitest'
import { changedFields } from '../../../client/features/board/old-fields.ts'
import { aTask } from './tasks.ts'

describe('the fields that a patch changes', () => {
  const task = aTask({ priority: 'high', dueAt: null, labelIds: ['a', 'b'], customFields: { size: 3 } })

  it('are none where the task says the same already', () => {
    for (const patch of [{ priority: 'high' }, { dueAt: null }, { labelIds: ['a', 'b'] }, { customFields: { size: 3, colour: null } }] as const)
      expect(changedFields(task, structuredClone(patch) as never)).toBeNull()
  })

  it('are those that differ; a text that the board does not hold is one', () => {
    expect(changedFields(task, { priority: 'high', dueAt: '2026-11-20T23:59:00.000Z' })).toEqual({ dueAt: '2026-11-20T23:59:00.000Z' })
    expect(changedFields(task, { customFields: { size: null } })).toEqual({ customFields: { size: null } })
    expect(changedFields(task, { description: '' })).toEqual({ description: '' })
  })
})
