// Saved views of projects.
import { Migration } from '@mikro-orm/migrations'

export class Views extends Migration {
  override up(): void {
    this.addSql(`create table "views" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "owner_id" uuid not null, "name" text not null, "is_shared" boolean not null, "kind" text not null, "filter" text not null, "sort" text null, "grouping" text null, "columns" jsonb null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "views_organization_id_project_id_index" on "views" ("organization_id", "project_id");`)
    this.addSql(`create index "views_organization_id_owner_id_index" on "views" ("organization_id", "owner_id");`)

    this.addSql(`alter table "views" add constraint "views_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "views" add constraint "views_organization_id_owner_id_foreign" foreign key ("organization_id", "owner_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "views" enable row level security;`)
    this.addSql(`alter table "views" force row level security;`)
    this.addSql(`create policy "tenant" on "views" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on views to lockstep_app')
  }
}
