// What members said of watching tasks. Whoever has commented before goes on hearing of comments, without a row.
import { Migration } from '@mikro-orm/migrations'

export class TaskWatchers extends Migration {
  override up(): void {
    this.addSql(`create table "task_watchers" ("organization_id" uuid not null, "task_id" uuid not null, "membership_id" uuid not null, "watching" boolean not null, primary key ("organization_id", "task_id", "membership_id"));`)
    this.addSql(`create index "task_watchers_organization_id_membership_id_index" on "task_watchers" ("organization_id", "membership_id");`)
    this.addSql(`alter table "task_watchers" add constraint "task_watchers_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "task_watchers" add constraint "task_watchers_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "task_watchers" enable row level security;`)
    this.addSql(`alter table "task_watchers" force row level security;`)
    this.addSql(`create policy "tenant" on "task_watchers" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on task_watchers to lockstep_app')
  }
}
