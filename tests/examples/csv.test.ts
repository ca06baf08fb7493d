// The program of examples/ that imports a table by what is said of its columns.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProgram } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { runExample } from './run-example.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('examples/csv.ts shows what a file would bring, imports it once, and takes a column for what it is told', async () => {
  const { manager, team, project } = await aCompany(world)
  const program = await aProgram(world, manager, ['projects:write'])
  const file = join(folder, 'harbour.csv')
  writeFileSync(file, 'What;Where it stands;Deadline;Berth\nPaint the hull;Doing;2030-05-01;7\nBuy rope;To do;;9\n')
  const run = async (...args: string[]) => {
    const running = runExample('csv.ts', args, world, program, { LOCKSTEP_TEAM: team.id })
    return [await running.ended, running.output()] as const
  }
  const mapping = ['What=title', 'Where it stands=status', 'Berth=field']
  const shown = await run(file, ...mapping)
  expect(shown).toEqual([0, expect.stringContaining('Deadline -> due')])
  expect(shown[1]).toContain('Doing: 1 tasks')
  const others = async () => (await manager.do(endpoints.listProjects)).items.filter(({ id }) => id !== project.id)
  expect(await others()).toEqual([])
  for (let count = 0; count < 2; count += 1) expect(await run(file, ...mapping, '--import')).toEqual([0, expect.stringContaining('Imported 2 tasks')])
  const [imported, ...more] = await others()
  expect([imported!.name, more]).toEqual(['harbour', []])
  const { items } = await manager.do(endpoints.listTasks, { query: { projectId: imported!.id } })
  expect(items.map(({ title, dueAt }) => [title, dueAt?.slice(0, 10) ?? null]).sort()).toEqual([['Buy rope', null], ['Paint the hull', '2030-05-01']])
  expect(await run(file, 'Nothing=title')).toEqual([1, expect.stringContaining('There is no column "Nothing"')])
}, 60_000)
