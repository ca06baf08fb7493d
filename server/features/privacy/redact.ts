// Takes a person out of what the organization was told: a page of rows at a time.
import { USUAL_HOURS_PER_WEEK } from '../../../shared/features/members.ts'
import { query } from '../../kernel/database.ts'
import type { Work } from '../../kernel/work.ts'

/** Rows that are read at once; few of them are written. */
const ROWS = 200

export interface Erased { memberId: string; name: string; inbox: string }
export interface Place { stream: string; offset: number }

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'

/** Nobody may read their inbox any more. What hangs on an event is found by the ids in it, as its tables are. Resolves with whether there may be more. */
export async function deleteOwnEvents(work: Work, { inbox }: Erased): Promise<boolean> {
  const place = [work.organizationId, inbox]
  await query(work.em, 'update streams set floor = last_offset where organization_id = $1::uuid and name = $2', place)
  return work.asSystem(async (sql) => {
    const gone = await sql(`with gone as (delete from events where organization_id = $1::uuid and stream = $2 and "offset" = any(array(
        select "offset" from events where organization_id = $1::uuid and stream = $2 order by "offset" limit ${ROWS})) returning "offset", data),
      named as (select distinct "offset", named[1]::uuid as id from gone, regexp_matches(data::text, '${ID}', 'g') named),
      texts as (delete from event_texts t using (select distinct id from named) n where t.organization_id = $1::uuid and t.id = n.id and t.stream = $2),
      subjects as (delete from event_subjects s using named n where s.organization_id = $1::uuid and s.subject_id = n.id and s.stream = $2 and s."offset" = n."offset")
    select 1 as gone from gone`, place)
    return gone.length === ROWS
  })
}

/** The types of events that say who somebody was. Others are not unpacked, however long they are. */
const SAYING = `e.type in ('member.joined', 'member.updated', 'invitation.created', 'invitation.updated', 'notification.created')`

/** What an event says of who they were, by its type: the data without it. Other events name members by their ids. Invitations to them were deleted: none that is gone keeps its address. */
const SAYS = `case
  when e.type = 'member.joined' and e.data#>>'{member,id}' = $4::text then
    jsonb_set(e.data, '{member}', (e.data->'member') || jsonb_build_object('name', $5::text, 'email', null, 'timezone', null, 'picture', null) || jsonb_build_object('hoursPerWeek', ${USUAL_HOURS_PER_WEEK}))
  when e.type = 'member.updated' and e.data->>'memberId' = $4::text then
    jsonb_set(e.data, '{changes}', (e.data->'changes') - 'name' - 'email' - 'timezone' - 'picture' - 'hoursPerWeek')
  when e.type in ('invitation.created', 'invitation.updated')
    and not exists (select from invitations i where i.organization_id = $1::uuid and i.id = (e.data#>>'{invitation,id}')::uuid) then
    jsonb_set(e.data, '{invitation,email}', '"former.member@example.invalid"')
  when e.type = 'notification.created' and e.data#>>'{notification,actor,membershipId}' = $4::text then
    jsonb_set(e.data, '{notification,actor,name}', to_jsonb($5::text))
  else e.data end`

/** The next events of the organization, in the order of their key; where to go on, or null at the end. */
export async function redactEvents(work: Work, { memberId, name }: Erased, after: Place): Promise<Place | null> {
  const [last] = await work.asSystem((sql) => sql<Place & { count: number }>(
    `with page as (select stream, "offset" from events where organization_id = $1::uuid and (stream, "offset") > ($2::text, $3::bigint) order by stream, "offset" limit ${ROWS}),
      redacted as (update events e set data = case when ${SAYING} then ${SAYS} else e.data end, actor_name = case when e.actor_id = $4::text::uuid then $5::text else e.actor_name end
        from page p where e.organization_id = $1::uuid and e.stream = p.stream and e."offset" = p."offset"
          and case when e.actor_id = $4::text::uuid and e.actor_name <> $5::text then true when ${SAYING} then e.data <> ${SAYS} else false end)
    select stream, "offset"::float8 as "offset", (select count(*) from page)::int as count from page order by stream desc, page."offset" desc limit 1`,
    [work.organizationId, after.stream, after.offset, memberId, name],
  ))
  return last && last.count === ROWS ? { stream: last.stream, offset: last.offset } : null
}

/** What others were told of them; where to go on, or null at the end. */
export async function redactNotifications(work: Work, { memberId, name }: Erased, after: string): Promise<string | null> {
  const [last] = await query<{ id: string; count: number }>(
    work.em,
    `with page as (select id from notifications where organization_id = $1::uuid and id > $2::uuid order by id limit ${ROWS}),
      redacted as (update notifications n set actor_name = $4 from page p where n.organization_id = $1::uuid and n.id = p.id and n.actor_id = $3::uuid and n.actor_name <> $4)
    select id, (select count(*) from page)::int as count from page order by id desc limit 1`,
    [work.organizationId, after, memberId, name],
  )
  return last && last.count === ROWS ? last.id : null
}
