// Custom fields of a project and their options: added, renamed, moved, archived, deleted with what tasks hold of them; who may, and how many.
import { beforeAll, describe, expect, it } from 'vitest'
import { MOST_FIELDS, MOST_OPTIONS, type CustomField } from '../../../shared/features/custom-fields.ts'
import { endpoints } from '../../../shared/index.ts'
import { teamStream } from '../../../shared/streams.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { eventsAfter, verifyAction } from '../../support/verify-action.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany, nobodysId } from '../tasks/company.ts'
import { boardOf, detailOf } from '../tasks/snapshots.ts'

const {
  createCustomField, updateCustomField, deleteCustomField, createFieldOption, updateFieldOption, deleteFieldOption, listCustomFields, deleteProject, updateTask, readTask,
  archiveTask, deleteTask,
} = endpoints

describe.each(backends)('custom fields on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  beforeAll(async () => {
    company = await aWiderCompany(world)
  })
  const screens = (projectId: string, ...taskIds: string[]) =>
    ({ viewers: [company.admin, company.manager, company.employee], snapshots: [boardOf(projectId), ...taskIds.map(detailOf)] })
  const projectOf = async () => ({ projectId: (await aProject(company.manager, company.team.id)).id })
  const listed = async (params: { projectId: string }) => (await company.employee.do(listCustomFields, { params })).items
  const namesOf = async (params: { projectId: string }) => (await listed(params)).map(({ name }) => name)
  const add = (params: { projectId: string }, name: string, kind: CustomField['kind'] = 'text', options: string[] = []) =>
    company.manager.do(createCustomField, { params, body: { name, kind, options: options.map((option) => ({ name: option })) } })
  const lastEvent = async () => (await eventsAfter(company.manager, teamStream(company.team.id), 0)).at(-1)!

  it('are added at the end, renamed, moved and archived, on every screen', async () => {
    const params = await projectOf()
    const made = await verifyAction(screens(params.projectId), () => add(params, 'Sprint'))
    expect(made).toMatchObject({ name: 'Sprint', kind: 'text', options: [], archived: false, version: 1, ...params })
    await add(params, 'Cost', 'number')
    const stage = await add(params, 'Stage', 'select', ['Alpha', 'Beta'])
    expect(stage.options.map(({ name, color, archived }) => [name, color, archived])).toEqual([['Alpha', 'slate', false], ['Beta', 'slate', false]])
    expect(await namesOf(params)).toEqual(['Sprint', 'Cost', 'Stage'])
    const change = (fieldId: string, body: object, silent = false) =>
      verifyAction({ ...screens(params.projectId), silent }, () => company.manager.do(updateCustomField, { params: { fieldId }, body }))
    await change(stage.id, { afterFieldId: null })
    expect(await namesOf(params)).toEqual(['Stage', 'Sprint', 'Cost'])
    await change(stage.id, { afterFieldId: made.id, name: 'Phase' })
    expect(await namesOf(params)).toEqual(['Sprint', 'Phase', 'Cost'])
    await change(stage.id, { afterFieldId: made.id }, true)
    expect(await change(made.id, { archived: true })).toMatchObject({ archived: true, version: 2 })
    await change(made.id, { archived: true, name: 'Sprint' }, true)
    expect(await change(made.id, { archived: false })).toMatchObject({ archived: false, version: 3 })
  })

  it('have options that are added, renamed, recoloured, moved and archived, on every screen', async () => {
    const params = await projectOf()
    const { id: fieldId, options: [alpha] } = await add(params, 'Stage', 'multi_select', ['Alpha', 'Beta'])
    const told = screens(params.projectId)
    const { options } = await verifyAction(told, () => company.manager.do(createFieldOption, { params: { fieldId }, body: { name: 'Gamma', color: 'red' } }))
    expect(options.map(({ name }) => name)).toEqual(['Alpha', 'Beta', 'Gamma'])
    const change = (body: object, silent = false) => verifyAction({ ...told, silent }, () =>
      company.manager.do(updateFieldOption, { params: { fieldId, optionId: alpha!.id }, body }))
    expect((await change({ afterOptionId: options[1]!.id, name: 'First', color: 'sky' })).options[1]).toEqual({ ...alpha, name: 'First', color: 'sky' })
    expect((await change({ archived: true })).options[1]).toMatchObject({ archived: true })
    await change({ archived: true, afterOptionId: options[1]!.id }, true)
    const left = await verifyAction(told, () => company.manager.do(deleteFieldOption, { params: { fieldId, optionId: alpha!.id } }))
    expect(left.options.map(({ name }) => name)).toEqual(['Beta', 'Gamma'])
  })

  it('are deleted with their values only by who says so: archived tasks and those in the trash lose them too, no version changes', async () => {
    const { manager } = company
    const params = await projectOf()
    const field = await add(params, 'Sprint')
    const [task, archived, deleted, without] = await Promise.all([1, 2, 3, 4].map(() => aTask(manager, params.projectId)))
    for (const { id: taskId } of [task!, archived!, deleted!]) {
      await manager.do(updateTask, { params: { taskId }, body: { customFields: { [field.id]: 'Twelve' } } })
    }
    await manager.do(archiveTask, { params: { taskId: archived!.id }, body: { archived: true } })
    await manager.call(deleteTask, { params: { taskId: deleted!.id } })
    const refused = await manager.call(deleteCustomField, { params: { fieldId: field.id } })
    expect([refused.status, refused.problem.code, refused.problem.data]).toEqual([409, 'values_in_use', { tasks: 3 }])
    await verifyAction(screens(params.projectId, task!.id, archived!.id, without!.id), () =>
      manager.call(deleteCustomField, { params: { fieldId: field.id }, query: { discardValues: 'true' } }))
    expect((await lastEvent()).data).toMatchObject({ customField: { id: field.id, name: 'Sprint' }, tasks: 3 })
    for (const [{ id: taskId }, version] of [[task!, 2], [archived!, 3], [deleted!, 3]] as const) {
      expect(await manager.do(readTask, { params: { taskId } })).toMatchObject({ customFields: {}, version })
    }
    expect((await manager.call(updateTask, { params: { taskId: task!.id }, body: { customFields: { [field.id]: 'Again' } } })).status).toBe(422)
  })

  it('leave no value behind when others write some at the same moment', async () => {
    const { manager } = company
    const params = await projectOf()
    const field = await add(params, 'Sprint')
    const tasks = await Promise.all(Array.from({ length: 8 }, () => aTask(manager, params.projectId)))
    const write = (taskId: string, value: string) => manager.call(updateTask, { params: { taskId }, body: { customFields: { [field.id]: value } } })
    await Promise.all(tasks.slice(0, 4).map(({ id }) => write(id, 'Before')))
    const [gone, ...written] = await Promise.all([
      manager.call(deleteCustomField, { params: { fieldId: field.id }, query: { discardValues: 'true' } }), ...tasks.map(({ id }, index) => write(id, `At once ${index}`)),
    ])
    expect(gone.status).toBe(204)
    expect(written.filter(({ status }) => ![200, 422].includes(status)).map(({ status, problem }) => [status, problem.detail])).toEqual([])
    for (const { id: taskId } of tasks) expect((await manager.do(readTask, { params: { taskId } })).customFields).toEqual({})
  })

  it('lose a deleted option from every task: from one of several, and with the last one the value', async () => {
    const { manager } = company
    const params = await projectOf()
    const one = await add(params, 'Stage', 'select', ['Alpha', 'Beta'])
    const many = await add(params, 'Platforms', 'multi_select', ['Web', 'App'])
    const [alpha, web, app] = [one.options[0]!.id, many.options[0]!.id, many.options[1]!.id]
    const [first, second] = [await aTask(manager, params.projectId), await aTask(manager, params.projectId)]
    const put = (taskId: string, customFields: object) => manager.do(updateTask, { params: { taskId }, body: { customFields } as never })
    await put(first.id, { [one.id]: alpha, [many.id]: [web, app] })
    await put(second.id, { [many.id]: [web] })
    const remove = (fieldId: string, optionId: string) => verifyAction(screens(params.projectId, first.id, second.id), () =>
      manager.do(deleteFieldOption, { params: { fieldId, optionId }, query: { discardValues: 'true' } }))
    const refused = await manager.call(deleteFieldOption, { params: { fieldId: many.id, optionId: web } })
    expect([refused.status, refused.problem.data]).toEqual([409, { tasks: 2 }])
    await remove(many.id, web)
    expect((await lastEvent()).data).toMatchObject({ name: 'Platforms', option: { id: web, name: 'Web' }, tasks: 2 })
    await remove(one.id, alpha)
    expect((await manager.do(readTask, { params: { taskId: first.id } })).customFields).toEqual({ [many.id]: [app] })
    expect((await manager.do(readTask, { params: { taskId: second.id } })).customFields).toEqual({})
  })

  it('are changed by who may change the project; hidden ones are not there', async () => {
    const { manager, employee, stranger, foreigner } = company
    const params = await projectOf()
    const { id: fieldId, options: [option] } = await add(params, 'Stage', 'select', ['Alpha'])
    const place = { fieldId, optionId: option!.id }
    for (const [person, status] of [[employee, 403], [stranger, 404], [foreigner, 404]] as const) {
      const answers = await Promise.all([
        person.call(createCustomField, { params, body: { name: 'Mine', kind: 'text' } }), person.call(updateCustomField, { params: { fieldId }, body: { name: 'Mine' } }),
        person.call(deleteCustomField, { params: { fieldId } }), person.call(createFieldOption, { params: { fieldId }, body: { name: 'Mine' } }),
        person.call(updateFieldOption, { params: place, body: { name: 'Mine' } }), person.call(deleteFieldOption, { params: place }),
      ])
      expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 6 }, () => status))
    }
    expect((await stranger.call(listCustomFields, { params })).status).toBe(404)
    expect((await manager.call(updateCustomField, { params: { fieldId: nobodysId() }, body: { name: 'A' } })).status).toBe(404)
    expect((await manager.call(updateFieldOption, { params: { fieldId, optionId: nobodysId() }, body: { name: 'A' } })).status).toBe(404)
    await manager.do(deleteProject, { params })
    expect((await manager.call(updateCustomField, { params: { fieldId }, body: { name: 'A' } })).status).toBe(404)
  })

  it('name what is wrong: kinds without options, names that are taken in any case, places that are none', async () => {
    const { manager } = company
    const params = await projectOf()
    const text = await add(params, 'Notes')
    const select = await add(params, 'Stage', 'select', ['Alpha', 'Beta'])
    for (const [body, pointer] of [[{ name: ' ', kind: 'text' }, '/name'], [{ name: 'A', kind: 'formula' }, '/kind'], [{ name: 'A', kind: 'text', options: [{ name: 'B' }] }, '/options'],
      [{ name: 'A', kind: 'select', options: [{ name: 'B' }, { name: 'b' }] }, '/options/1/name'], [{ name: 'A', kind: 'text', rank: 'a0' }, '/rank']] as const) {
      const answer = await manager.call(createCustomField, { params, raw: JSON.stringify(body) })
      expect([answer.status, answer.problem.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
    const codes = [
      await manager.call(createCustomField, { params, body: { name: 'NOTES', kind: 'url' } }), await manager.call(updateCustomField, { params: { fieldId: select.id }, body: { name: 'notes' } }),
      await manager.call(createFieldOption, { params: { fieldId: select.id }, body: { name: 'ALPHA' } }), await manager.call(createFieldOption, { params: { fieldId: text.id }, body: { name: 'A' } }),
      await manager.call(updateFieldOption, { params: { fieldId: select.id, optionId: select.options[0]!.id }, body: { name: 'beta' } }),
      await manager.call(updateCustomField, { params: { fieldId: text.id }, body: { afterFieldId: nobodysId() } }),
      await manager.call(updateFieldOption, { params: { fieldId: select.id, optionId: select.options[0]!.id }, body: { afterOptionId: nobodysId() } }),
    ].map(({ problem }) => problem.code)
    expect(codes).toEqual(['name_taken', 'name_taken', 'name_taken', 'conflict', 'name_taken', 'invalid_reference', 'invalid_reference'])
  })

  it(`are ${MOST_FIELDS} at most, with ${MOST_OPTIONS} options each, however many come at once`, async () => {
    const { manager } = company
    const params = await projectOf()
    const first = await add(params, 'First', 'select', Array.from({ length: MOST_OPTIONS }, (_, index) => `${'я'.repeat(76)}${index}`))
    for (let count = 2; count < MOST_FIELDS; count += 1) await add(params, `Field ${count}`)
    const answers = await Promise.all([1, 2].map((number) => manager.call(createCustomField, { params, body: { name: `Last ${number}`, kind: 'date' } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await manager.call(createFieldOption, { params: { fieldId: first.id }, body: { name: 'More' } })).problem.code).toBe('conflict')
    await manager.do(updateFieldOption, { params: { fieldId: first.id, optionId: first.options[0]!.id }, body: { color: 'red' } })
  })
})
