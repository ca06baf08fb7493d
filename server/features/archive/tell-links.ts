// Tells links to the teams of both ends, and then what tasks keep of each other.
import { linkEvents, type TaskLink } from '../../../shared/features/links.ts'
import { teamStream } from '../../../shared/streams.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'
import { LINK_COLUMNS, presentLink } from '../links/links.queries.ts'
import { recount } from '../tasks/recount.ts'
import { PLACE_COLUMNS } from '../time/time.presenter.ts'

const ROWS = 1000

interface End { taskId: string; teamId: string; projectId: string; key: string; title: string }

export async function tellLinks(work: Work): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const links = (await query<TaskLink>(
      work.em, `select ${LINK_COLUMNS} from task_links l where l.organization_id = $1::uuid and l.id > $2::uuid order by l.id limit ${ROWS}`, [work.organizationId, after],
    )).map(presentLink)
    const ends = await readEnds(work, links.flatMap(({ fromTaskId, toTaskId }) => [fromTaskId, toTaskId]))
    for (const link of links) tell(work, link, ends)
    if (links.length < ROWS) break
    after = links.at(-1)!.id
  }
  await recount(work, await countedIds(work))
}

/** Each team hears of it once, and the name of its own tasks only. */
function tell(work: Work, link: TaskLink, ends: ReadonlyMap<string, End>): void {
  const [from, to] = [ends.get(link.fromTaskId)!, ends.get(link.toTaskId)!]
  for (const teamId of new Set([from.teamId, to.teamId])) {
    work.append(teamStream(teamId), linkEvents.taskLinkCreated, { link, from: endFor(teamId, from), to: endFor(teamId, to) })
  }
}

const endFor = (own: string, { teamId, ...end }: End) => (teamId === own ? end : { taskId: end.taskId, projectId: null, key: null, title: null })

async function readEnds(work: Work, ids: readonly string[]): Promise<Map<string, End>> {
  const rows = await query<End>(
    work.em,
    `select t.id as "taskId", ${PLACE_COLUMNS} from tasks t join projects p on p.organization_id = t.organization_id and p.id = t.project_id
    where t.organization_id = $1::uuid and t.id = any(array(select jsonb_array_elements_text($2::text::jsonb)::uuid))`,
    [work.organizationId, JSON.stringify(ids)],
  )
  return new Map(rows.map((row) => [row.taskId, row]))
}

/** Parents, and both ends of blocking links. */
async function countedIds(work: Work): Promise<string[]> {
  const rows = await query<{ id: string }>(
    work.em,
    `select distinct parent_id as id from tasks where organization_id = $1::uuid and parent_id is not null
    union select from_task_id from task_links where organization_id = $1::uuid and kind = 'blocks'
    union select to_task_id from task_links where organization_id = $1::uuid and kind = 'blocks'`,
    [work.organizationId],
  )
  return rows.map(({ id }) => id)
}
