// Very many tasks and comments with words of a language of our own, by SQL alone: as in any language some are everywhere and most are rare.
import { Client } from 'pg'
import { adminUrl, type Company, type Place } from './stage.ts'

const WORDS = 30_000
/** Three words each; titles and texts are made of them, so that words come together as they do in sentences. */
const PHRASES = 20_000

export interface Vocabulary { words: string[]; phrases: string[] }

/** Spreads so many tasks over the projects of the company, a comment on every fifth. The most frequent words come first. */
export async function fillWithWords({ url }: Place, { organizationId, membershipId, teams }: Company, tasks: number): Promise<Vocabulary> {
  const client = new Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: new URL(url).pathname }).toString() })
  await client.connect()
  const run = (text: string, values: unknown[] = []) => client.query(text, values)
  try {
    // Rows that are copies need no checks, and words are written at once, as a migration does.
    await run(`set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`)
    await run(`create temp table words as select row_number() over () as id, word from (select distinct
      (select string_agg(substr('bdfgklmnprst', 1 + ascii(substr(h, k, 1)) % 12, 1) || substr('aeiou', 1 + ascii(substr(h, k + 8, 1)) % 5, 1), '' order by k)
        from generate_series(1, 2 + ascii(substr(h, 30, 1)) % 3) k) || (array['', 'n', 's', 'r', 'l'])[1 + ascii(substr(h, 31, 1)) % 5] as word
      from (select md5(n::text) as h from generate_series(1, $1::int) n) made) made where length(word) > 3`, [WORDS * 2])
    await run(`create temp table phrases as select n, string_agg(word, ' ') as phrase from (select n, 1 + floor((select count(*) from words) * power(random(), 3))::int as id
      from generate_series(1, ${PHRASES}) n, generate_series(1, 3) offset 0) picked join words using (id) group by n`)
    await run(`create index on phrases (n); analyze words; analyze phrases`)
    const pick = (name: string) => `(1 + floor(${PHRASES} * random()))::int as ${name}`
    await run(`create temp table made as select n as i, gen_random_uuid() as id, ${['a', 'b', 'c', 'd', 'e', 'f'].map(pick).join(', ')} from generate_series(1, $1::int) n`, [tasks])
    await run(`insert into tasks (organization_id, id, project_id, number, title, description, status_id, rank, priority, progress, version, created_at, updated_at,
        comment_count, attachment_count, checklist_done, checklist_total, imported_people, custom_fields)
      select $1, id, ($2::uuid[])[1 + i % $4::int], 1000 + i, a.phrase || ' ' || b.phrase,
        case when i % 2 = 0 then '' else c.phrase || ' ' || d.phrase || ', ' || e.phrase || '. ' || f.phrase end,
        ($3::uuid[])[1 + i % $4::int], 'a' || lpad(i::text, 8, '0'), 'none', 0, 1, now() - i * interval '1 second', now() - i * interval '1 second', 0, 0, 0, 0, '[]', '{}'
      from made m ${['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `join phrases ${name} on ${name}.n = m.${name}`).join(' ')}`,
    [organizationId, teams.map(({ projectId }) => projectId), teams.map(({ statusIds }) => statusIds[0]), teams.length])
    await run(`insert into comments (organization_id, id, task_id, author_id, body, version, created_at, updated_at)
      select $1, gen_random_uuid(), m.id, $2, a.phrase || ' ' || b.phrase || ' ' || c.phrase, 1, now(), now()
      from made m join phrases a on a.n = m.d join phrases b on b.n = m.e join phrases c on c.n = m.c where i % 5 = 0`, [organizationId, membershipId])
    await run('drop index task_words_words_index, comment_words_words_index')
    await run(`insert into task_words select organization_id, id, project_id, words_of_task(organization_id, project_id, title, description) from tasks t
      where not exists (select from task_words w where w.organization_id = t.organization_id and w.task_id = t.id)`)
    await run(`insert into comment_words select c.organization_id, c.id, t.id, t.project_id, words_of_comment(c.organization_id, t.project_id, c.body)
      from comments c join tasks t on t.organization_id = c.organization_id and t.id = c.task_id`)
    await run('insert into known_words select $1, gen_random_uuid(), word from words', [organizationId])
    await run('create index "task_words_words_index" on "task_words" using gin ("words")')
    await run('create index "comment_words_words_index" on "comment_words" using gin ("words")')
    await run('vacuum analyze')
    const words = await run('select word from words order by id')
    const phrases = await run('select phrase from phrases order by n limit 100')
    return { words: words.rows.map(({ word }: { word: string }) => word), phrases: phrases.rows.map(({ phrase }: { phrase: string }) => phrase) }
  } finally {
    await client.end()
  }
}
