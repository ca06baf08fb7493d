// Lists in the order of a custom field, page by page, with tasks without a value last either way; and whose fields are nobody's.
import { beforeAll, describe, expect, it } from 'vitest'
import type { CustomField } from '../../../shared/features/custom-fields.ts'
import { endpoints } from '../../../shared/index.ts'
import { aProject, type Person } from '../../support/factories.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'

const { createCustomField, createTask, listTasks, createView } = endpoints

describe.each(backends)('the order of custom fields on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let projectId: string
  beforeAll(async () => {
    company = await aWiderCompany(world)
    projectId = (await aProject(company.manager, company.team.id)).id
  })
  const add = (name: string, kind: CustomField['kind'], options: string[] = [], person = company.manager, place = projectId) =>
    person.do(createCustomField, { params: { projectId: place }, body: { name, kind, options: options.map((option) => ({ name: option })) } })

  async function pagesOf(sort: string, person: Person = company.manager): Promise<string[]> {
    const titles: string[] = []
    let cursor: string | undefined
    do {
      const page = await person.do(listTasks, { query: { projectId, sort: sort as never, limit: 2, cursor } })
      titles.push(...page.items.map(({ title }) => title))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    return titles
  }

  it('is that of numbers, days, letters, names and options', async () => {
    const { manager, employee } = company
    const [cost, launch, note, stage, places, reviewer, open] = [await add('Cost', 'number'), await add('Launch', 'date'), await add('Note', 'text'),
      await add('Stage', 'select', ['Later', 'Alpha']), await add('Places', 'multi_select', ['Web', 'App']), await add('Reviewer', 'person'), await add('Public', 'checkbox')]
    const [later, alpha] = stage.options.map(({ id }) => id)
    const [web, app] = places.options.map(({ id }) => id)
    const make = (title: string, customFields: object) => manager.do(createTask, { body: { projectId, title, customFields: customFields as never } })
    await make('A', { [cost.id]: -2.5, [launch.id]: '2026-12-01', [note.id]: 'beta', [stage.id]: alpha, [places.id]: [app], [reviewer.id]: employee.membership.id, [open.id]: true })
    await make('B', { [cost.id]: 10, [launch.id]: '2026-02-01', [note.id]: 'Alpha', [stage.id]: later, [places.id]: [app, web], [reviewer.id]: manager.membership.id })
    await make('C', { [cost.id]: 9 })
    await make('D', {})
    const orders = { [cost.id]: ['ACBD', 'BCAD'], [launch.id]: ['BACD', 'ABDC'], [note.id]: ['BACD', 'ABDC'], [stage.id]: ['BACD', 'ABDC'], [places.id]: ['BACD', 'ABDC'], [reviewer.id]: ['BACD', 'ABDC'], [open.id]: ['ABCD', 'ADCB'] }
    for (const [id, [up, down]] of Object.entries(orders)) {
      expect([(await pagesOf(`field.${id}`)).join(''), (await pagesOf(`-field.${id}`)).join('')], id).toEqual([up, down])
    }
    const view = await manager.do(createView, { body: { projectId, name: 'By cost', kind: 'table', sort: `-field.${cost.id}`, group: `field.${cost.id}`, columns: ['title', `field.${cost.id}`] } })
    expect(view).toMatchObject({ sort: `-field.${cost.id}`, group: `field.${cost.id}`, columns: ['title', `field.${cost.id}`] })
  })

  it('X11 is not that of fields that one cannot see, which look like none', async () => {
    const { manager, stranger, otherProject, foreigner, foreignProject } = company
    const theirs = await add('Theirs', 'number', [], stranger, otherProject.id)
    const foreign = await add('Foreign', 'number', [], foreigner, foreignProject.id)
    for (const id of [theirs.id, foreign.id, nobodysId()]) {
      const { status, problem } = await manager.call(listTasks, { query: { sort: `field.${id}` } })
      expect([status, problem.code, problem.errors?.[0]?.pointer]).toEqual([422, 'invalid_reference', '?sort'])
    }
    for (const sort of ['field.cost', "field.' or 1=1", `field.${nobodysId().toUpperCase()}x`]) expect((await manager.call(listTasks, { query: { sort: sort as never } })).status).toBe(422)
  })
})
