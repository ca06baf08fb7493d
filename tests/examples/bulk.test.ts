// The program of examples/ that changes many tasks: looks, does it once, tells what was refused, takes it back.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aCompany, aProgram, aTask } from '../support/factories.ts'
import { useWorld } from '../support/world.ts'
import { runExample } from './run-example.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'lockstep-bulk-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('examples/bulk.ts plans by a dry run, applies once, names what was refused, and undoes', async () => {
  const { manager, project } = await aCompany(world)
  const tasks = [await aTask(manager, project.id), await aTask(manager, project.id)]
  const program = await aProgram(world, manager, ['tasks:write'])
  const file = join(folder, 'plan.json')
  const run = async (...args: string[]) => {
    const running = runExample('bulk.ts', args, world, program, {})
    return [await running.ended, running.output()] as const
  }
  const priorities = () => Promise.all(tasks.map(({ id }) => manager.do(endpoints.readTask, { params: { taskId: id } }).then(({ priority }) => priority)))
  expect(await run('plan', file, 'priority=none', '{"priority":"high"}')).toEqual([0, expect.stringContaining('would change 2, refused 0')])
  expect([await priorities(), existsSync(`${file}.new`)]).toEqual([['none', 'none'], false])
  await manager.do(endpoints.updateTask, { params: { taskId: tasks[0]!.id }, body: { title: 'Changed meanwhile' } })
  for (let count = 0; count < 2; count += 1) expect(await run('apply', file)).toEqual([2, expect.stringMatching(/version_conflict[^]*changed 1, refused 1/)])
  expect(await priorities()).toEqual(['none', 'high'])
  expect(await run('undo', file)).toEqual([0, expect.stringContaining(`${tasks[1]!.key} `)])
  expect(await priorities()).toEqual(['none', 'none'])
  expect((await run('plan', file, 'priority=urgent', '{"priority":"low"}'))[1]).toContain('No task fits')
  expect((await run())[0]).toBe(1)
}, 60_000)
