// The time, aims, health and manager of projects, and their milestones.
import { Migration } from '@mikro-orm/migrations'

export class ProjectDepth extends Migration {
  override up(): void {
    this.addSql(`alter table "projects" add "start_on" text null, add "due_on" text null, add "scope" text not null default '', add "objectives" text not null default '', add "health" text null, add "health_note" text not null default '', add "manager_id" uuid null;`)
    this.addSql(`alter table "projects" alter column "scope" drop default, alter column "objectives" drop default, alter column "health_note" drop default;`)
    this.addSql(`alter table "projects" add constraint "projects_organization_id_manager_id_foreign" foreign key ("organization_id", "manager_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (manager_id);`)

    this.addSql(`create table "milestones" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "name" text not null, "due_on" text null, "done_at" timestamptz(3) null, "version" int not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "milestones_organization_id_project_id_index" on "milestones" ("organization_id", "project_id");`)
    this.addSql(`alter table "milestones" add constraint "milestones_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "milestones" enable row level security;`)
    this.addSql(`alter table "milestones" force row level security;`)
    this.addSql(`create policy "tenant" on "milestones" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on milestones to lockstep_app')
  }
}
