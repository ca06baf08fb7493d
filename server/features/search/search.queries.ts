// Search: by the typed words, and where they find little, by words that are like them too.
import type { QueryOf } from '../../../shared/endpoint.ts'
import type { SearchAnswer, searchEndpoints } from '../../../shared/features/search.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { askedWords, type AskedWords } from './asked-words.ts'
import { hasAny } from './excerpt.ts'
import { findFiles, findProjects, MOST_FILES, MOST_PROJECTS } from './find-names.ts'
import { findTasks } from './find-tasks.ts'
import { similarWords } from './similar-words.ts'

type Asked = QueryOf<typeof searchEndpoints.search>

/** So few tasks are little: words like the typed ones are looked for too. */
const FEW = 3
const TEAMS = 'array(select jsonb_array_elements_text($2::text::jsonb)::uuid)'

export async function search(work: Work, asked: Asked): Promise<SearchAnswer> {
  const typed = askedWords(asked.q)
  const places = await searchablePlaces(work, asked)
  const exact = await find(work, asked, typed, places)
  if (exact.tasks.length >= FEW || exact.tasks.some(({ place }) => place === 'key')) return { ...exact, similar: [] }
  const similar = await similarWords(work, typed.loose)
  if (![...similar.values()].some((words) => words.length > 0)) return { ...exact, similar: [] }
  const near = await find(work, asked, askedWords(asked.q, similar), places)
  return { ...withMore(exact, near, asked.limit), similar: shownOf([...similar.values()].flat(), near) }
}

type Answer = Omit<SearchAnswer, 'similar'>

async function find(work: Work, asked: Asked, { query: words, wanted }: AskedWords, places: Places): Promise<Answer> {
  const searched = { words, ...places }
  const [hits, named, files] = await Promise.all([findTasks(work, asked, searched, wanted), findProjects(work, asked, searched), findFiles(work, asked, searched)])
  return { tasks: hits.slice(0, asked.limit), projects: named, files, more: hits.length > asked.limit }
}

/** What was found by the typed words first. */
function withMore(exact: Answer, near: Answer, limit: number): Answer {
  const tasks = uniqueBy([...exact.tasks, ...near.tasks], ({ task }) => task.id)
  return {
    tasks: tasks.slice(0, limit), projects: uniqueBy([...exact.projects, ...near.projects], ({ id }) => id).slice(0, MOST_PROJECTS),
    files: uniqueBy([...exact.files, ...near.files], ({ id }) => id).slice(0, MOST_FILES), more: near.more || tasks.length > limit,
  }
}

function uniqueBy<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  const seen = new Set<string>()
  return items.filter((item) => seen.size < seen.add(idOf(item)).size)
}

/** Words are known from texts that the asker may not read: only those are told that are in what they are given. */
function shownOf(similar: readonly string[], { tasks, projects, files }: Answer): string[] {
  const shown = [
    ...tasks.flatMap(({ task, excerpt }) => [task.title, excerpt.map(({ text }) => text).join('')]), ...projects.map(({ name }) => name), ...files.map(({ name }) => name),
  ].join('\n')
  return [...new Set(similar)].filter((word) => hasAny(shown, [word]))
}

interface Places { projects: string | null; places: string | null }

/** The places to search, as PostgreSQL writes arrays; null stands for all of the organization. */
async function searchablePlaces(work: Work, { teamId, projectId }: Asked): Promise<Places> {
  const teams = readableTeams(work.actor)
  if (teams === null && teamId === undefined && projectId === undefined) return { projects: null, places: null }
  const rows = await query<{ id: string; isTeam: boolean }>(
    work.em,
    `select id, false as "isTeam" from projects where organization_id = $1::uuid and deleted_at is null
      and ($2::text is null or team_id = any(${TEAMS})) and ($3::uuid is null or team_id = $3::uuid) and ($4::uuid is null or id = $4::uuid)
    union all select id, true from teams where organization_id = $1::uuid
      and ($2::text is null or id = any(${TEAMS})) and ($3::uuid is null or id = $3::uuid) and $4::uuid is null`,
    [work.organizationId, teams && JSON.stringify(teams), teamId ?? null, projectId ?? null],
  )
  const array = (found: typeof rows) => `{${found.map(({ id }) => id).join(',')}}`
  return { projects: array(rows.filter(({ isTeam }) => !isTeam)), places: array(rows) }
}
