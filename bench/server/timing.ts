// Whether the time of an answer tells what its words do not (X53): another's id against nobody's, an unknown address against a wrong
// password. Tried in turns; told by a rank test (Mann-Whitney). `node bench/server/timing.ts [tries]`
import { randomUUID } from 'node:crypto'
import { endpoints } from '../../shared/index.ts'
import { aProject, aTask, aTeam, anAdmin } from '../../tests/support/factories.ts'
import { call } from '../../tests/support/http.ts'
import { aDatabase, aNode } from './stage.ts'

const TRIES = Number(process.argv[2] ?? 1000)

type Ask = () => Promise<unknown>

async function took(ask: Ask): Promise<number> {
  const start = performance.now()
  await ask()
  return performance.now() - start
}

async function compare(name: string, one: Ask, other: Ask, tries: number): Promise<void> {
  for (let warm = 0; warm < 30; warm += 1) await Promise.all([one(), other()])
  const times: [number[], number[]] = [[], []]
  for (let index = 0; index < tries; index += 1) {
    // Who goes first changes, so that neither has the other's warm caches.
    const order = index % 2 === 0 ? [0, 1] as const : [1, 0] as const
    for (const which of order) times[which].push(await took([one, other][which]!))
  }
  const [a, b] = times.map(median) as [number, number]
  const p = rankTest(...times)
  console.log(`${name}: medians ${a.toFixed(2)} and ${b.toFixed(2)} ms, ${tries} tries each, p = ${p.toFixed(3)}: ${p < 0.01 && Math.abs(a - b) >= 1 ? 'DIFFERENT' : 'not told apart'}`)
}

const median = (values: number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!

/** The two-sided p of the Mann-Whitney test, by the normal approximation; ties are too rare to matter. */
function rankTest(a: number[], b: number[]): number {
  const all = [...a.map((value) => ({ value, first: true })), ...b.map((value) => ({ value, first: false }))].sort((x, y) => x.value - y.value)
  const ranks = all.reduce((sum, { first }, index) => sum + (first ? index + 1 : 0), 0)
  const [n, m] = [a.length, b.length]
  const z = Math.abs((ranks - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12))
  // The tail of the normal distribution (Abramowitz and Stegun 26.2.17).
  const t = 1 / (1 + 0.2316419 * z)
  const tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return Math.min(1, 2 * tail)
}

const database = await aDatabase()
const node = await aNode(database.url, { BCRYPT_COST: '10' })
try {
  const world = { url: node.url } as Parameters<typeof anAdmin>[0]
  const [victim, own] = [await anAdmin(world), await anAdmin(world)]
  const task = await aTask(victim, (await aProject(victim, (await aTeam(victim)).id)).id)
  const read = (taskId: string) => own.call(endpoints.readTask, { params: { taskId } })
  await compare('another organization\'s task, and nobody\'s', () => read(task.id), () => read(randomUUID()), TRIES)
  const signIn = (email: string) => call(node.url, null, endpoints.login, { body: { email, password: 'not this one at all' } })
  await compare('a wrong password, and an unknown address', () => signIn(victim.email), () => signIn(`${randomUUID()}@example.com`), Math.ceil(TRIES / 5))
} finally {
  await node.stop()
  await database.drop()
}
