// Custom fields of projects; their values stand on the tasks.
import { Migration } from '@mikro-orm/migrations'

export class CustomFields extends Migration {
  override up(): void {
    this.addSql(`create table "custom_fields" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "name" text not null, "kind" text not null, "options" jsonb not null, "rank" text collate "C" not null, "archived" boolean not null, "version" int not null, primary key ("organization_id", "id"));`)
    this.addSql(`alter table "custom_fields" add constraint "custom_fields_organization_id_project_id_rank_unique" unique ("organization_id", "project_id", "rank");`)
    this.addSql(`alter table "custom_fields" add constraint "custom_fields_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "custom_fields" enable row level security;`)
    this.addSql(`alter table "custom_fields" force row level security;`)
    this.addSql(`create policy "tenant" on "custom_fields" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on custom_fields to lockstep_app')

    this.addSql(`alter table "tasks" add "custom_fields" jsonb not null default '{}';`)
    // The default stays: a node of the version before, which does not name the column, goes on making tasks.
  }
}
