// Columns of a table that become custom fields: the kind is that of their values, which come in as such.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CsvTarget } from '../../../shared/csv/csv-columns.ts'
import { planCsvImport } from '../../../shared/csv/csv-plan.ts'
import { readCsv } from '../../../shared/csv/csv-text.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'

const JIRA = new URL('../../../../shared/data/jira-csv/wms-fulfillment.csv', import.meta.url)
if (!existsSync(JIRA)) console.warn('NOT TESTED: ../shared/data/jira-csv is absent, so fields were tried with small tables only.')

const planOf = (csv: string, ...targets: CsvTarget[]) => planCsvImport(readCsv(csv), targets, 'File', { now: '2026-11-26T10:00:00.000Z', zone: 'Europe/Vienna' })
const valuesIn = (csv: string, ...targets: CsvTarget[]) => {
  const { fields, tasks } = planOf(csv, 'title', ...targets)
  return { fields, values: tasks.map(({ values }) => values) }
}

describe('columns as custom fields', () => {
  it('are numbers, days, addresses or choices where all of their values are, else texts', () => {
    expect(valuesIn('t;n;d;u;s;x\na;1,5;25/Apr/26 7:51 PM;https://example.com;Red;one\nb;-2;2026-04-26;http://x.org/y;red;two\nc;;;;Blue;three\n', ...Array.from({ length: 5 }, () => 'field' as const))).toEqual({
      fields: [
        { name: 'n', kind: 'number', options: [] }, { name: 'd', kind: 'date', options: [] }, { name: 'u', kind: 'url', options: [] },
        { name: 's', kind: 'select', options: ['red', 'Blue'] }, { name: 'x', kind: 'text', options: [] },
      ],
      values: [
        [[0, 1.5], [1, '2026-04-25'], [2, 'https://example.com/'], [3, 0], [4, 'one']],
        [[0, -2], [1, '2026-04-26'], [2, 'http://x.org/y'], [3, 0], [4, 'two']], [[3, 1], [4, 'three']],
      ],
    })
  })

  it('of one name are one field of several values, and one odd value makes a text of all', () => {
    expect(valuesIn('t,Sprint,Sprint,n\na,S1,S2,1\nb,S2,,many\n', 'field', 'field', 'field')).toEqual({
      fields: [{ name: 'Sprint', kind: 'multi_select', options: ['S1', 'S2'] }, { name: 'n', kind: 'text', options: [] }], values: [[[0, [0, 1]], [1, '1']], [[0, [1]], [1, 'many']]],
    })
  })

  it('are one where their names are the same on one line, in any case, and as long as a name may be', () => {
    const long = 'x'.repeat(100)
    const { fields } = valuesIn(`t,"Sum\nof it",SUM OF IT,\u0130d,id,${long}a,${long}b\na,1,2,3,4,5,6\n`, ...Array.from({ length: 6 }, () => 'field' as const))
    expect(fields!.map(({ name }) => name)).toEqual(['Sum of it', '\u0130d', `${'x'.repeat(99)}…`])
  })

  it('beyond what a project and a task may have stay behind, and it is said', () => {
    const names = Array.from({ length: 116 }, (_, index) => `c${index}`)
    const table = `t,${names.join()}\na,${names.map(() => 'x'.repeat(1500)).join()}\n`
    const { fields, tasks, warnings, counts } = planOf(table, 'title', ...names.map(() => 'field' as const))
    expect([fields!.length, counts.customFields, warnings[0]]).toMatchObject([50, 50, { code: 'too_many_fields', count: 66 }])
    expect(tasks[0]!.values!.every(([, value]) => (value as string).length === 1000)).toBe(true)
    expect(tasks[0]!.values!.length).toBe(11)
  })

  it.skipIf(!existsSync(JIRA))('of a real file of Jira are what they look like', () => {
    const table = readCsv(readFileSync(JIRA, 'utf8'))
    const targets = table.headers.map((header): CsvTarget => (header === 'Summary' ? 'title' : 'field'))
    const { fields, tasks } = planCsvImport(table, targets, 'Jira', { now: '2026-11-26T10:00:00.000Z', zone: 'UTC' })
    expect(Object.fromEntries(fields!.map(({ name, kind }) => [name, kind]))).toMatchObject({ 'Issue Type': 'select', 'Issue id': 'number', 'Issue key': 'text', Priority: 'select', Status: 'select', Created: 'date' })
    expect(tasks.length).toBe(111)
  })
})

describe('importing them', () => {
  const world = useWorld()

  it('makes the fields, and the tasks hold their values', async () => {
    const { manager, team } = await aCompany(world)
    const csv = 'Title,Points,Stage,Tags,Tags\nOne,2.5,Beta,a,b\nTwo,,Alpha,b,\nThree,1,beta,,\n'
    const { projectId, counts } = await manager.do(endpoints.importCsv, { query: { teamId: team.id }, body: { name: 'Table', csv, columns: ['title', 'field', 'field', 'field', 'field'] } })
    expect(counts.customFields).toBe(3)
    const { customFields, tasks } = await manager.do(endpoints.readBoard, { params: { projectId } })
    const [points, stage, tags] = customFields
    expect(customFields.map(({ name, kind, options }) => [name, kind, options.map((option) => option.name)])).toEqual([['Points', 'number', []], ['Stage', 'select', ['beta', 'Alpha']], ['Tags', 'multi_select', ['a', 'b']]])
    const one = tasks.find(({ title }) => title === 'One')!
    expect(one.customFields).toEqual({ [points!.id]: 2.5, [stage!.id]: stage!.options[0]!.id, [tags!.id]: tags!.options.map(({ id }) => id).sort() })
    await manager.do(endpoints.updateTask, { params: { taskId: one.id }, body: { customFields: { [points!.id]: 3 } } })
  })
})
