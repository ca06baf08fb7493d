// Changing one field of many tasks: what becomes of each.
import { expect, it } from 'vitest'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { fieldPatchOf, patchOf } from '../../../client/features/bulk/field-changes.ts'
import { aTask } from '../board/tasks.ts'

it('changes what is not so already, and nothing for values that are none', () => {
  const task = aTask({ statusId: 'todo', priority: 'low', assigneeIds: ['a'], labelIds: ['x'], dueAt: null, progress: 40 })
  expect(patchOf('status', 'done', task)).toEqual({ statusId: 'done' })
  expect(patchOf('priority', 'high', task)).toEqual({ priority: 'high' })
  expect(patchOf('assign', 'b', task)).toEqual({ assigneeIds: ['a', 'b'] })
  expect(patchOf('unassign', 'a', task)).toEqual({ assigneeIds: [] })
  expect(patchOf('label', 'y', task)).toEqual({ labelIds: ['x', 'y'] })
  expect(patchOf('unlabel', 'x', task)).toEqual({ labelIds: [] })
  expect(patchOf('due', '2026-12-01T22:59:00.000Z', task)).toEqual({ dueAt: '2026-12-01T22:59:00.000Z' })
  expect(patchOf('progress', '0', task)).toEqual({ progress: 0 })
  expect(patchOf('time', '2h 30m', task)).toEqual({ estimateMinutes: 150 })
  expect(patchOf('points', '2,5', task)).toEqual({ estimatePoints: 2.5 })
  const same: [Parameters<typeof patchOf>[0], string | null][] = [
    ['status', 'todo'], ['status', ''], ['priority', 'low'], ['priority', 'highest'], ['assign', 'a'], ['unassign', 'b'], ['label', 'x'], ['unlabel', 'y'],
    ['due', null], ['start', null], ['progress', '40'], ['progress', ''], ['progress', '101'], ['progress', '1.5'],
    ['time', 'soon'], ['time', ''], ['points', ''], ['points', '-1'],
  ]
  for (const [kind, value] of same) expect(patchOf(kind, value, task), `${kind} ${value}`).toBeNull()
})

it('changes a custom field where it is not so already, and takes its value off', () => {
  const field = (kind: CustomField['kind']) => ({ id: 'f', kind, options: [] }) as unknown as CustomField
  const of = (kind: CustomField['kind'], given: string | null, before?: string | number | true | string[]) =>
    fieldPatchOf(field(kind), given, aTask({ customFields: before === undefined ? {} : { f: before } }))
  const changed: [CustomField['kind'], string | null, Parameters<typeof of>[2], unknown][] = [
    ['select', 'beta', 'alpha', 'beta'], ['person', 'tove', undefined, 'tove'], ['date', '2026-12-01', undefined, '2026-12-01'], ['number', '2.5', 1, 2.5],
    ['text', ' red ', undefined, 'red'], ['url', 'example.com', undefined, 'https://example.com/'], ['checkbox', 'yes', undefined, true], ['checkbox', 'no', true, null],
    ['multi_select', '+b', ['a'], ['a', 'b']], ['multi_select', '-a', ['a', 'b'], ['b']], ['multi_select', '-a', ['a'], null], ['select', null, 'alpha', null],
  ]
  for (const [kind, given, before, after] of changed) expect(of(kind, given, before), `${kind} ${given}`).toEqual({ customFields: { f: after } })
  const same: [CustomField['kind'], string | null, Parameters<typeof of>[2]][] = [
    ['select', 'beta', 'beta'], ['select', '', 'beta'], ['number', 'many', 1], ['checkbox', 'yes', true], ['checkbox', 'no', undefined],
    ['multi_select', '+a', ['a']], ['multi_select', '-b', ['a']], ['text', null, undefined],
  ]
  for (const [kind, given, before] of same) expect(of(kind, given, before), `${kind} ${given}`).toBeNull()
})
