// Files of tasks: what is in them, for whom, inert in spreadsheets, and many without much memory.
import { unzipSync, strFromU8 } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueryInputOf } from '../../../shared/endpoint.ts'
import type { FieldKind } from '../../../shared/features/custom-fields.ts'
import { exportFields } from '../../../shared/features/exports.ts'
import { endpoints } from '../../../shared/index.ts'
import { columnOf } from '../../../server/features/exports/export-columns.ts'
import { csvWriter } from '../../../server/features/exports/csv.ts'
import { inert } from '../../../shared/csv/csv-line.ts'
import type { Person } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { asOwner } from '../../tenancy/owner.ts'
import { aLabel, aWiderCompany } from '../tasks/company.ts'

const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
type Query = QueryInputOf<typeof endpoints.exportTasks>

beforeAll(async () => {
  company = await aWiderCompany(world)
  const { manager, employee, project } = company
  const labels = [await aLabel(manager, project.id, 'Bug'), await aLabel(manager, project.id, 'A, b')]
  const make = (body: object) => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Plain', ...body } })
  await make({ title: '=HYPERLINK("http://x")', description: 'Two\nlines, "quoted"', assigneeIds: [employee.membership.id, manager.membership.id],
    labelIds: labels.map(({ id }) => id), dueAt: '2026-12-01T10:00:00Z', priority: 'high', progress: 40 })
  await make({ title: 'Zweite <Aufgabe> & \u0007mehr 🎈' })
})

async function download(person: Person, query: Query): Promise<{ status: number; headers: Headers; bytes: Uint8Array }> {
  const search = new URLSearchParams(query as Record<string, string>).toString()
  const response = await fetch(`${world.url}/api/tasks/export?${search}`, { headers: { authorization: `Bearer ${person.token}` } })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const text = async (query: Query, person = company.manager) => new TextDecoder('utf-8', { ignoreBOM: true }).decode((await download(person, query)).bytes)

describe('exportTasks', () => {
  it('writes CSV that spreadsheets read as text', async () => {
    const { headers } = await download(company.manager, {})
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['text/csv; charset=utf-8', 'nosniff'])
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="tasks-\d{4}-\d\d-\d\d\.csv"$/)
    const whole = await text({ sort: 'number' })
    expect(whole.startsWith(`\uFEFF${exportFields.filter((field) => field !== 'customFields').join(',')}\r\n`)).toBe(true)
    const csv = await text({ fields: 'title,assignees,labels,due,progress,priority,description', filter: 'priority=high' })
    expect(csv).toBe('\uFEFFtitle,assignees,labels,due,progress,priority,description\r\n'
      + `"'=HYPERLINK(""http://x"")","Mira, Tove","A, b, Bug",2026-12-01T10:00:00.000Z,40,high,"Two\nlines, ""quoted"""\r\n`)
    expect(['=1', '+1', '-1', '@a', '\tx', 'a=1', '1'].map(inert)).toEqual(["'=1", "'+1", "'-1", "'@a", "'\tx", 'a=1', '1'])
  })

  it('writes estimates, nothing where nobody estimated', async () => {
    const { id: taskId } = await company.manager.do(endpoints.createTask, { body: { projectId: company.project.id, title: 'Estimated' } })
    await company.manager.do(endpoints.updateTask, { params: { taskId }, body: { estimateMinutes: 150, estimatePoints: 2.5 } })
    expect(await text({ fields: 'title,estimateMinutes,estimatePoints', filter: 'title="Estimated"' })).toBe('\uFEFFtitle,estimateMinutes,estimatePoints\r\nEstimated,150,2.5\r\n')
    await company.manager.do(endpoints.deleteTask, { params: { taskId } })
  })

  it('writes how far a task is by its subtasks, where nobody said it', async () => {
    const { manager, project } = company
    const make = (body: object) => manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Half', ...body } })
    const parent = await make({})
    const done = (await manager.do(endpoints.readBoard, { params: { projectId: project.id } })).statuses.find(({ category }) => category === 'done')!
    const parts = [await make({ title: 'One', parentId: parent.id, statusId: done.id }), await make({ title: 'Two', parentId: parent.id })]
    expect(await text({ fields: 'title,progress', filter: 'title="Half"' })).toBe('\uFEFFtitle,progress\r\nHalf,50\r\n')
    for (const { id: taskId } of [...parts, parent]) await manager.do(endpoints.deleteTask, { params: { taskId } })
  })

  it('writes CSV without a formula where a spreadsheet splits at other signs, and numbers as numbers', () => {
    const tries = [
      ['a;=1+1', "a;'=1+1"], ['a\n=1+1', "a\n'=1+1"], ['a\r\n\n@x', "a\r\n\n'@x"], ['a\t+1', "a\t'+1"], ['A, -5', "A,' -5"], ['a;"=1"', `a;'"=1"`], [' =1', "' =1"],
      ['a; b=1, c-d', 'a; b=1, c-d'], ['e@f.org;1-2', 'e@f.org;1-2'],
    ] as const
    for (const [given, written] of tries) expect(inert(given), JSON.stringify(given)).toBe(written)
    expect(csvWriter.rows([{ title: '-5', progress: -5 }], [columnOf('title'), columnOf('progress')])).toBe("'-5,-5\r\n")
  })

  it('X35 leaves lists as they are in CSV, and guards every line that could be evaluated', () => {
    const asItIs = ['- milk\n- bread', 'Buy:\n- [ ] milk, bread\n  - brown\n+ salt', '- see #12; then\n- go on', '-', '---', '+ ', '- 🎈', 'a-b\n--\nc', '- "quoted"\n- **bold**']
    for (const given of asItIs) expect(inert(given), JSON.stringify(given)).toBe(given)
    const guarded = [
      ['-SUM(A1)', "'-SUM(A1)"], ['+A1', "'+A1"], ['--1', "'--1"], ['- -1', "'- -1"], ['- 1', "'- 1"], ['+ .5', "'+ .5"], ['- $A$1', "'- $A$1"],
      ['- HYPERLINK("http://x")', "'- HYPERLINK(\"http://x\")"], ["- cmd|' /C calc'!A0", "'- cmd|' /C calc'!A0"], ['-\nSUM(1)', "'-\nSUM(1)"],
      ['- a\n- SUM(1)\n- b', "'- a\n'- SUM(1)\n- b"], ['a;- [x.xlsx]S!A1', "a;'- [x.xlsx]S!A1"], ['"- WEBSERVICE(A1)', "'\"- WEBSERVICE(A1)"], ['\n- a', "'\n- a"],
      ['b(c); - a', 'b(c); - a'],
    ] as const
    for (const [given, written] of guarded) expect(inert(given), JSON.stringify(given)).toBe(written)
  })

  it('guards long texts in a moment', () => {
    for (const part of ['-', '- ', '-,', ' ', '\t', '-\t', '- \n', '=,', '- (', ',']) inert(part.repeat(100_000))
  })

  it('writes NDJSON, a line for each task', async () => {
    const lines = (await text({ format: 'ndjson', sort: 'number', fields: 'title,due,archived,progress' })).trim().split('\n').map((line) => JSON.parse(line) as object)
    expect(lines).toEqual([
      { title: '=HYPERLINK("http://x")', due: '2026-12-01T10:00:00.000Z', archived: false, progress: 40 },
      { title: 'Zweite <Aufgabe> & \u0007mehr 🎈', due: null, archived: false, progress: 0 },
    ])
  })

  it('writes one JSON array with the very same objects, and an empty one', async () => {
    const { headers } = await download(company.manager, { format: 'json' })
    expect(headers.get('content-type')).toBe('application/json')
    const asked = { sort: 'number', fields: 'title,due,archived,progress' } as const
    const lines = (await text({ ...asked, format: 'ndjson' })).trim().split('\n').map((line) => JSON.parse(line) as object)
    expect(lines).toHaveLength(2)
    expect(JSON.parse(await text({ ...asked, format: 'json' }))).toEqual(lines)
    expect(JSON.parse(await text({ ...asked, format: 'json', filter: 'title="None"' }))).toEqual([])
  })

  it('writes a workbook with times of the asker\'s zone', async () => {
    await company.manager.do(endpoints.updateProfile, { body: { timezone: 'America/New_York' } })
    const { bytes, headers } = await download(company.manager, { format: 'xlsx', sort: 'number', fields: 'title,due,progress,archived' })
    expect(headers.get('content-type')).toContain('spreadsheetml')
    const files = unzipSync(bytes)
    expect(Object.keys(files)).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/worksheets/sheet1.xml'])
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    const cells = Array.from(sheet.matchAll(/<row>(.*?)<\/row>/g), ([, row]) => row!.split(/(?=<c[ />])/))
    expect(cells).toEqual([
      ['title', 'due', 'progress', 'archived'].map((name) => `<c t="inlineStr" s="1"><is><t xml:space="preserve">${name}</t></is></c>`),
      ['<c t="inlineStr"><is><t xml:space="preserve">=HYPERLINK("http://x")</t></is></c>', `<c s="2"><v>${Date.parse('2026-12-01T05:00:00Z') / 86_400_000 + 25_569}</v></c>`,
        '<c><v>40</v></c>', '<c t="b"><v>0</v></c>'],
      ['<c t="inlineStr"><is><t xml:space="preserve">Zweite &lt;Aufgabe&gt; &amp; mehr 🎈</t></is></c>', '<c/>', '<c><v>0</v></c>', '<c t="b"><v>0</v></c>'],
    ])
  })

  it('has only what the asker may read, and refuses filters and fields that are none', async () => {
    const { stranger, foreigner, project, otherTask, employee } = company
    const keys = async (person: Person, query: Query = {}) => (await text({ ...query, format: 'ndjson', fields: 'title' }, person)).split('\n').filter(Boolean).length
    expect([await keys(employee), await keys(stranger), await keys(stranger, { projectId: project.id }), await keys(foreigner, { filter: 'open=true or open=false' })])
      .toEqual([2, 1, 0, 1])
    expect(await text({ format: 'ndjson', fields: 'title' }, stranger)).toContain(otherTask.title)
    for (const [query, pointer] of [[{ filter: 'due<' }, '?filter'], [{ fields: 'title,secret' }, '?fields/1'], [{ format: 'pdf' }, '?format'], [{ limit: '1' }, '?limit']] as const) {
      const answer = await company.manager.call(endpoints.exportTasks, { query: query as unknown as Query })
      expect([answer.status, answer.problem.errors?.[0]?.pointer], JSON.stringify(query)).toEqual([422, pointer])
    }
    expect((await fetch(`${world.url}/api/tasks/export`)).status).toBe(401)
  })

  it('names the parent, and what a task blocks, relates to and duplicates, but no task that the asker may not see or that is in the trash', async () => {
    const { admin, manager, employee, team, otherTask } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Kin', teamId: team.id } })
    const make = (title: string, body: object = {}) => manager.do(endpoints.createTask, { body: { projectId: project.id, title, ...body } })
    const top = await make('Top')
    const [child, gone] = [await make('Child', { parentId: top.id }), await make('Gone')]
    const orphan = await make('Orphan', { parentId: gone.id })
    const link = (taskId: string, kind: 'blocks' | 'relates' | 'duplicates', otherTaskId: string) => admin.do(endpoints.createTaskLink, { params: { taskId }, body: { kind, otherTaskId } })
    for (const [kind, other] of [['blocks', child], ['blocks', otherTask], ['relates', otherTask], ['relates', gone], ['duplicates', child]] as const) await link(top.id, kind, other.id)
    await link(orphan.id, 'relates', child.id)
    await manager.do(endpoints.deleteTask, { params: { taskId: gone.id } })
    const asked = { projectId: project.id, sort: 'number', fields: 'key,parent,blocks,blockedBy,relates,duplicates,duplicatedBy' } as const
    const lines = async (person: Person) => (await text({ ...asked, format: 'ndjson' }, person)).trim().split('\n').map((line) => JSON.parse(line) as object)
    const none = { parent: null, blocks: [], blockedBy: [], relates: [], duplicates: [], duplicatedBy: [] }
    const others = [
      { ...none, key: child.key, parent: top.key, blockedBy: [top.key], relates: [orphan.key], duplicatedBy: [top.key] }, { ...none, key: orphan.key, relates: [child.key] },
    ]
    expect(await lines(employee)).toEqual([{ ...none, key: top.key, blocks: [child.key], duplicates: [child.key] }, ...others])
    expect(await lines(admin)).toEqual([{ ...none, key: top.key, blocks: [child.key, otherTask.key].sort(), relates: [otherTask.key], duplicates: [child.key] }, ...others])
    expect(await text({ ...asked, fields: 'key,parent' }, employee)).toBe(`\uFEFFkey,parent\r\n${top.key},\r\n${child.key},${top.key}\r\n${orphan.key},\r\n`)
    expect(await text(asked, employee)).toBe(`\uFEFFkey,parent,blocks,blockedBy,relates,duplicates,duplicatedBy\r\n${top.key},,${child.key},,,${child.key},\r\n`
      + `${child.key},${top.key},,${top.key},${orphan.key},,${top.key}\r\n${orphan.key},,,,${child.key},,\r\n`)
    const sheet = strFromU8(unzipSync((await download(employee, { ...asked, format: 'xlsx' })).bytes)['xl/worksheets/sheet1.xml']!)
    expect([sheet.includes(orphan.key), sheet.includes(otherTask.key), sheet.includes(gone.key)]).toEqual([true, false, false])
    await manager.do(endpoints.deleteProject, { params: { projectId: project.id } })
  })

  it('has a column for each custom field of its project, with names for ids, and says nothing of others\' fields', async () => {
    const { manager, employee, stranger, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Fields', teamId: team.id } })
    const add = (name: string, kind: FieldKind, options: string[] = []) => manager.do(endpoints.createCustomField, {
      params: { projectId: project.id }, body: { name, kind, options: options.map((option) => ({ name: option })) } })
    const [cost, platforms, reviewer, open, old] = [await add('=Cost', 'number'), await add('Platforms', 'multi_select', ['Web', '-App']), await add('Reviewer', 'person'),
      await add('Public', 'checkbox'), await add('Old', 'text')]
    await manager.do(endpoints.updateCustomField, { params: { fieldId: old.id }, body: { archived: true } })
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Full', customFields: {
      [cost.id]: -2.5, [platforms.id]: platforms.options.map(({ id }) => id).reverse(), [reviewer.id]: employee.membership.id, [open.id]: true } } })
    await manager.do(endpoints.createTask, { body: { projectId: project.id, title: 'Bare' } })
    const asked = { projectId: project.id, fields: 'title,customFields,progress', sort: 'number' } as const
    expect(await text(asked)).toBe("\uFEFFtitle,'=Cost,Platforms,Reviewer,Public,progress\r\nFull,-2.5,\"Web,' -App\",Tove,true,0\r\nBare,,,,false,0\r\n")
    expect((await text({ ...asked, format: 'ndjson' })).trim().split('\n').map((line) => JSON.parse(line) as object)).toEqual([
      { title: 'Full', progress: 0, customFields: { '=Cost': -2.5, Platforms: ['Web', '-App'], Reviewer: 'Tove', Public: true } },
      { title: 'Bare', progress: 0, customFields: { '=Cost': null, Platforms: null, Reviewer: null, Public: false } },
    ])
    expect(await text(asked, stranger)).toBe('\uFEFFtitle,progress\r\n')
    const { bytes } = await download(manager, { ...asked, format: 'xlsx' })
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!)).toContain('<c><v>-2.5</v></c>')
  })

  it('has a column for each name of custom fields in a team, whatever their kinds, of projects at work and those that its filter names', async () => {
    const { manager, stranger } = company
    const team = await manager.do(endpoints.createTeam, { body: { name: 'Fielded' } })
    const make = (name: string) => manager.do(endpoints.createProject, { body: { name, teamId: team.id } })
    const [first, second, shelved] = [await make('A first'), await make('B second'), await make('C shelved')]
    const add = (projectId: string, name: string, kind: FieldKind, options: string[] = []) => manager.do(endpoints.createCustomField, {
      params: { projectId }, body: { name, kind, options: options.map((option) => ({ name: option })) } })
    const [stage, ticked] = [await add(first.id, 'Stage', 'select', ['Draft']), await add(first.id, 'Ticked', 'checkbox')]
    const [said, cost] = [await add(second.id, 'STAGE', 'text'), await add(second.id, 'Cost', 'number')]
    await add(shelved.id, 'Nowhere', 'text')
    await manager.do(endpoints.archiveProject, { params: { projectId: shelved.id }, body: { archived: true } })
    const task = (projectId: string, title: string, customFields: object) => manager.do(endpoints.createTask, { body: { projectId, title, customFields: customFields as never } })
    await task(first.id, 'One', { [stage.id]: stage.options[0]!.id, [ticked.id]: true })
    await task(second.id, 'Two', { [said.id]: 'Nearly', [cost.id]: 2 })
    const asked = { teamId: team.id, fields: 'title,customFields', sort: 'createdAt' } as const
    expect(await text(asked)).toBe('\uFEFFtitle,Stage,Ticked,Cost\r\nOne,Draft,true,\r\nTwo,Nearly,,2\r\n')
    expect(JSON.parse((await text({ ...asked, format: 'ndjson' })).split('\n')[1]!)).toEqual({ title: 'Two', customFields: { Stage: 'Nearly', Ticked: null, Cost: 2 } })
    expect(await text(asked, stranger)).toBe('\uFEFFtitle\r\n')
    expect(await text({ ...asked, filter: 'project="C shelved"' }), 'a project without tasks gives no columns').toBe('\uFEFFtitle,Stage,Ticked,Cost\r\n')
    const kept = await make('D kept')
    const note = await add(kept.id, 'Note', 'text')
    await task(kept.id, 'Kept', { [note.id]: 'Look here' })
    await manager.do(endpoints.archiveProject, { params: { projectId: kept.id }, body: { archived: true } })
    expect(await text(asked)).toBe('\uFEFFtitle,Stage,Ticked,Cost\r\nOne,Draft,true,\r\nTwo,Nearly,,2\r\n')
    const named = { ...asked, filter: 'project="D kept" or title~Two' }
    expect(await text(named)).toBe('\uFEFFtitle,Stage,Ticked,Cost,Note\r\nTwo,Nearly,,2,\r\nKept,,,,Look here\r\n')
    expect(await text(named, stranger)).toBe('\uFEFFtitle\r\n')
  })

  it('has all fields of a project that has several of one name, each in its column', async () => {
    const { manager, team } = company
    const csv = 'Task;Cost;Cost 2;Effort\nMast;1;2;3\n'
    const { projectId } = await manager.do(endpoints.importCsv, { query: { teamId: team.id }, body: { name: 'Several', csv, columns: ['title', 'field', 'field', 'field'] } })
    const { customFields: [cost, , effort] } = await manager.do(endpoints.readBoard, { params: { projectId } })
    await asOwner(world, (ask) => ask(`update custom_fields set name = 'COST' where id = '${effort!.id}'`))
    const asked = { projectId, fields: 'title,customFields' } as const
    expect(await text(asked)).toBe('\uFEFFtitle,Cost,COST 3,Cost 2\r\nMast,1,3,2\r\n')
    expect(JSON.parse(await text({ ...asked, format: 'ndjson' }))).toEqual({ title: 'Mast', customFields: { Cost: 1, 'Cost 2': 2, 'COST 3': 3 } })
    expect(cost!.name).toBe('Cost')
  })

  it('writes five thousand tasks, each once', { timeout: 60_000 }, async () => {
    const { manager, team } = company
    const project = await manager.do(endpoints.createProject, { body: { name: 'Many', teamId: team.id } })
    const operations = Array.from({ length: 5000 }, (_, index) => ({ op: 'create' as const, projectId: project.id, title: `Task ${index} ${'x'.repeat(200)}` }))
    await manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations } })
    const response = await fetch(`${world.url}/api/tasks/export?projectId=${project.id}&sort=title&format=ndjson&fields=title,description,id`,
      { headers: { authorization: `Bearer ${manager.token}` } })
    let rest = ''
    const titles = new Set<string>()
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop()!
      for (const line of lines) titles.add((JSON.parse(line) as { title: string }).title)
    }
    expect([titles.size, rest]).toEqual([5000, ''])
  })
})
