// Values of custom fields in the browser: what is typed, how changes are drawn and taken back, what becomes of deleted options.
import { afterEach, describe, expect, it } from 'vitest'
import { oldFields } from '../../../client/features/board/old-fields.ts'
import { typedValue, valueWords } from '../../../client/features/custom-fields/field-words.ts'
import { locale } from '../../../client/i18n/locale.svelte.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { putValues, valueChanges, withoutField, withoutOption } from '../../../shared/field-values.ts'
import { aBoardTask, anId } from '../support/events.ts'

const option = (id: string, name: string) => ({ id, name, color: 'sky' as const, archived: false })
const field = (kind: CustomField['kind']): CustomField =>
  ({ id: 'f', projectId: 'p', name: 'Field', kind, options: [option('a', 'Alpha'), option('b', 'Beta')], rank: 'a0', archived: false, version: 1 })
const reader = { nameOf: (id: string | null) => ({ m: 'Mira' })[id ?? ''] ?? 'Somebody', today: '2026-11-23' }

describe('what is typed', () => {
  afterEach(() => locale.choose('en'))

  it('is a number in the page\'s language or with a point', async () => {
    expect(['5', '-1,250.5', '1,250', '0.1234567', 'a lot', '1e16', '1e3'].map((typed) => typedValue('number', typed))).toEqual([5, -1250.5, 1250, 0.123457, undefined, undefined, 1000])
    await locale.choose('de')
    expect(['1.250,5', '1,5', '1.5', '1.250'].map((typed) => typedValue('number', typed))).toEqual([1250.5, 1.5, 1.5, 1250])
  })

  it('is a web address of http or https, which need not be said', () => {
    expect(['example.com/a b', 'http://example.com', 'localhost:3000', 'javascript:alert(1)', 'ftp://example.com', 'nothing', `example.com/${'x'.repeat(1000)}`]
      .map((typed) => typedValue('url', typed))).toEqual(['https://example.com/a%20b', 'http://example.com/', 'https://localhost:3000/', undefined, undefined, undefined, undefined])
  })

  it('is nothing where nothing is typed', () => {
    expect((['text', 'number', 'url'] as const).map((kind) => typedValue(kind, '  '))).toEqual([null, null, null])
  })
})

it('values are told in words, options in their order', () => {
  expect([valueWords(field('multi_select'), ['b', 'a'], reader), valueWords(field('person'), 'm', reader), valueWords(field('number'), 1234.5, reader), valueWords(field('text'), undefined, reader)])
    .toEqual(['Alpha and Beta', 'Mira', '1,234.5', ''])
})

it('a change puts some values and takes others out; its opposite puts them back', () => {
  const values = { cost: 5, note: 'Old' }
  const patch = { cost: null, stage: 'a', public: false, tags: [] }
  expect(putValues(values, patch as never)).toEqual({ note: 'Old', stage: 'a' })
  expect(valueChanges(values, { cost: 5, note: null, stage: 'a' })).toEqual([{ note: 'Old', stage: null }, { note: null, stage: 'a' }])
  expect(valueChanges(values, { cost: 5 })).toBeUndefined()
  const task = { ...aBoardTask(anId(1)), customFields: values, progress: 10 }
  expect(oldFields(task, { progress: 20, customFields: patch as never })).toEqual({ progress: 10, customFields: { cost: 5, stage: null, public: null, tags: null } })
})

it('deleted fields and options leave the values, and nothing else is touched', () => {
  const values = { one: 'a', many: ['a', 'b'], note: 'a' }
  expect(withoutField(values, 'one')).toEqual({ many: ['a', 'b'], note: 'a' })
  expect(withoutField(values, 'other')).toBe(values)
  expect(withoutOption(values, 'many', 'a')).toEqual({ ...values, many: ['b'] })
  expect(withoutOption({ many: ['a'] }, 'many', 'a')).toEqual({})
  expect(withoutOption(values, 'one', 'a')).toEqual({ many: ['a', 'b'], note: 'a' })
  expect(withoutOption(values, 'one', 'b')).toBe(values)
})
