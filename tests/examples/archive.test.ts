// The program of examples/ that keeps an organization in a file and brings it into another one.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { scopes } from '../../shared/permissions.ts'
import { attached, textBytes } from '../features/attachments/uploading.ts'
import { aCompany, anAdmin, aProgram, aTask, type Person } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { runExample } from './run-example.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-archive-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('examples/archive.ts carries an organization into an empty one, once, and says that it is equal', async () => {
  const { admin, project } = await aCompany(world)
  const empty = await anAdmin(world)
  const file = join(folder, 'all.ndjson.gz')
  const run = async (action: string, by: Person) => {
    const running = runExample('archive.ts', [action, file], world, await aProgram(world, by, [...scopes]), {})
    return [await running.ended, running.output()] as const
  }
  expect((await run('export', admin))[0]).toBe(0)
  expect(existsSync(`${file}.part`)).toBe(false)
  const [code, output] = await run('import', empty)
  expect([code, output]).toEqual([0, expect.stringContaining('They are equal.')])
  expect((await empty.do(endpoints.listProjects)).items.map(({ name }) => name)).toEqual([project.name])
  expect(await run('import', admin)).toEqual([1, expect.stringContaining('organization_not_empty')])
}, 60_000)

it('examples/archive.ts takes the files along where its file is a tar', async () => {
  const { admin, manager, project } = await aCompany(world)
  await attached(manager, (await aTask(manager, project.id)).id, 'notes.txt', textBytes('Kept'))
  const file = join(folder, 'all.tar')
  const run = async (action: string, by: Person) => {
    const running = runExample('archive.ts', [action, file], world, await aProgram(world, by, [...scopes]), {})
    return [await running.ended, running.output()] as const
  }
  expect(await run('export', admin)).toEqual([0, expect.stringContaining('1 files')])
  expect(await run('import', await anAdmin(world))).toEqual([0, expect.stringContaining('They are equal.')])
}, 60_000)
