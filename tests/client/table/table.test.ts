// The table's pure parts: columns, order, lines.
import { describe, expect, it } from 'vitest'
import { columnNames, fieldColumn, moved, readColumns, toggledColumn, usualColumns } from '../../../client/features/table/columns.ts'
import { rowsOf } from '../../../client/features/exports/file-rows.ts'
import { ALL, linesOf, placesInView } from '../../../client/features/table/lines.ts'
import { nextSorting, readSort, sorted, writeSort, type OrderWorld } from '../../../client/features/table/order.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { taskSorts } from '../../../shared/features/task-sorts.ts'
import type { ColumnView } from '../../../client/features/board/board.scene.svelte.ts'
import { aTask } from '../board/tasks.ts'
import { anId } from '../support/events.ts'

describe('columns', () => {
  it('are read from a text that may hold anything', () => {
    expect(readColumns('due,title,nonsense,due')).toEqual(['due', 'title'])
    expect(readColumns('due')).toEqual(['title', 'due'])
    expect(readColumns('')).toBeNull()
    expect(readColumns(null)).toBeNull()
  })

  it('move, and come back at their usual place', () => {
    expect(moved(['key', 'title', 'due'], 'due', 0)).toEqual(['due', 'key', 'title'])
    expect(moved(['key', 'title', 'due'], 'key', 9)).toEqual(['title', 'due', 'key'])
    const without = toggledColumn(usualColumns, 'status')
    expect(without).not.toContain('status')
    expect(toggledColumn(without, 'status')).toEqual(usualColumns)
    expect(toggledColumn(usualColumns, 'title')).toEqual(usualColumns)
    expect(toggledColumn(['title'], 'key')).toEqual(['key', 'title'])
    expect(columnNames.every((name) => readColumns(name) !== null)).toBe(true)
  })
})

describe('order', () => {
  const task = (id: string, fields: Partial<BoardTask>) => aTask({ id, ...fields })
  const tasks = [
    task('a', { number: 10, title: 'Zebra', priority: 'low', dueAt: '2026-12-02T00:00:00.000Z' }),
    task('b', { number: 9, title: 'ärger', priority: 'urgent', dueAt: null }),
    task('c', { number: 8, title: 'Apfel', priority: 'low', dueAt: '2026-12-01T00:00:00.000Z' }),
  ]
  const field = (kind: CustomField['kind'], options: string[] = []): CustomField => ({ id: anId(1), projectId: 'p', name: 'F', kind, rank: 'a0', archived: false, version: 1,
    options: options.map((id) => ({ id, name: id, color: 'sky', archived: false })) })
  const world: OrderWorld = { placeOf: () => 0, fieldOf: () => undefined, nameOf: (id) => ({ m: 'Mira', t: 'Tove' })[id] ?? '' }
  const order = (sort: string) => sorted(tasks, readSort(sort), world).map(({ id }) => id).join('')

  it('follows what is asked; what is not there is last either way, and equal ones stay as they are', () => {
    expect(order('dueAt')).toBe('cab')
    expect(order('-dueAt')).toBe('acb')
    expect(order('priority')).toBe('acb')
    expect(order('-priority')).toBe('bac')
    expect(order('title')).toBe('cba')
    expect(order('number')).toBe('cba')
    expect(order('nonsense')).toBe('abc')
    const estimated = [task('a', { estimateMinutes: 90 }), task('b', { estimateMinutes: null }), task('c', { estimateMinutes: 30 })]
    expect(['estimateMinutes', '-estimateMinutes'].map((sort) => sorted(estimated, readSort(sort), world).map(({ id }) => id).join(''))).toEqual(['cab', 'acb'])
  })

  it('is that of a custom field: numbers, names, options by their places, and tasks without a value last', () => {
    const by = (kind: CustomField['kind'], values: (FieldValue | null)[], sort = 'field', options: string[] = []) => sorted(
      values.map((value, index) => task('abcd'[index]!, { customFields: value === null ? {} : { [anId(1)]: value } })),
      readSort(sort.replace('field', fieldColumn(anId(1)))), { ...world, fieldOf: () => field(kind, options) }).map(({ id }) => id).join('')
    expect([by('number', [10, null, -2.5, 9]), by('number', [10, null, -2.5, 9], '-field')]).toEqual(['cdab', 'adcb'])
    expect(by('person', ['t', 'm', null])).toBe('bac')
    expect(by('select', ['y', 'x', null, 'y'], 'field', ['y', 'x'])).toBe('adbc')
    expect(by('multi_select', [['x'], ['x', 'y']], 'field', ['y', 'x'])).toBe('ba')
    expect(by('date', ['2026-12-01', '2026-02-01'])).toBe('ba')
    expect(by('checkbox', [null, true])).toBe('ba')
    expect(readColumns(`due,field.x,${fieldColumn(anId(1))}`)).toEqual(['title', 'due', fieldColumn(anId(1))])
    expect(toggledColumn(['title', fieldColumn(anId(1)), 'due'], 'key')).toEqual(['key', 'title', fieldColumn(anId(1)), 'due'])
  })

  it('has the names of the API, up, down and as on the board', () => {
    for (const sort of taskSorts.filter((one) => one !== 'status')) expect(writeSort(readSort(sort)!)).toBe(sort)
    expect(readSort('status')).toBeNull()
    const up = nextSorting(null, 'dueAt')
    const down = nextSorting(up, 'dueAt')
    expect([up, down, nextSorting(down, 'dueAt'), nextSorting(down, 'title')]).toEqual([
      { field: 'dueAt', isDescending: false }, { field: 'dueAt', isDescending: true }, null, { field: 'title', isDescending: false },
    ])
  })
})

describe('lines', () => {
  const group = (id: string, tasks: BoardTask[], isCollapsed = false): ColumnView =>
    ({ id, name: id, tasks, total: tasks.length, status: null, fill: 0, value: null, isCollapsed })
  const [one, two] = [aTask({ id: 'one' }), aTask({ id: 'two' })]

  it('have one above each group, and none of the tasks of a closed one', () => {
    expect(linesOf([group('x', [one]), group('y', [one, two], true)]).map(({ key }) => key)).toEqual(['x', 'x one', 'y'])
    expect(linesOf([group(ALL, [one, two])]).map(({ key }) => key)).toEqual(['all one', 'all two'])
  })

  it('are drawn where they are in view, and where the focus is', () => {
    const places = placesInView(5000, 40_000, 800, 40, 3)
    expect(places[0]).toBe(3)
    expect(places).toContain(1000)
    expect(places).toContain(1020)
    expect(places.length).toBeLessThan(40)
    expect(placesInView(5000, 0, 800, 40, 4999).at(-1)).toBe(4999)
    expect(placesInView(3, 0, 800, 40, 1)).toEqual([0, 1, 2])
    expect(placesInView(0, 0, 800, 40, -1)).toEqual([])
  })
})

describe('an exported file', () => {
  it.each([
    ['csv', '\uFEFFtitle,key\r\n"Two\r\nlines, ""quoted""",W-1\r\nOne,W-2\r\n', 2], ['csv', '\uFEFFtitle\r\n', 0], ['ndjson', '{"a":1}\n{"a":2}\n', 2], ['json', '[\n{"a":1},\n{"a":2}\n]\n', 2], ['json', '[\n]\n', 0], ['xlsx', 'PK', null],
  ] as const)('as %s says how many tasks it holds (%j)', async (format, text, count) => {
    expect(await rowsOf(new Blob([text]), format)).toBe(count)
  })
})
