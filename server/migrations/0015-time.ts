// Time that was logged on tasks, and members' running timers.
import { Migration } from '@mikro-orm/migrations'

export class Time extends Migration {
  override up(): void {
    this.addSql(`create table "time_entries" ("organization_id" uuid not null, "id" uuid not null, "task_id" uuid not null, "membership_id" uuid not null, "minutes" int not null, "started_at" timestamptz(3) not null, "note" text not null, "approved_at" timestamptz(3) null, "approved_by_id" uuid null, "version" int not null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "time_entries_organization_id_task_id_index" on "time_entries" ("organization_id", "task_id");`)
    this.addSql(`create index "time_entries_organization_id_membership_id_started_at_index" on "time_entries" ("organization_id", "membership_id", "started_at");`)
    this.addSql(`create table "timers" ("organization_id" uuid not null, "membership_id" uuid not null, "task_id" uuid not null, "note" text not null, "started_at" timestamptz(3) not null, primary key ("organization_id", "membership_id"));`)
    this.addSql(`create index "timers_organization_id_task_id_index" on "timers" ("organization_id", "task_id");`)
    this.addSql(`alter table "time_entries" add constraint "time_entries_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "time_entries" add constraint "time_entries_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "time_entries" add constraint "time_entries_organization_id_approved_by_id_foreign" foreign key ("organization_id", "approved_by_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (approved_by_id);`)
    this.addSql(`alter table "timers" add constraint "timers_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "timers" add constraint "timers_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "time_entries" enable row level security;`)
    this.addSql(`alter table "time_entries" force row level security;`)
    this.addSql(`create policy "tenant" on "time_entries" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`alter table "timers" enable row level security;`)
    this.addSql(`alter table "timers" force row level security;`)
    this.addSql(`create policy "tenant" on "timers" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on time_entries, timers to lockstep_app')
  }
}
