// What members are told of, what they want to hear of, and what they want to be reminded of.
import { Migration } from '@mikro-orm/migrations'

export class Notifications extends Migration {
  override up(): void {
    this.addSql(`create table "notifications" ("organization_id" uuid not null, "id" uuid not null, "membership_id" uuid not null, "source_id" uuid not null, "kind" text not null, "team_id" uuid not null, "project_id" uuid null, "task_id" uuid null, "key" text null, "title" text not null, "detail" text not null, "count" int not null, "actor_id" uuid null, "actor_name" text not null, "at" timestamptz(3) not null, "read_at" timestamptz(3) null, "archived_at" timestamptz(3) null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "notifications_organization_id_membership_id_at_index" on "notifications" ("organization_id", "membership_id", "at");`)
    this.addSql(`alter table "notifications" add constraint "notifications_organization_id_membership_id_source_id_unique" unique ("organization_id", "membership_id", "source_id");`)
    this.addSql(`create table "notification_cursors" ("organization_id" uuid not null, "stream" text not null, "offset" bigint not null, primary key ("organization_id", "stream"));`)
    this.addSql(`create table "notification_settings" ("organization_id" uuid not null, "membership_id" uuid not null, "muted" jsonb not null, primary key ("organization_id", "membership_id"));`)
    this.addSql(`create table "reminders" ("organization_id" uuid not null, "id" uuid not null, "membership_id" uuid not null, "task_id" uuid not null, "remind_at" timestamptz(3) not null, "before_minutes" int null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "reminders_organization_id_task_id_index" on "reminders" ("organization_id", "task_id");`)
    this.addSql(`create index "reminders_organization_id_membership_id_index" on "reminders" ("organization_id", "membership_id");`)
    this.addSql(`create index "reminders_remind_at_index" on "reminders" ("remind_at");`)
    this.addSql(`alter table "notifications" add constraint "notifications_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "notifications" enable row level security;`)
    this.addSql(`alter table "notifications" force row level security;`)
    this.addSql(`create policy "tenant" on "notifications" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`alter table "notification_cursors" enable row level security;`)
    this.addSql(`alter table "notification_cursors" force row level security;`)
    this.addSql(`create policy "tenant" on "notification_cursors" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`create policy "system" on "notification_cursors" for select to "lockstep_system" using (true);`)
    this.addSql(`alter table "notification_settings" add constraint "notification_settings_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "notification_settings" enable row level security;`)
    this.addSql(`alter table "notification_settings" force row level security;`)
    this.addSql(`create policy "tenant" on "notification_settings" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`alter table "reminders" add constraint "reminders_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "reminders" add constraint "reminders_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "reminders" enable row level security;`)
    this.addSql(`alter table "reminders" force row level security;`)
    this.addSql(`create policy "tenant" on "reminders" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`create policy "system" on "reminders" for select to "lockstep_system" using (true);`)
    this.addSql('grant select, insert, update, delete on notifications, notification_settings, reminders to lockstep_app')
    this.addSql('grant select, insert, update on notification_cursors to lockstep_app')
    this.addSql('grant select on notification_cursors, reminders to lockstep_system')
    // Nobody is told of what happened before. The owner has to pass the rules of both tables for that.
    for (const table of ['streams', 'notification_cursors']) this.addSql(`alter table "${table}" no force row level security`)
    this.addSql(`insert into notification_cursors (organization_id, stream, "offset") select organization_id, name, last_offset from streams where name like 'team:%'`)
    for (const table of ['streams', 'notification_cursors']) this.addSql(`alter table "${table}" force row level security`)
  }
}
