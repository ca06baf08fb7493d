// The bot of examples/ is killed again and again while its team works: it hands over every event in order and thanks once for each task.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../shared/index.ts'
import { aBot, aCompany, aTask, type Person } from '../support/factories.ts'
import { eventsAfter } from '../support/verify-action.ts'
import { useWorld } from '../support/world.ts'
import { runExample, type Running } from './run-example.ts'

const TASKS = 40
const KILLS = 8
const folder = mkdtempSync(join(tmpdir(), 'lockstep-bot-'))
const file = join(folder, 'state.json')
afterAll(() => rmSync(folder, { recursive: true }))

describe('examples/bot.ts', () => {
  const world = useWorld()

  it('survives kill -9 at any moment: no event missing, none out of order, one thank-you for each finished task', async () => {
    const { admin, manager, team, project, statuses } = await aCompany(world)
    const bot = await aBot(world, admin, [team.id])
    const start = () => runExample('bot.ts', [], world, bot, { LOCKSTEP_TEAM: team.id, LOCKSTEP_STATE: file })
    const runs: Running[] = [start()]
    const first = await positionOf(file)
    const killing = { over: false }
    const written = busy(manager, project.id, statuses.map(({ id }) => id), () => !killing.over)
    for (let kill = 0; kill < KILLS; kill += 1) {
      await until(() => /^\d/m.test(runs.at(-1)!.output()))
      await sleep(Math.random() * 120)
      runs.at(-1)!.process.kill('SIGKILL')
      await runs.at(-1)!.ended
      runs.push(start())
    }
    killing.over = true
    const finished = await written
    const last = await caughtUp(manager, `team:${team.id}`, file)
    runs.at(-1)!.process.kill('SIGTERM')
    await runs.at(-1)!.ended

    const seen = runs.map((run) => [...run.output().matchAll(/^(\d+) \w/gm)].map(([, offset]) => Number(offset)))
    expect(distinct(seen), runs.map((run) => run.output()).join('\n--- killed\n')).toEqual(range(first + 1, last))
    expect(last - first).toBeGreaterThanOrEqual(200)
    for (const taskId of finished) {
      const { items } = await manager.do(endpoints.listComments, { params: { taskId } })
      expect(items.filter(({ authorId }) => authorId === bot.membership.id)).toHaveLength(1)
    }
  }, 120_000)

  it('says why and ends when it may not read the team', async () => {
    const { admin, team } = await aCompany(world)
    const stranger = await aBot(world, admin)
    const run = runExample('bot.ts', [], world, stranger, { LOCKSTEP_TEAM: team.id, LOCKSTEP_STATE: join(folder, 'none.json') })
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/nothing here|may not see/)
  })
})

/** Four events a task: made, changed, begun, done; at least so many tasks, and more while asked. Gives the tasks. */
async function busy(by: Person, projectId: string, statusIds: string[], more: () => boolean): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < TASKS || more()) {
    const { id: taskId } = await aTask(by, projectId)
    await by.do(endpoints.updateTask, { params: { taskId }, body: { priority: 'high' } })
    for (const statusId of [statusIds[2]!, statusIds.at(-1)!]) {
      await by.do(endpoints.moveTask, { params: { taskId }, body: { statusId, afterTaskId: null } })
    }
    ids.push(taskId)
  }
  return ids
}

/** A run may begin with the event in whose midst the one before was killed; that repetition is left out. */
function distinct(runs: number[][]): number[] {
  const all: number[] = []
  for (const run of runs) all.push(...(run[0] === all.at(-1) ? run.slice(1) : run))
  return all
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5)
}

async function positionOf(path: string): Promise<number> {
  await until(() => existsSync(path))
  return (JSON.parse(readFileSync(path, 'utf8')) as { offset: number }).offset
}

/** Waits until the bot stands at the head of the stream, its own comments included. */
async function caughtUp(by: Person, stream: string, path: string): Promise<number> {
  for (;;) {
    const offset = await positionOf(path)
    if ((await eventsAfter(by, stream, offset)).length === 0) return offset
    await sleep(100)
  }
}
