// Departments, and which one a team belongs to.
import { Migration } from '@mikro-orm/migrations'

export class Departments extends Migration {
  override up(): void {
    this.addSql(`create table "departments" ("organization_id" uuid not null, "id" uuid not null, "name" text not null, "description" text not null, "parent_id" uuid null, "head_id" uuid null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "departments_organization_id_parent_id_index" on "departments" ("organization_id", "parent_id");`)
    this.addSql(`create index "departments_organization_id_head_id_index" on "departments" ("organization_id", "head_id");`)
    this.addSql(`alter table "departments" add constraint "departments_organization_id_parent_id_foreign" foreign key ("organization_id", "parent_id") references "departments" ("organization_id", "id") on update cascade on delete set null (parent_id);`)
    this.addSql(`alter table "departments" add constraint "departments_organization_id_head_id_foreign" foreign key ("organization_id", "head_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (head_id);`)
    this.addSql(`alter table "departments" enable row level security;`)
    this.addSql(`alter table "departments" force row level security;`)
    this.addSql(`create policy "tenant" on "departments" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on departments to lockstep_app')

    this.addSql(`alter table "teams" add "department_id" uuid null;`)
    this.addSql(`create index "teams_organization_id_department_id_index" on "teams" ("organization_id", "department_id");`)
    this.addSql(`alter table "teams" add constraint "teams_organization_id_department_id_foreign" foreign key ("organization_id", "department_id") references "departments" ("organization_id", "id") on update cascade on delete set null (department_id);`)
  }
}
