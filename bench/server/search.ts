// `npm run bench:search`: how long questions to the search take in an organization of 500,000 tasks, beside the same by bare SQL without tenants and rights.
// `--tasks 500000 --seconds 4`; `--write` puts the table into docs/performance.md; `--keep` leaves the database.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { Pool } from 'pg'
import { endpoints } from '../../shared/index.ts'
import { PROJECT_OF_TASK } from '../../server/features/tasks/task-row.ts'
import { call } from '../../tests/support/http.ts'
import { drive, Http, option, round } from './load.ts'
import { fillWithWords, type Vocabulary } from './search-seed.ts'
import { aBot, aCompany, aDatabase, adminUrl, aNode, type Company } from './stage.ts'

const [tasks, seconds] = [Number(option('tasks', '500000')), Number(option('seconds', '4'))]
const MOST_MS = 100

interface Question { name: string; typed: string[]; /** What bare SQL is asked instead: a tsquery for each. */ bare: string[]; few?: true }
interface Figure { name: string; p50: number; p95: number; bareP50: number; bareP95: number; found: number; load: number }

const place = await aDatabase()
const node = await aNode(place.url)
const company = await aCompany(node.url, { teams: 50, tasks: 1 })
const [all, few] = [new Http(node.url, await aBot(node.url, company)), new Http(node.url, await aMemberOfTwo(company))]
const begun = performance.now()
const vocabulary = await fillWithWords(place, company, tasks)
console.log(JSON.stringify({ bench: 'search.seeded', tasks, seconds: round((performance.now() - begun) / 1000) }))
const pool = new Pool({ connectionString: Object.assign(new URL(adminUrl), { pathname: new URL(place.url).pathname }).toString(), max: 1 })
const figures: Figure[] = []
try {
  for (const question of questions(vocabulary)) figures.push(await measure(question))
  if (process.argv.includes('--write')) writeDown()
} finally {
  all.close()
  few.close()
  await pool.end()
  await node.stop()
  if (process.argv.includes('--keep')) console.log(place.url)
  else await place.drop()
}

async function aMemberOfTwo({ token, teams }: Company): Promise<string> {
  const { data } = await call(node.url, token, endpoints.createBot, { body: { name: 'Few', role: 'employee', teamIds: teams.slice(0, 2).map(({ id }) => id) } })
  return data.token
}

/** Several of each kind, asked in turn. */
function questions({ words, phrases }: Vocabulary): Question[] {
  const of = (from: number, count: number) => words.slice(from, from + count)
  const pairs = phrases.slice(0, 20).map((phrase) => phrase.split(' ').slice(0, 2))
  const mistyped = of(600, 20).filter((word) => word.length > 5)
  const asked = (list: string[]) => ({ typed: list, bare: list.map((word) => `'${word}':*`) })
  const starts = of(1000, 20).map((word) => word.slice(0, 3))
  const kinds: Question[] = [
    { name: 'a word', ...asked(of(600, 20)) },
    { name: 'two words', typed: pairs.map((pair) => pair.join(' ')), bare: pairs.map((pair) => pair.map((word) => `'${word}':*`).join(' & ')) },
    { name: 'words in quotes', typed: pairs.map((pair) => `"${pair.join(' ')}"`), bare: pairs.map((pair) => pair.map((word) => `'${word}':*`).join(' <-> ')) },
    { name: 'the beginning of words, three letters', ...asked(starts) },
    { name: 'a rare word', ...asked(of(words.length - 40, 20)) },
    { name: 'words that are everywhere', ...asked(of(0, 5)) },
    { name: 'a mistyped word', typed: mistyped.map((word) => word.slice(0, 2) + word[3] + word[2] + word.slice(4)), bare: mistyped.map((word) => `'${word}'`) },
    { name: 'a word that is nowhere', typed: ['wyvern', 'xylophon', 'quixotry'], bare: [`'wyvern':*`, `'xylophon':*`, `'quixotry':*`] },
  ]
  return [
    ...kinds, { name: 'a key', typed: ['PRO-1500', 'PRO-9000', 'PRO-77000'], bare: ['key'] },
    ...kinds.filter(({ name }) => /^(a word$|words that are|a mistyped)/.test(name)).map((kind) => ({ ...kind, name: `${kind.name}, by a member of 2 of 50 teams`, few: true as const })),
  ]
}

/** Bare SQL before and after, one question at a time. */
async function measure({ name, typed, bare, few: byFew }: Question): Promise<Figure> {
  const http = byFew ? few : all
  let found = 0
  const byPg = () => drive(1, seconds / 2, (_, turn) => bareSearch(bare[turn % bare.length]!))
  const before = await byPg()
  const ours = await drive(1, seconds, async (_, turn) => {
    const { text } = await http.send('GET', `/api/search?q=${encodeURIComponent(typed[turn % typed.length]!)}`)
    found = Math.max(found, (JSON.parse(text) as { tasks: unknown[] }).tasks.length)
  })
  const after = await byPg()
  const middle = (one: number, other: number) => round((one + other) / 2, 1)
  const figure = {
    name, p50: round(ours.p50, 1), p95: round(ours.p95, 1), bareP50: middle(before.p50, after.p50), bareP95: middle(before.p95, after.p95), found, load: round(loadavg()[0]!, 1),
  }
  console.log(JSON.stringify({ bench: 'search', ...figure }))
  return figure
}

/** As many are ranked as by the product, and the best read; without tenants, rights, projects, files and typing errors. */
async function bareSearch(asked: string): Promise<void> {
  if (asked === 'key') return void await pool.query({ name: 'key', text: `select t.* from tasks t ${PROJECT_OF_TASK} where t.organization_id = '${company.organizationId}' and p.key = $1 and t.number = $2`, values: ['PRO', 1500] })
  await pool.query({
    name: 'words', values: [asked],
    text: `select t.id, t.title, t.description, found.points from (select * from (
        (select task_id, ts_rank(words, $1::tsquery) as points from task_words where words @@ $1::tsquery limit 2000) union all
        (select task_id, ts_rank(words, $1::tsquery) from comment_words where words @@ $1::tsquery limit 2000)) ranked order by points desc limit 1000) found
      join tasks t on t.organization_id = '${company.organizationId}' and t.id = found.task_id order by found.points desc, t.updated_at desc limit 21`,
  })
}

function writeDown(): void {
  const page = new URL('../../docs/performance.md', import.meta.url)
  const [begin, end] = ['<!-- search -->', '<!-- /search -->']
  const rows = figures.map((row) =>
    `| ${row.name} | ${row.p50} ms | ${row.p95} ms | ${row.bareP50} ms | ${row.bareP95} ms | ${row.p95 <= MOST_MS ? 'yes' : '**no**'} | ${row.load} |`)
  const text = [
    `Measured on ${new Date().toISOString().slice(0, 10)}: ${tasks.toLocaleString('en')} tasks and ${(tasks / 5).toLocaleString('en')} comments in one organization, one question at a time.`, '',
    `| asked for | p50 | p95 | bare p50 | bare p95 | p95 at most ${MOST_MS} ms | load |`, '| --- | --- | --- | --- | --- | --- | --- |', ...rows,
  ].join('\n')
  const before = readFileSync(page, 'utf8')
  writeFileSync(page, `${before.slice(0, before.indexOf(begin) + begin.length)}\n${text}\n${before.slice(before.indexOf(end))}`)
}
