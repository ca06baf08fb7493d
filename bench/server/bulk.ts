// A bulk change of 5,000 mixed operations and an import of 2,000 cards, beside the very statements that they sent, sent again by bare pg
// to a copy of the database as it was before. `--operations 5000 --cards 2000`
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { Http, option, round } from './load.ts'
import { aBot, aCompany, aCopy, aDatabase, aNode, type Company, type Place } from './stage.ts'

interface Statement { connection: number; text: string; values: unknown[] }
type Act = (http: Http, company: Company) => Promise<number>

const [operations, cards] = [Number(option('operations', '5000')), Number(option('cards', '2000'))]
const folder = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
const file = join(folder, 'statements.json')

try {
  await compare('bulk', { operations }, bulk)
  await compare('import', { cards }, importBoard)
} finally {
  rmSync(folder, { recursive: true })
}

async function compare(bench: string, about: object, act: Act): Promise<void> {
  const place = await aDatabase()
  try {
    const first = await aNode(place.url)
    const company = await aCompany(first.url, { teams: 1, tasks: 3000 })
    const token = await aBot(first.url, company)
    await first.stop()
    const copy = await aCopy(place)
    const [milliseconds, statements] = await captured(place, token, company, act)
    const bare = await replay(copy, statements)
    await copy.drop()
    console.log(JSON.stringify({
      bench, ...about, statements: statements.length, milliseconds: round(milliseconds), bare: round(bare), ratio: round(milliseconds / bare, 2), load: round(loadavg()[0]!, 1),
    }))
  } finally {
    await place.drop()
  }
}

async function captured(place: Place, token: string, company: Company, act: Act): Promise<[number, Statement[]]> {
  const node = await aNode(place.url, { CAPTURE_FILE: file }, ['--import', join(import.meta.dirname, 'capture.mjs')])
  const http = new Http(node.url, token)
  try {
    const milliseconds = await act(http, company)
    process.kill(node.pid, 'SIGHUP')
    await sleep(2000)
    return [milliseconds, largest(JSON.parse(readFileSync(file, 'utf8')) as Statement[])]
  } finally {
    http.close()
    await node.stop()
  }
}

/** The statements of the largest transaction, from its begin to its commit. */
function largest(all: Statement[]): Statement[] {
  const transactions: Statement[][] = []
  for (const own of Map.groupBy(all, ({ connection }) => connection).values()) {
    for (const statement of own) {
      if (/^(begin|start transaction)/.test(statement.text)) transactions.push([])
      transactions.at(-1)?.push(statement)
    }
  }
  const size = (statements: Statement[]) => statements.reduce((sum, { values }) => sum + JSON.stringify(values).length, 0)
  return transactions.sort((a, b) => size(b) - size(a))[0]!
}

/** Milliseconds; run once before and rolled back, so that the copy's pages are in memory as the product's were. */
async function replay(copy: Place, statements: Statement[]): Promise<number> {
  const client = new Client({ connectionString: copy.url, options: '-c role=lockstep_app' })
  await client.connect()
  try {
    for (const { text, values } of statements.slice(0, -1)) await client.query(text, values)
    await client.query('rollback')
    const begun = performance.now()
    for (const { text, values } of statements) await client.query(text, values)
    return performance.now() - begun
  } finally {
    await client.end()
  }
}

/** Creates, renames, moves, archives and deletes in turn. Done once as a dry run before, for warm code and pages. */
async function bulk(http: Http, { teams: [team] }: Company): Promise<number> {
  const { projectId, taskIds, statusIds } = team!
  const given = Array.from({ length: operations }, (_, index) => {
    const taskId = taskIds[Math.floor(index / 5) % taskIds.length]!
    const later = taskIds[(1000 + Math.floor(index / 5)) % taskIds.length]!
    return [
      { op: 'create', projectId, title: `A new task ${index}` }, { op: 'update', taskId, title: `Renamed ${index}` },
      { op: 'move', taskId, statusId: statusIds[index % statusIds.length], afterTaskId: null },
      { op: 'archive', taskId: later, archived: true }, { op: 'update', taskId: later, priority: 'high' },
    ][index % 5]!
  })
  await http.send('POST', '/api/tasks/bulk', { mode: 'atomic', dryRun: true, operations: given })
  return timed(() => http.send('POST', '/api/tasks/bulk', { mode: 'atomic', operations: given }))
}

/** A board as Trello exports it: lists, cards with labels and texts. */
async function importBoard(http: Http, { teams: [team] }: Company): Promise<number> {
  const id = () => randomUUID().replaceAll('-', '').slice(0, 24)
  const lists = Array.from({ length: 6 }, (_, index) => ({ id: id(), name: `List ${index}`, pos: index + 1, closed: false }))
  const labels = ['green', 'red', 'blue'].map((color) => ({ id: id(), name: `It is ${color}`, color }))
  const board = {
    id: id(), name: 'Imported', lists, labels, members: [], checklists: [], actions: [],
    cards: Array.from({ length: cards }, (_, index) => ({
      id: id(), name: `Card ${index} of a board as teams have them`, desc: 'Some words about it. '.repeat(index % 20), pos: index + 1, closed: false,
      idList: lists[index % lists.length]!.id, idLabels: [labels[index % labels.length]!.id], idMembers: [], idChecklists: [], attachments: [], due: null,
    })),
  }
  const to = (path: string) => `${path}?teamId=${team!.id}`
  return timed(() => http.send('POST', to('/api/imports/trello'), board))
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await action()
  return performance.now() - begun
}
