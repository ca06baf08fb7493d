// Templates of tasks.
import { Migration } from '@mikro-orm/migrations'

const TENANT = `organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

export class TaskTemplates extends Migration {
  override up(): void {
    this.addSql(`create table "task_templates" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "name" text not null, "title" text not null, "description" text not null, "priority" text not null, "assignee_ids" jsonb not null, "label_ids" jsonb not null, "estimate_minutes" int null, "estimate_points" double precision null, "checklists" jsonb not null, "custom_fields" jsonb not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`alter table "task_templates" add constraint "task_templates_organization_id_project_id_name_unique" unique ("organization_id", "project_id", "name");`)
    this.addSql(`alter table "task_templates" add constraint "task_templates_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "task_templates" enable row level security;`)
    this.addSql(`alter table "task_templates" force row level security;`)
    this.addSql(`create policy "tenant" on "task_templates" to "lockstep_app" using (${TENANT}) with check (${TENANT});`)
    this.addSql('grant select, insert, update, delete on task_templates to lockstep_app')
  }
}
