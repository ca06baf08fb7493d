// Files and projects found by their names: by whom, and how they follow what happens to them.
import { beforeAll, describe, expect, it } from 'vitest'
import type { QueryInputOf } from '../../../shared/endpoint.ts'
import { endpoints } from '../../../shared/index.ts'
import { query } from '../../../server/kernel/database.ts'
import { systemCaller } from '../../../server/kernel/transact.ts'
import { aProject, aTask } from '../../support/factories.ts'
import { useWorld } from '../../support/world.ts'
import { attached, textBytes } from '../attachments/uploading.ts'
import { aWiderCompany } from '../tasks/company.ts'

const { search, createAttachment, updateProject } = endpoints
const world = useWorld()
let company: Awaited<ReturnType<typeof aWiderCompany>>
const ask = (given: QueryInputOf<typeof search>, person = company.manager) => person.do(search, { query: given })
const filesOf = async (given: QueryInputOf<typeof search>, person = company.manager) => (await ask(given, person)).files.map(({ name }) => name)
const projectsOf = async (q: string, person = company.manager) => (await ask({ q }, person)).projects.map(({ id }) => id)

beforeAll(async () => {
  company = await aWiderCompany(world)
})

describe('S111 files and links', () => {
  it('are found by the words of their names, with their task', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const file = await attached(manager, task.id, 'Übersicht_Quartal-3 (final).txt', textBytes('text'))
    await manager.do(createAttachment, { params: { taskId: task.id }, body: { url: 'https://example.com/a', name: 'Quarterly numbers' } })
    const place = { task: { id: task.id, key: task.key, title: task.title }, projectId: project.id, teamId: project.teamId }
    for (const q of ['ubersicht', 'quartal final', '"3 final"']) expect((await ask({ q })).files, q).toEqual([{ id: file.id, kind: 'file', name: file.name, url: null, ...place }])
    expect((await ask({ q: 'quarterly' })).files).toMatchObject([{ kind: 'link', url: 'https://example.com/a', ...place }])
    expect(await ask({ q: 'quartrely' })).toMatchObject({ files: [{ name: 'Quarterly numbers' }], similar: ['quarterly'] })
    await manager.do(endpoints.deleteAttachment, { params: { attachmentId: file.id } })
    expect(await filesOf({ q: 'ubersicht' })).toEqual([])
  })

  it('are found where their task is: not of deleted ones, of archived ones when asked, of templates when that project is asked for', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    await attached(manager, task.id, 'narwhal.txt', textBytes('text'))
    await manager.do(endpoints.archiveTask, { params: { taskId: task.id }, body: { archived: true } })
    expect([await filesOf({ q: 'narwhal' }), await filesOf({ q: 'narwhal', archived: 'true' })]).toEqual([[], ['narwhal.txt']])
    await manager.do(endpoints.archiveTask, { params: { taskId: task.id }, body: { archived: false } })
    await manager.do(updateProject, { params: { projectId: project.id }, body: { isTemplate: true } })
    expect([await filesOf({ q: 'narwhal' }), await filesOf({ q: 'narwhal', projectId: project.id })]).toEqual([[], ['narwhal.txt']])
    await manager.do(updateProject, { params: { projectId: project.id }, body: { isTemplate: false } })
    await manager.do(endpoints.deleteTask, { params: { taskId: task.id } })
    expect(await filesOf({ q: 'narwhal', archived: 'true' })).toEqual([])
    await manager.do(endpoints.restoreTask, { params: { taskId: task.id } })
    expect(await filesOf({ q: 'narwhal' })).toEqual(['narwhal.txt'])
  })

  it('are found in projects and teams themselves, by who may read these', async () => {
    const { manager, admin, stranger, project, team } = company
    const send = (place: object, name: string) => ({ ...place, query: { name }, bytes: textBytes('text') })
    await manager.do(endpoints.uploadProjectFile, send({ params: { projectId: project.id } }, 'ocelot of the project.txt'))
    await manager.do(endpoints.uploadTeamFile, send({ params: { teamId: team.id } }, 'ocelot of the team.txt'))
    for (const person of [manager, admin]) {
      const { files } = await ask({ q: 'ocelot' }, person)
      expect(files.map(({ task, projectId, teamId }) => [task, projectId, teamId]).sort()).toEqual([[null, null, team.id], [null, project.id, team.id]].sort())
    }
    expect(await filesOf({ q: 'ocelot', projectId: project.id })).toEqual(['ocelot of the project.txt'])
    expect(await filesOf({ q: 'ocelot', teamId: team.id })).toHaveLength(2)
    for (const given of [{}, { teamId: team.id }, { projectId: project.id }]) expect(await filesOf({ q: 'ocelot', ...given }, stranger)).toEqual([])
  })

  it('are not found in the trash, where they go with their comment', async () => {
    const { manager, project } = company
    const task = await aTask(manager, project.id)
    const file = await attached(manager, task.id, 'wombat.txt', textBytes('text'))
    const said = await manager.do(endpoints.createComment, { params: { taskId: task.id }, body: { body: 'Look', fileIds: [file.id] } })
    expect(await filesOf({ q: 'wombat' })).toEqual(['wombat.txt'])
    await manager.do(endpoints.deleteComment, { params: { commentId: said.id } })
    expect(await filesOf({ q: 'wombat' })).toEqual([])
  })

  it('X13 of other teams and organizations are nobody else\'s', async () => {
    const { admin, manager, stranger, foreigner, otherTask, otherProject, foreignTask } = company
    await attached(stranger, otherTask.id, 'zeppelin.txt', textBytes('text'))
    await attached(foreigner, foreignTask.id, 'zeppelin of others.txt', textBytes('text'))
    expect(await filesOf({ q: 'zeppelin' }, admin)).toEqual(['zeppelin.txt'])
    expect(await filesOf({ q: 'zeppelin' }, stranger)).toEqual(['zeppelin.txt'])
    for (const given of [{}, { projectId: otherProject.id }, { teamId: otherProject.teamId }]) expect(await filesOf({ q: 'zeppelin', ...given }, manager)).toEqual([])
  })
})

describe('S111 projects', () => {
  it('are found by the words of name and description as these change, by a part of the name last', async () => {
    const { manager, team } = company
    const project = await aProject(manager, team.id)
    await manager.do(updateProject, { params: { projectId: project.id }, body: { name: 'Café relaunch', description: 'With a samovar' } })
    for (const q of ['cafe', 'samovar', 'relaunch samovar', 'launch']) expect(await projectsOf(q), q).toEqual([project.id])
    await manager.do(updateProject, { params: { projectId: project.id }, body: { description: 'With tea' } })
    expect([await projectsOf('samovar'), await projectsOf('cafe tea')]).toEqual([[], [project.id]])
    await manager.do(endpoints.deleteProject, { params: { projectId: project.id } })
    expect(await projectsOf('cafe')).toEqual([])
  })

  it('X13 of other teams and organizations are nobody else\'s', async () => {
    const { admin, manager, stranger, foreigner, otherProject, foreignProject } = company
    await stranger.do(updateProject, { params: { projectId: otherProject.id }, body: { description: 'A bathyscaphe' } })
    await foreigner.do(updateProject, { params: { projectId: foreignProject.id }, body: { description: 'A bathyscaphe' } })
    expect([await projectsOf('bathyscaphe', manager), await projectsOf('bathyscaphe', admin)]).toEqual([[], [otherProject.id]])
  })
})

it('X52 the function that reads names as the owner answers for the transaction\'s organization alone', async () => {
  const { manager, foreigner, foreignProject } = company
  await foreigner.do(updateProject, { params: { projectId: foreignProject.id }, body: { description: 'An autogyro' } })
  const of = (asker: string, organization: string) => world.server.kernel.read(systemCaller(asker), ({ em }) =>
    query<{ id: string }>(em, `select id from search_names($1::uuid, '''autogyro'''::tsquery, null, 10)`, [organization]))
  expect(await of(manager.organization.id, foreigner.organization.id)).toEqual([])
  expect(await of(manager.organization.id, manager.organization.id)).toEqual([])
  expect(await of(foreigner.organization.id, foreigner.organization.id)).toEqual([{ id: foreignProject.id }])
  for (const table of ['name_words', 'known_words']) {
    const direct = await world.server.kernel.read(systemCaller(manager.organization.id), ({ em }) => query(em, `select distinct organization_id as id from ${table}`))
    expect(direct, table).toEqual([{ id: manager.organization.id }])
  }
})
