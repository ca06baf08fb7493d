// Server and client answer every filter alike: random tasks, random filters, both databases (S111).
import fc from 'fast-check'
import { describe, expect, it, beforeAll } from 'vitest'
import { taskTest, type FilterWorld } from '../../../client/features/filter/task-filter.ts'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { priorities } from '../../../shared/features/priority.ts'
import type { BulkOperation } from '../../../shared/features/tasks.ts'
import type { FieldValue } from '../../../shared/field-values.ts'
import { watchersOf } from '../../../shared/features/watchers.ts'
import { fieldOf, filterFieldNames, type FilterFieldName } from '../../../shared/filter/fields.ts'
import { parseFilter } from '../../../shared/filter/parse.ts'
import { quoted } from '../../../shared/filter/tokens.ts'
import { endpoints } from '../../../shared/index.ts'
import { setClock } from '../../../server/kernel/clock.ts'
import { aCompany, aProject, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aLabel } from './company.ts'

const ZONE = 'America/New_York'
/** A moment at which it is another day there than in UTC, in the week in which clocks are put back. */
const NOW = Date.parse('2026-11-02T02:30:00Z')
const words = ['pay', 'PAY', 'Zahlung', 'ÄRGER', 'ärger', 'Ωμέγα', 'ΟΔΟΣ', 'οδός', 'ß', 'İstanbul', 'istanbul', '100%', 'a_b', "o'clock", 'x\\y', '"q"', '🎈']
const times = [
  '2026-11-01T03:59:59.999Z', '2026-11-01T04:00:00.000Z', '2026-11-01T05:30:00.000Z', '2026-11-02T04:59:00.000Z', '2026-11-02T05:00:00.000Z',
  '2026-11-02T02:30:00.000Z', '2026-10-31T12:00:00.000Z', '2026-12-01T00:00:00.000Z', '1999-01-01T00:00:00.000Z',
]
const days = ['2026-10-31', '2026-11-01', '2026-11-02', '2026-12-01', 'today', 'yesterday', 'tomorrow', '+1d', '-1d', '+4w', 'now', ...times.slice(0, 6)]

describe.each(backends)('filters on %s', (backend) => {
  const world = useWorld({ backend })
  let ask: (filter: string) => Promise<string[]>
  let answer: (filter: string) => string[]
  let values: Values

  beforeAll(async () => {
    setClock(() => NOW)
    const company = await aCompany(world)
    const { manager, employee, project, statuses, team } = company
    await manager.do(endpoints.updateProfile, { body: { timezone: ZONE } })
    const second = await aProject(manager, team.id, 'Zweites Projekt')
    const labels = [await aLabel(manager, project.id, 'Bug'), await aLabel(manager, project.id, 'ärger'), await aLabel(manager, project.id, 'me')]
    const board = await manager.do(endpoints.readBoard, { params: { projectId: second.id } })
    const people = [manager, employee].map((one) => one.membership)
    const fields = [...await fieldsIn(manager, project.id, [['Stage', 'select'], ['Cost', 'number'], ['Starts on', 'date'], ['Note', 'text'], ['Prüfer', 'person'], ['Public', 'checkbox'], ['Places', 'multi_select']]),
      ...await fieldsIn(manager, second.id, [['STAGE', 'text'], ['cost', 'number'], ['Public', 'checkbox'], ['Link', 'url']])]
    const places = [{ project, statuses, labels }, { project: second, statuses: board.statuses, labels: [] }].map((place) =>
      ({ ...place, fields: fields.filter(({ projectId }) => projectId === place.project.id) }))
    await manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: fc.sample(operation(places, [manager, employee].map((one) => one.membership.id)), { numRuns: 60, seed: 7 }) } })
    const { items: made } = await manager.do(endpoints.listTasks, { query: { limit: 8 } })
    for (const task of made) await manager.do(endpoints.archiveTask, { params: { taskId: task.id }, body: { archived: true } })
    // Its subtasks say how far it is.
    const [parent, ...parts] = (await manager.do(endpoints.listTasks, { query: { projectId: project.id, limit: 5 } })).items
    const update = (taskId: string, body: object) => ({ op: 'update' as const, taskId, ...body })
    await manager.do(endpoints.bulkTasks, { body: { mode: 'atomic', operations: [update(parent!.id, { progress: 0 }), ...parts.map(({ id }) => update(id, { parentId: parent!.id }))] } })
    // Some said that they watch, some that they do not, whether the task is theirs or not.
    const { items: all } = await manager.do(endpoints.listTasks, { query: { archived: 'any', limit: 200 } })
    for (const [index, { id: taskId }] of all.entries()) {
      const [person, way] = [[manager, employee][index % 2]!, [endpoints.watchTask, endpoints.unwatchTask, endpoints.unwatchTask][index % 3]!]
      if (index % 4 > 0) await person.do(way, { params: { taskId } })
      if (index % 5 === 0) for (const one of [manager, employee]) await one.do(endpoints.unwatchTask, { params: { taskId } })
    }
    const said = await Promise.all([project, second].map(({ id }) => manager.do(endpoints.readWatching, { params: { projectId: id }, query: { of: 'all' } })))
    const wishes = Map.groupBy(said.flatMap((one) => one.wishes!), ({ taskId }) => taskId)
    expect(wishes.size).toBeGreaterThan(20)
    const { items: tasks } = await manager.do(endpoints.listTasks, { query: { archived: 'any', limit: 200 } })
    expect(tasks).toHaveLength(60)
    const everyStatus = [...statuses, ...board.statuses]
    values = {
      status: [...everyStatus.slice(0, 7).map(({ name }) => quoted(name)), statuses[0]!.id, board.statuses[1]!.id, '"DONE"'],
      assignee: [...people.flatMap(({ id, name }) => [id, name.toUpperCase()]), 'me', 'none', 'Nobody'],
      watcher: [...people.flatMap(({ id, name }) => [id, name.toUpperCase()]), 'me', 'none', 'none', 'Nobody'],
      creator: [...people.map(({ id }) => id), 'me', 'none', 'mira'],
      label: [...labels.flatMap(({ id, name }) => [id, quoted(name)]), 'none', 'ÄRGER', 'bug'],
      key: tasks.slice(0, 3).flatMap(({ key }) => [key, key.toLowerCase()]), title: tasks.slice(0, 6).map(({ title }) => quoted(title)),
      project: [project.id, quoted(second.name), second.key, 'none-such'], team: [team.id, quoted(team.name.toUpperCase())],
      custom: [...fields.map(({ name }) => name), 'stage', 'nowhere'], options: fields[0]!.options.map(({ id }) => id), people: people.flatMap(({ id, name }) => [id, quoted(name.toUpperCase())]),
    }
    const found: FilterWorld = {
      meId: manager.membership.id, moment: { now: NOW, zone: ZONE }, status: by(everyStatus), member: by(people), label: by(labels),
      project: by([project, second]), team: by([team]), fields,
      watchers: (task) => watchersOf(task, wishes.get(task.id) ?? []),
    }
    ask = async (filter) => (await manager.do(endpoints.listTasks, { query: { filter, archived: 'any', limit: 200 } })).items.map(({ id }) => id)
    answer = (filter) => {
      const read = parseFilter(filter)
      if (read.fault) throw new Error(`${filter}: ${JSON.stringify(read.fault)}`)
      return tasks.filter(taskTest(read.filter, found)).map(({ id }) => id)
    }
    return () => setClock()
  })

  it('are answered by the server as by the client', async () => {
    await fc.assert(fc.asyncProperty(filterOf(values), async (filter) => {
      expect(await ask(filter), filter).toEqual(answer(filter))
    }), { numRuns: 250, seed: 11 })
  }, 60_000)

  it('find who watches: by name, oneself, nobody, those who said no left out', async () => {
    for (const filter of ['watcher=me', 'watcher!=me', 'watcher=none', 'watcher~tov', 'watcher in (me, none)', 'watcher~tov and not assignee~tov']) {
      const found = await ask(filter)
      expect(found, filter).toEqual(answer(filter))
      expect([filter, found.length > 0 && found.length < 60]).toEqual([filter, true])
    }
  })

  it('take letters in both cases as one, in the alphabets of people', async () => {
    for (const wanted of ['ärger', 'ÄRGER', 'οδοσ', 'ΟΔΌΣ', 'ISTANBUL', 'ωμέγα']) {
      const found = await ask(`title~${quoted(wanted)}`)
      expect(found.length, wanted).toBeGreaterThan(0)
      expect(found, wanted).toEqual(answer(`title~${quoted(wanted)}`))
    }
  })
})

const by = <T extends { id: string }>(all: readonly T[]) => (id: string) => all.find((one) => one.id === id)

type Values = Partial<Record<FilterFieldName | 'custom' | 'options' | 'people', readonly string[]>>
interface Place { project: { id: string }; statuses: readonly { id: string }[]; labels: readonly { id: string }[]; fields: readonly CustomField[] }

async function fieldsIn(manager: Person, projectId: string, all: readonly [name: string, kind: CustomField['kind']][]): Promise<CustomField[]> {
  const made: CustomField[] = []
  for (const [name, kind] of all) {
    const options = kind.endsWith('select') ? ['Alpha', 'ÄRGER', 'me'].map((option) => ({ name: option })) : []
    made.push(await manager.do(endpoints.createCustomField, { params: { projectId }, body: { name, kind, options } }))
  }
  return made
}

/** A value for each field, or none. */
function valuesFor(fields: readonly CustomField[], people: readonly string[]): fc.Arbitrary<Record<string, FieldValue | null>> {
  const ofKind: Record<CustomField['kind'], (field: CustomField) => fc.Arbitrary<FieldValue>> = {
    text: () => fc.constantFrom(...words), number: () => fc.constantFrom(-2, 0, 1.5, 10, 100), date: () => fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-02', '2026-12-01'),
    select: ({ options }) => fc.constantFrom(...options.map(({ id }) => id)), multi_select: ({ options }) => fc.subarray(options.map(({ id }) => id), { minLength: 1 }),
    person: () => fc.constantFrom(...people), checkbox: () => fc.constant(true as const), url: () => fc.constantFrom('https://example.com/pay', 'http://example.com/'),
  }
  return fc.record(Object.fromEntries(fields.map((field) => [field.id, fc.option(ofKind[field.kind](field))])))
}

function operation(places: readonly Place[], people: readonly string[]): fc.Arbitrary<BulkOperation> {
  const some = (ids: readonly string[]) => fc.subarray([...ids])
  const time = fc.option(fc.constantFrom(...times))
  return fc.constantFrom(...places).chain(({ project, statuses, labels, fields }) => fc.record({
    op: fc.constant('create' as const), projectId: fc.constant(project.id), description: fc.constant(''),
    title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }).map((all) => all.join(' ')),
    statusId: fc.constantFrom(...statuses.map(({ id }) => id)), priority: fc.constantFrom(...priorities),
    assigneeIds: some(people), labelIds: some(labels.map(({ id }) => id)), startAt: time, dueAt: time, progress: fc.integer({ min: 0, max: 100 }), customFields: valuesFor(fields, people),
  }))
}

/** Any filter of the language: fields with operators and values that fit, joined and turned round to some depth. */
function filterOf(values: Values): fc.Arbitrary<string> {
  const valueOf = (field: FilterFieldName): fc.Arbitrary<string> => {
    const { takes, choices, none } = fieldOf(field)
    if (takes === 'day') return fc.constantFrom(...days, ...(none ? ['none'] : []))
    if (takes === 'any') {
      return fc.constantFrom('none', 'me', 'true', 'false', '0', '1.5', '-2', '"10"', 'Alpha', 'ärger', '"me"', ...days, ...words.map((word) => quoted(word)), ...values.options!, ...values.people!)
    }
    if (takes === 'number') return fc.integer({ min: 0, max: 110 }).map(String)
    if (choices) return fc.constantFrom(...choices)
    return fc.constantFrom(...(values[field] ?? words.map((word) => quoted(word))))
  }
  const part = fc.constantFrom(...words, 'o', 'IN', '-', 'Mira', 'bug').map((word) => `"${word.replaceAll(/["\\]/g, '\\$&')}"`)
  const term = fc.constantFrom(...filterFieldNames, ...Array.from({ length: 6 }, () => 'field' as const)).chain((field) => {
    const { operators } = fieldOf(field)
    const plain = fc.constantFrom(...operators).chain((operator) =>
      (operator === '~' ? part : valueOf(field).filter((value) => value !== 'none' || operator === '=' || operator === '!='))
        .map((value) => `${operator}${value}`))
    const list = fc.tuple(fc.constantFrom('in', 'not in'), fc.array(valueOf(field), { minLength: 1, maxLength: 3 }))
      .map(([word, all]) => ` ${word} (${all.join(', ')})`)
    const rest = operators.includes('=') ? fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: list }) : plain
    const asked = field === 'field' ? fc.constantFrom(...values.custom!).map((name) => `field.${quoted(name)}`) : fc.constant(field)
    return fc.tuple(asked, rest).map(([one, how]) => `${one}${how}`)
  })
  const { filter } = fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof({ maxDepth: 3, withCrossShrink: true }, term,
      fc.tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter')).map(([a, word, b]) => `(${a}) ${word} (${b})`),
      tie('filter').map((inner) => `not (${inner})`)),
  }))
  return filter
}
