// Words that are mistyped: what they are taken for, by whom, and where nothing is forgiven.
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueryInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { errorsBetween, nearestOf } from '../../../server/features/search/similar-words.ts'
import { backends, useWorld } from '../../support/world.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { search, createTask, createComment } = endpoints

describe('errorsBetween', () => {
  it('counts letters left out, added, changed and swapped, up to the word or its beginning', () => {
    const pairs = { 'lantern lantern': 0, 'lanten lantern': 1, 'lanttern lantern': 1, 'lantarn lantern': 1, 'lantren lantern': 1, 'lantr lantern': 1, 'abc xyz': 3, 'battrey batteries': 2, 'сервре сервер': 1 }
    for (const [pair, errors] of Object.entries(pairs)) expect(errorsBetween(...pair.split(' ') as [string, string]), pair).toBe(errors)
  })

  it('takes the nearest, one error in a short word, two in a long one, never the beginning itself', () => {
    expect(nearestOf('lantren', ['lantern', 'lanterns', 'intern', 'lantrens'])).toEqual(['lantern', 'lanterns'])
    expect(nearestOf('lanten', ['intent', 'lament', 'cabinet'])).toEqual([])
    expect(nearestOf('baterries', ['batteries', 'bakers'])).toEqual(['batteries'])
  })
})

describe.each(backends)('S111 mistyped words on %s', (backend) => {
  const world = useWorld({ backend })
  let company: Awaited<ReturnType<typeof aWiderCompany>>
  let lantern: string
  const ask = (given: QueryInputOf<typeof search>, person = company.manager) => person.do(search, { query: given })
  const keysOf = async (q: string, person = company.manager) => (await ask({ q }, person)).tasks.map(({ task }) => task.key)

  beforeAll(async () => {
    company = await aWiderCompany(world)
    const { manager, project } = company
    lantern = (await manager.do(createTask, { body: { projectId: project.id, title: 'Replace the lantern', description: 'Починить сервер' } })).key
    const other = await manager.do(createTask, { body: { projectId: project.id, title: 'Order parts' } })
    await manager.do(createComment, { params: { taskId: other.id }, body: { body: 'The supplier answered' } })
  })

  it('finds what was meant, in titles, descriptions, comments and names, and says by which words', async () => {
    for (const q of ['lantren', 'lantrn', 'replace lanterm', 'сервре']) expect(await keysOf(q), q).toEqual([lantern])
    expect(await ask({ q: 'lantren' })).toMatchObject({ similar: ['lantern'], tasks: [{ place: 'title' }] })
    const spoken = await ask({ q: 'suplier' })
    expect(spoken).toMatchObject({ similar: ['supplier'], tasks: [{ place: 'comment' }] })
    expect(spoken.tasks[0]!.excerpt).toContainEqual({ text: 'supplier', found: true })
    await company.manager.do(endpoints.updateProject, { params: { projectId: company.project.id }, body: { name: 'Kaleidoscope' } })
    expect(await ask({ q: 'kaliedoscope' })).toMatchObject({ projects: [{ id: company.project.id }], similar: ['kaleidoscope'] })
  })

  it('forgives nothing in quotes, of short words, or of words that find enough', async () => {
    for (const q of ['"lantren"', 'teh', '-lantren']) expect(await ask({ q }), q).toMatchObject({ tasks: [], similar: [] })
    const { manager, project } = company
    for (const title of ['Stork one', 'Stork two', 'Stork three', 'Stark four']) await manager.do(createTask, { body: { projectId: project.id, title } })
    expect((await ask({ q: 'stork' })).tasks.map(({ task }) => task.title)).not.toContain('Stark four')
    expect((await ask({ q: 'stark' })).tasks.map(({ task }) => task.title)[0]).toBe('Stark four')
    expect((await ask({ q: 'stark' })).tasks).toHaveLength(4)
  })

  it('X13 tells no word from what the asker may not read', async () => {
    const { stranger, otherProject, manager, foreigner, foreignProject } = company
    const secret = await stranger.do(createTask, { body: { projectId: otherProject.id, title: 'Zeppelin of the others' } })
    await foreigner.do(createTask, { body: { projectId: foreignProject.id, title: 'Quadrille of another company' } })
    expect(await keysOf('zepelin', stranger)).toEqual([secret.key])
    for (const q of ['zepelin', 'quadrile']) expect(await ask({ q }, manager), q).toEqual({ tasks: [], projects: [], files: [], similar: [], more: false })
  })

  it('X52 the function that reads as the owner answers for the transaction\'s organization alone', async () => {
    const { manager, foreigner } = company
    const of = (organization: string) => world.server.kernel.read(systemCaller(manager.organization.id), ({ em }) =>
      query<{ word: string }>(em, `select word from similar_words($1::uuid, array['quadrile', 'zepelin'], 10)`, [organization]))
    expect((await of(manager.organization.id)).map(({ word }) => word)).toEqual(['zeppelin'])
    expect(await of(foreigner.organization.id)).toEqual([])
  })

  it('goes on without the extensions, and forgives nothing then', async () => {
    const asOwner = async (sql: string) => {
      const { pglite, pool } = world.server.kernel.database
      const whole = `set role none; ${sql}; set role lockstep_app`
      await (pglite ? pglite.exec(whole) : pool!.query(whole))
    }
    await asOwner('drop index known_words_likeness')
    expect(await ask({ q: 'lantren' })).toMatchObject({ tasks: [], similar: [] })
    expect(await keysOf('lantern')).toEqual([lantern])
    await asOwner('create index known_words_likeness on known_words using gin (organization_id, word gin_trgm_ops) with (fastupdate = off)')
    expect(await keysOf('lantren')).toEqual([lantern])
  })
})
