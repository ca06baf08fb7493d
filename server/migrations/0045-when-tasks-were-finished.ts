// When tasks were finished, for reports. Decision 0041 says why a trigger keeps it.
import { Migration } from '@mikro-orm/migrations'

/** What is read and written as the owner, who sees no rows while their security is forced. */
const FILLED_FROM = ['tasks', 'statuses', 'event_subjects', 'events']

export class WhenTasksWereFinished extends Migration {
  override up(): void {
    this.addSql(`alter table "tasks" add "completed_at" timestamptz(3) null;`)
    for (const table of FILLED_FROM) this.addSql(`alter table "${table}" no force row level security;`)
    this.addSql(FILL)
    for (const table of FILLED_FROM) this.addSql(`alter table "${table}" force row level security;`)
    this.addSql(`CREATE INDEX tasks_completed_at ON public.tasks USING btree (organization_id, completed_at) WHERE (completed_at IS NOT NULL);`)
    this.addSql(`create index "time_entries_organization_id_started_at_index" on "time_entries" ("organization_id", "started_at");`)
    for (const statement of [KEEP, ...TRIGGERS]) this.addSql(statement)
  }
}

/** Its latest change of status; of a task that never changed it, its beginning. */
const FILL = `with told as (
    select u.organization_id, u.subject_id as task_id, e.occurred_at, inner_event.data
    from event_subjects u
    join tasks t on t.organization_id = u.organization_id and t.id = u.subject_id
    join statuses s on s.organization_id = t.organization_id and s.id = t.status_id and s.category = 'done'
    join events e on e.organization_id = u.organization_id and e.stream = u.stream and e."offset" = u."offset"
      and e.type in ('task.moved', 'task.updated', 'batch.applied')
    cross join lateral (select e.data where e.type <> 'batch.applied'
      union all select b -> 'data' from jsonb_array_elements(e.data -> 'events') b where e.type = 'batch.applied') inner_event
  ), latest as (
    select organization_id, task_id, max(occurred_at) as at from told
    where data ->> 'taskId' = task_id::text and data #> '{changes,statusId}' is not null group by 1, 2
  )
  update tasks t set completed_at = coalesce(
    (select l.at from latest l where l.organization_id = t.organization_id and l.task_id = t.id), t.created_at)
  from statuses s where s.organization_id = t.organization_id and s.id = t.status_id and s.category = 'done'`

/** A task that goes from one status of what is done to another was finished before. One that was brought in says it itself. */
const KEEP = `create function keep_completion() returns trigger language plpgsql as $$ begin
    new.completed_at := case when exists (select from statuses s
        where s.organization_id = new.organization_id and s.id = new.status_id and s.category = 'done')
      then coalesce(new.completed_at, new.updated_at) end;
    return new;
  end $$`

const TRIGGERS = [
  `create trigger completion_of_new before insert on tasks for each row execute function keep_completion()`,
  `create trigger completion before update of status_id on tasks for each row
    when (old.status_id is distinct from new.status_id) execute function keep_completion()`,
]
