// Subtasks, estimates, and links between tasks.
import { Migration } from '@mikro-orm/migrations'

export class TaskDepth extends Migration {
  override up(): void {
    this.addSql(`create table "task_links" ("organization_id" uuid not null, "id" uuid not null, "kind" text not null, "from_task_id" uuid not null, "to_task_id" uuid not null, "created_by_id" uuid null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "task_links_organization_id_to_task_id_index" on "task_links" ("organization_id", "to_task_id");`)
    this.addSql(`create index "task_links_organization_id_created_by_id_index" on "task_links" ("organization_id", "created_by_id");`)
    this.addSql(`alter table "task_links" add constraint "task_links_organization_id_from_task_id_to_task_id_kind_unique" unique ("organization_id", "from_task_id", "to_task_id", "kind");`)

    this.addSql(`alter table "task_links" add constraint "task_links_organization_id_from_task_id_foreign" foreign key ("organization_id", "from_task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "task_links" add constraint "task_links_organization_id_to_task_id_foreign" foreign key ("organization_id", "to_task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "task_links" add constraint "task_links_organization_id_created_by_id_foreign" foreign key ("organization_id", "created_by_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (created_by_id);`)
    this.addSql(`alter table "task_links" enable row level security;`)
    this.addSql(`alter table "task_links" force row level security;`)
    this.addSql(`create policy "tenant" on "task_links" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on task_links to lockstep_app')

    this.addSql(`alter table "tasks" add "parent_id" uuid null, add "estimate_minutes" int null, add "estimate_points" double precision null, add "subtask_done" int not null default 0, add "subtask_total" int not null default 0, add "open_blockers" int not null default 0, add "blocks_count" int not null default 0;`)
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_parent_id_foreign" foreign key ("organization_id", "parent_id") references "tasks" ("organization_id", "id") on update cascade on delete set null (parent_id);`)
    this.addSql(`create index "tasks_organization_id_parent_id_index" on "tasks" ("organization_id", "parent_id");`)
  }
}
