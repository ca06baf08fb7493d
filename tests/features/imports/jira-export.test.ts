// An export of Jira as it really is: 116 columns, many of one name, texts of several lines. Looked at first, then brought in.
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../../shared/csv/csv-text.ts'
import { guessTargets } from '../../../shared/csv/csv-columns.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'

const times = (name: string, count: number) => Array.from({ length: count }, () => name)
const NAMED = [
  'Summary', 'Issue key', 'Issue id', 'Issue Type', 'Status', 'Status Category', 'Project key', 'Project name', 'Project type', 'Project lead', 'Project description', 'Project url', 'Priority', 'Resolution', 'Assignee',
  'Assignee Id', 'Reporter', 'Reporter Id', 'Creator', 'Creator Id', 'Created', 'Updated', 'Last Viewed', 'Resolved', 'Due date', 'Votes', 'Description', 'Environment', 'Security Level', 'Parent', 'Parent summary',
]
const REPEATED = [
  ...times('Affects versions', 2), ...times('Fix versions', 3), ...times('Components', 2), ...times('Labels', 5), ...times('Watchers', 4), ...times('Watchers Id', 4), ...times('Log Work', 6), ...times('Attachment', 8),
  ...times('Outward issue link (Blocks)', 2), ...times('Inward issue link (Relates)', 2), ...times('Comment', 15), ...times('Sprint', 3),
]
const CUSTOM = Array.from({ length: 116 - NAMED.length - REPEATED.length }, (_, index) => `Custom field (Team fact ${index + 1})`)
const HEADERS = [...NAMED, ...REPEATED, ...CUSTOM]

const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A row by the names of its columns; several values of one name go into its columns in their order. */
function row(values: Readonly<Record<string, string | readonly string[]>>): string {
  const left = new Map(Object.entries(values).map(([name, value]) => [name, [value].flat()]))
  return HEADERS.map((name) => quoted(left.get(name)?.shift() ?? '')).join()
}

const DESCRIPTION = 'First line, with a comma\n\nh3. Steps\n# Open\n# "Quoted"\n{code}\na,b\n{code}'
const CSV = [HEADERS.join(), row({
  Summary: 'Pay by card', 'Issue key': 'SHOP-1', 'Issue id': '10001', 'Issue Type': 'Story', Status: 'In Progress', Priority: 'High', Assignee: 'Ade', Created: '25/Apr/26 7:51 PM', 'Due date': '01/Dec/26 12:00 AM',
  Description: DESCRIPTION, Labels: ['checkout', 'money'], Components: ['api'], Comment: ['25/Apr/26 7:52 PM;ade;One\nof two lines', '26/Apr/26 8:00 AM;bo;Second, with a comma'], 'Outward issue link (Blocks)': ['SHOP-2'],
  [CUSTOM[0]!]: '3', [CUSTOM[1]!]: 'alpha',
}), row({
  Summary: 'Refund', 'Issue key': 'SHOP-2', 'Issue id': '10002', 'Issue Type': 'Sub-task', Status: 'Done', Priority: 'Lowest', Parent: '10001', Labels: ['money'], Comment: ['Only words'], [CUSTOM[0]!]: '5', [CUSTOM[1]!]: 'alpha',
})].join('\n')

describe.each(backends)('an export of Jira on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    company = await aCompany(world)
  })

  it('of 116 columns is told before, and comes in with texts, labels, comments, parents, links and fields of its own', async () => {
    const table = readCsv(CSV)
    expect(table.headers).toHaveLength(116)
    const columns = guessTargets(table.headers).map((target, index) => (CUSTOM.slice(0, 2).includes(table.headers[index]!) ? 'field' as const : target))
    const query = { teamId: company.team.id }
    const body = { name: 'Shop', csv: CSV, columns }
    const told = await company.manager.do(endpoints.previewCsv, { query, body })
    expect(told.counts).toMatchObject({ tasks: { open: 2, archived: 0 }, comments: 3, subtasks: 1, links: 1, customFields: 2 })
    const { projectId, counts } = await company.manager.do(endpoints.importCsv, { query, body })
    expect(counts).toEqual(told.counts)
    const board = await company.manager.do(endpoints.readBoard, { params: { projectId } })
    const pay = board.tasks.find(({ title }) => title === 'Pay by card')!
    const refund = board.tasks.find(({ title }) => title === 'Refund')!
    expect([refund.parentId, pay.priority, refund.priority, pay.commentCount, refund.commentCount]).toEqual([pay.id, 'high', 'low', 2, 1])
    const labels = pay.labelIds.map((id) => board.labels.find((label) => label.id === id)?.name)
    expect(labels.toSorted()).toEqual(['Story', 'api', 'checkout', 'money'])
    expect(board.customFields.map(({ name, kind }) => [name, kind])).toEqual([[CUSTOM[0], 'number'], [CUSTOM[1], 'select']])
    const detail = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: pay.id } })
    expect(detail.task.description).toContain(DESCRIPTION)
    expect(detail.comments.map(({ body: said }) => said).join('\n')).toContain('One\nof two lines')
  })
})
