// Which tasks a list shows: the parameters of the request and its filter, of projects that the actor may read.
import type { z } from 'zod'
import type { taskEndpoints } from '../../../shared/features/tasks.ts'
import { askedFor, asksFor, namesIn, type Filter } from '../../../shared/filter/filter.ts'
import { query } from '../../kernel/database.ts'
import { knownTimezone } from '../../kernel/timezone.ts'
import type { Work } from '../../kernel/work.ts'
import { readableTeams } from '../../policy/policy.ts'
import { Conditions } from './conditions.ts'
import { askedFields } from './custom-conditions.ts'
import { asksForDays, filterCondition, OPEN } from './filter-conditions.ts'
import { readFilter } from './filter-fault.ts'
import { readNames } from './filter-names.ts'

type TaskQuery = Pick<z.output<typeof taskEndpoints.listTasks.query>, 'filter'> & Partial<z.output<typeof taskEndpoints.listTasks.query>>

/** Conditions on tasks `t` and their projects `p`. Throws 422 for a filter that cannot be read. */
export async function taskConditions(work: Work, asked: TaskQuery): Promise<Conditions> {
  const filter = asked.filter === undefined ? null : readFilter(asked.filter)
  const where = readable(work)
    .add('t.project_id = ?::uuid', asked.projectId)
    .add('p.team_id = ?::uuid', asked.teamId)
    .add('t.status_id = ?::uuid', asked.statusId)
    .add('t.priority = ?', asked.priority)
    .add('t.created_by_id = ?::uuid', asked.createdById)
    .add('t.due_at < ?::timestamptz', asked.dueBefore)
    .add('t.updated_at > ?::timestamptz', asked.updatedAfter)
    .add(
      `exists (select from task_assignees a
        where a.organization_id = t.organization_id and a.task_id = t.id and a.membership_id = ?::uuid)`,
      asked.assigneeId,
    )
    .add(
      `exists (select from task_labels l
        where l.organization_id = t.organization_id and l.task_id = t.id and l.label_id = ?::uuid)`,
      asked.labelId,
    )
  if (asked.open === 'true') where.add(OPEN)
  if (asked.watched === 'true') addWatched(where, work)
  addShelf(where, asked, filter)
  addWords(where, work, asked)
  await addFilter(where, work, filter, asked.projectId)
  return where
}

/** As `watchersOf` says: one's own and what one wants to watch, but for what one does not want to. */
const WATCHED = `(t.created_by_id = ?::uuid
    or t.id in (select a.task_id from task_assignees a where a.organization_id = ?::uuid and a.membership_id = ?::uuid)
    or t.id in (select w.task_id from task_watchers w where w.organization_id = ?::uuid and w.membership_id = ?::uuid and w.watching))
  and not exists (select from task_watchers w
    where w.organization_id = t.organization_id and w.task_id = t.id and w.membership_id = ?::uuid and not w.watching)`

function addWatched(where: Conditions, { organizationId, actor: { membershipId } }: Work): void {
  where.add(WATCHED, membershipId, organizationId, membershipId, organizationId, membershipId, membershipId)
}

function readable(work: Work): Conditions {
  const teams = readableTeams(work.actor)
  return new Conditions()
    .add('t.organization_id = ?::uuid', work.organizationId)
    .add('p.deleted_at is null')
    .add(
      'p.team_id = any(array(select jsonb_array_elements_text(?::text::jsonb)::uuid))',
      teams === null ? undefined : JSON.stringify(teams),
    )
}

/** The trash shows archived tasks too; a filter that says something of them decides about them alone. */
function addShelf(where: Conditions, { archived, deleted }: TaskQuery, filter: Filter | null): void {
  if (deleted === 'true') where.add('t.deleted_at is not null')
  else {
    where.add('t.deleted_at is null')
    const shelf = archived ?? (filter && asksFor(filter, 'archived') ? 'any' : 'false')
    if (shelf !== 'any') where.add(shelf === 'true' ? 't.archived_at is not null' : 't.archived_at is null')
  }
}

/** Keys that tasks had in projects that they left find them too. */
const BY_KEY = `select x.id from tasks x join projects q on q.organization_id = x.organization_id and q.id = x.project_id
    where x.organization_id = ?::uuid and q.key = ? and x.number = ?::int
  union all select k.task_id from former_keys k join projects q on q.organization_id = k.organization_id and q.id = k.project_id
    where k.organization_id = ?::uuid and q.key = ? and k.number = ?::int`

function addWords(where: Conditions, { organizationId }: Work, { key, text }: TaskQuery): void {
  if (key !== undefined) {
    const [, project, number] = /^(.+)-(\d{1,9})$/.exec(key.trim().toUpperCase()) ?? []
    if (project === undefined) where.add('false')
    else where.add(`t.id = any(array(${BY_KEY}))`, organizationId, project, number, organizationId, project, number)
  }
  if (text) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
    where.add(`(t.title ilike ? or p.key || '-' || t.number ilike ?)`, pattern, pattern)
  }
}

/** What is kept to be copied, or put away, is nobody's work: it is listed where somebody asks for that project. */
const AT_WORK = '(not p.is_template and p.archived_at is null)'

async function addFilter(where: Conditions, work: Work, filter: Filter | null, projectId: string | undefined): Promise<void> {
  const asksForAll = projectId !== undefined
  if (!filter) return void (asksForAll || where.add(AT_WORK))
  const zone = asksForDays(filter) ? await zoneOf(work) : 'UTC'
  const facts = {
    meId: work.actor.membershipId, moment: { now: work.at.getTime(), zone }, idsOf: await readNames(work, filter),
    fields: await askedFields(work, namesIn(filter), projectId),
  }
  const { text, values } = filterCondition(filter, facts)
  // In parentheses: an `or` in it must not reach past the conditions beside it.
  where.add(`(${text})`, ...values)
  if (asksForAll) return
  const named = filterCondition({ kind: 'or', parts: askedFor(filter, 'project') }, facts)
  where.add(`(${AT_WORK} or (${named.text}))`, ...named.values)
}

/** Days are those of whoever asks. */
export async function zoneOf({ em, organizationId, actor }: Work): Promise<string> {
  const [me] = await query<{ timezone: string | null }>(
    em, 'select timezone from memberships where organization_id = $1::uuid and id = $2::uuid', [organizationId, actor.membershipId || null])
  return knownTimezone(me?.timezone ?? undefined)
}
