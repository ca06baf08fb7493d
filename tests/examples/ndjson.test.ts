// The program of examples/ that carries the tasks of a project into a new one.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProgram, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { runExample } from './run-example.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-ndjson-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('examples/ndjson.ts writes the tasks of a project into a file and brings it in once; wrong lines are named', async () => {
  const { manager, team, project } = await aCompany(world)
  for (const title of ['One', 'Two']) await aTask(manager, project.id, title)
  const program = await aProgram(world, manager, ['tasks:read', 'projects:write'])
  const file = join(folder, 'harbour.ndjson')
  const run = async (...args: string[]) => {
    const running = runExample('ndjson.ts', args, world, program, { LOCKSTEP_TEAM: team.id })
    return [await running.ended, running.output()] as const
  }
  expect(await run('export', file, project.id)).toEqual([0, expect.stringContaining('Wrote')])
  expect(readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { title: string }).title)).toEqual(['One', 'Two'])
  for (let count = 0; count < 2; count += 1) expect(await run('import', file)).toEqual([0, expect.stringContaining('Imported 2 tasks')])
  const made = (await manager.do(endpoints.listProjects)).items.filter(({ id }) => id !== project.id)
  expect(made.map(({ name }) => name)).toEqual(['harbour'])
  const { items } = await manager.do(endpoints.listTasks, { query: { projectId: made[0]!.id } })
  expect(items.map(({ title }) => title).sort()).toEqual(['One', 'Two'])
  writeFileSync(file, '{"title":"Good"}\n{"title":"Bad","due":"soon"}\n')
  expect(await run('import', file)).toEqual([1, expect.stringContaining('/lines/2/due: This is to be a day or a time')])
  expect(await run('nothing')).toEqual([1, expect.stringContaining('Usage')])
}, 60_000)
