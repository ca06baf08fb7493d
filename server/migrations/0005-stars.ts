// Members' stars on projects.
import { Migration } from '@mikro-orm/migrations'

export class Stars extends Migration {
  override up(): void {
    this.addSql(`create table "project_stars" ("organization_id" uuid not null, "membership_id" uuid not null, "project_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("organization_id", "membership_id", "project_id"));`)
    this.addSql(`create index "project_stars_organization_id_project_id_index" on "project_stars" ("organization_id", "project_id");`)

    this.addSql(`alter table "project_stars" add constraint "project_stars_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "project_stars" add constraint "project_stars_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "project_stars" enable row level security;`)
    this.addSql(`alter table "project_stars" force row level security;`)
    this.addSql(`create policy "tenant" on "project_stars" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on project_stars to lockstep_app')
  }
}
