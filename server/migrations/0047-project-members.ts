// Who works on a project for how many hours a week, and how many hours a week each member works.
import { Migration } from '@mikro-orm/migrations'

const TENANT = `organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

export class ProjectMembers extends Migration {
  override up(): void {
    this.addSql(`create table "project_members" ("organization_id" uuid not null, "project_id" uuid not null, "membership_id" uuid not null, "role" text not null, "hours_per_week" double precision not null, "start_on" text null, "end_on" text null, "created_at" timestamptz(3) not null, primary key ("organization_id", "project_id", "membership_id"));`)
    this.addSql(`create index "project_members_organization_id_membership_id_index" on "project_members" ("organization_id", "membership_id");`)
    this.addSql(`alter table "project_members" add constraint "project_members_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "project_members" add constraint "project_members_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "project_members" enable row level security;`)
    this.addSql(`alter table "project_members" force row level security;`)
    this.addSql(`create policy "tenant" on "project_members" to "lockstep_app" using (${TENANT}) with check (${TENANT});`)
    this.addSql('grant select, insert, update, delete on project_members to lockstep_app')
    // The default stays: a node of the version before, which does not name the column, goes on making members.
    this.addSql(`alter table "memberships" add "hours_per_week" double precision not null default 40;`)
  }
}
