// Keys that tasks had in projects that they left.
import { Migration } from '@mikro-orm/migrations'

export class FormerKeys extends Migration {
  override up(): void {
    this.addSql(`create table "former_keys" ("organization_id" uuid not null, "project_id" uuid not null, "number" int not null, "task_id" uuid not null, primary key ("organization_id", "project_id", "number"));`)
    this.addSql(`create index "former_keys_organization_id_task_id_index" on "former_keys" ("organization_id", "task_id");`)
    this.addSql(`alter table "former_keys" add constraint "former_keys_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "former_keys" add constraint "former_keys_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "former_keys" enable row level security;`)
    this.addSql(`alter table "former_keys" force row level security;`)
    this.addSql(`create policy "tenant" on "former_keys" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on former_keys to lockstep_app')
  }
}
