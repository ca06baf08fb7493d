// The tables with their keys, forced row-level security and policies, as generated from the entities.
import { Migration } from '@mikro-orm/migrations';

export class Tables extends Migration {
  override up(): void | Promise<void> {
    this.addSql(`create table "events" ("organization_id" uuid not null, "stream" text not null, "offset" bigint not null, "id" uuid not null, "type" text not null, "schema" int not null, "actor_id" uuid null, "actor_name" text not null, "correlation_id" uuid not null, "data" jsonb not null, "occurred_at" timestamptz(3) not null, primary key ("organization_id", "stream", "offset"));`);

    this.addSql(`create table "event_subjects" ("organization_id" uuid not null, "subject_id" uuid not null, "stream" text not null, "offset" bigint not null, primary key ("organization_id", "subject_id", "stream", "offset"));`);

    this.addSql(`create table "event_texts" ("organization_id" uuid not null, "id" uuid not null, "stream" text not null, "body" text not null, primary key ("organization_id", "id"));`);

    this.addSql(`create table "idempotency_keys" ("organization_id" uuid not null, "membership_id" uuid not null, "key" text not null, "fingerprint" text not null, "response" json null, "created_at" timestamptz(3) not null, primary key ("organization_id", "membership_id", "key"));`);
    this.addSql(`create index "idempotency_keys_organization_id_created_at_index" on "idempotency_keys" ("organization_id", "created_at");`);

    this.addSql(`create table "memberships" ("organization_id" uuid not null, "id" uuid not null, "user_id" uuid null, "kind" text not null, "name" text not null, "email" text null, "role" text not null, "status" text not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "memberships_user_id_index" on "memberships" ("user_id");`);
    this.addSql(`alter table "memberships" add constraint "memberships_organization_id_user_id_unique" unique ("organization_id", "user_id");`);

    this.addSql(`create table "invitations" ("organization_id" uuid not null, "id" uuid not null, "email" text not null, "role" text not null, "token_hash" text not null, "invited_by_id" uuid not null, "expires_at" timestamptz(3) not null, "accepted_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);

    this.addSql(`create table "api_tokens" ("organization_id" uuid not null, "id" uuid not null, "membership_id" uuid not null, "name" text not null, "hash" text not null, "scopes" text[] not null, "expires_at" timestamptz(3) null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "api_tokens_organization_id_membership_id_index" on "api_tokens" ("organization_id", "membership_id");`);

    this.addSql(`create table "organizations" ("id" uuid not null, "name" text not null, "accent" text not null, "timezone" text not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);

    this.addSql(`create table "streams" ("organization_id" uuid not null, "name" text not null, "epoch" uuid not null, "last_offset" bigint not null, "floor" bigint not null, primary key ("organization_id", "name"));`);

    this.addSql(`create table "teams" ("organization_id" uuid not null, "id" uuid not null, "name" text not null, "description" text not null, "manager_id" uuid null, "members_edit_all_tasks" boolean not null, "only_managers_create_tasks" boolean not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);

    this.addSql(`create table "projects" ("organization_id" uuid not null, "id" uuid not null, "team_id" uuid not null, "key" text not null, "name" text not null, "description" text not null, "status" text not null, "priority" text not null, "last_number" int not null, "created_by_id" uuid null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "deleted_at" timestamptz(3) null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "projects_organization_id_team_id_index" on "projects" ("organization_id", "team_id");`);
    this.addSql(`alter table "projects" add constraint "projects_organization_id_key_unique" unique ("organization_id", "key");`);

    this.addSql(`create table "statuses" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "name" text not null, "category" text not null, "color" text not null, "rank" text collate "C" not null, "archived" boolean not null, "version" int not null, primary key ("organization_id", "id"));`);
    this.addSql(`alter table "statuses" add constraint "statuses_organization_id_project_id_rank_unique" unique ("organization_id", "project_id", "rank");`);

    this.addSql(`create table "tasks" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "number" int not null, "title" text not null, "description" text not null, "status_id" uuid not null, "rank" text collate "C" not null, "priority" text not null, "start_at" timestamptz(3) null, "due_at" timestamptz(3) null, "progress" int not null, "version" int not null, "archived_at" timestamptz(3) null, "deleted_at" timestamptz(3) null, "created_by_id" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, "comment_count" int not null, "attachment_count" int not null, "checklist_done" int not null, "checklist_total" int not null, "imported_people" jsonb not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "tasks_organization_id_created_at_id_index" on "tasks" ("organization_id", "created_at", "id");`);
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_project_id_number_unique" unique ("organization_id", "project_id", "number");`);
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_status_id_rank_unique" unique ("organization_id", "status_id", "rank");`);

    this.addSql(`create table "task_assignees" ("organization_id" uuid not null, "task_id" uuid not null, "membership_id" uuid not null, primary key ("organization_id", "task_id", "membership_id"));`);
    this.addSql(`create index "task_assignees_organization_id_membership_id_index" on "task_assignees" ("organization_id", "membership_id");`);

    this.addSql(`create table "comments" ("organization_id" uuid not null, "id" uuid not null, "task_id" uuid not null, "author_id" uuid null, "imported_author" text null, "body" text not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "comments_organization_id_task_id_created_at_id_index" on "comments" ("organization_id", "task_id", "created_at", "id");`);

    this.addSql(`create table "checklists" ("organization_id" uuid not null, "id" uuid not null, "task_id" uuid not null, "title" text not null, "rank" text collate "C" not null, "version" int not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "checklists_organization_id_task_id_index" on "checklists" ("organization_id", "task_id");`);

    this.addSql(`create table "checklist_items" ("organization_id" uuid not null, "id" uuid not null, "checklist_id" uuid not null, "text" text not null, "done" boolean not null, "rank" text collate "C" not null, "version" int not null, primary key ("organization_id", "id"));`);
    this.addSql(`alter table "checklist_items" add constraint "checklist_items_organization_id_checklist_id_rank_unique" unique ("organization_id", "checklist_id", "rank");`);

    this.addSql(`create table "attachments" ("organization_id" uuid not null, "id" uuid not null, "task_id" uuid not null, "kind" text not null, "name" text not null, "url" text not null, "created_by_id" uuid null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`);
    this.addSql(`create index "attachments_organization_id_task_id_created_at_id_index" on "attachments" ("organization_id", "task_id", "created_at", "id");`);

    this.addSql(`create table "labels" ("organization_id" uuid not null, "id" uuid not null, "project_id" uuid not null, "name" text not null, "color" text not null, "version" int not null, primary key ("organization_id", "id"));`);
    this.addSql(`alter table "labels" add constraint "labels_organization_id_project_id_name_unique" unique ("organization_id", "project_id", "name");`);

    this.addSql(`create table "task_labels" ("organization_id" uuid not null, "task_id" uuid not null, "label_id" uuid not null, primary key ("organization_id", "task_id", "label_id"));`);
    this.addSql(`create index "task_labels_organization_id_label_id_index" on "task_labels" ("organization_id", "label_id");`);

    this.addSql(`create table "invitation_teams" ("organization_id" uuid not null, "invitation_id" uuid not null, "team_id" uuid not null, primary key ("organization_id", "invitation_id", "team_id"));`);

    this.addSql(`create table "team_members" ("organization_id" uuid not null, "team_id" uuid not null, "membership_id" uuid not null, "created_at" timestamptz(3) not null, primary key ("organization_id", "team_id", "membership_id"));`);
    this.addSql(`create index "team_members_organization_id_membership_id_index" on "team_members" ("organization_id", "membership_id");`);

    this.addSql(`create table "users" ("id" uuid not null, "email" text not null, "name" text not null, "password_hash" text not null, "phone" text null, "date_of_birth" text null, "timezone" text not null, "picture_url" text null, "last_organization_id" uuid null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`alter table "users" add constraint "users_email_unique" unique ("email");`);

    this.addSql(`create table "sessions" ("id" uuid not null, "user_id" uuid not null, "organization_id" uuid not null, "membership_id" uuid not null, "refresh_hash" text not null, "previous_hash" text null, "rotated_at" timestamptz(3) not null, "user_agent" text not null, "address" text not null, "created_at" timestamptz(3) not null, "last_used_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "sessions_organization_id_membership_id_index" on "sessions" ("organization_id", "membership_id");`);
    this.addSql(`create index "sessions_user_id_index" on "sessions" ("user_id");`);

    this.addSql(`alter table "events" enable row level security;`);
    this.addSql(`alter table "events" force row level security;`);
    this.addSql(`create policy "tenant" on "events" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);
    this.addSql(`create policy "system" on "events" for select to "lockstep_system" using (true);`);

    this.addSql(`alter table "event_subjects" enable row level security;`);
    this.addSql(`alter table "event_subjects" force row level security;`);
    this.addSql(`create policy "tenant" on "event_subjects" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "event_texts" enable row level security;`);
    this.addSql(`alter table "event_texts" force row level security;`);
    this.addSql(`create policy "tenant" on "event_texts" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "idempotency_keys" enable row level security;`);
    this.addSql(`alter table "idempotency_keys" force row level security;`);
    this.addSql(`create policy "tenant" on "idempotency_keys" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "memberships" add constraint "memberships_role" check (role = ANY (ARRAY['admin'::text, 'manager'::text, 'employee'::text]));`);
    this.addSql(`alter table "memberships" add constraint "memberships_kind" check ((kind = 'bot'::text) = (user_id IS NULL));`);
    this.addSql(`alter table "memberships" enable row level security;`);
    this.addSql(`alter table "memberships" force row level security;`);
    this.addSql(`create policy "tenant" on "memberships" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);
    this.addSql(`create policy "system" on "memberships" for select to "lockstep_system" using (true);`);

    this.addSql(`alter table "invitations" add constraint "invitations_organization_id_invited_by_id_foreign" foreign key ("organization_id", "invited_by_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "invitations" enable row level security;`);
    this.addSql(`alter table "invitations" force row level security;`);
    this.addSql(`create policy "tenant" on "invitations" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "api_tokens" add constraint "api_tokens_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "api_tokens" enable row level security;`);
    this.addSql(`alter table "api_tokens" force row level security;`);
    this.addSql(`create policy "tenant" on "api_tokens" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "organizations" enable row level security;`);
    this.addSql(`alter table "organizations" force row level security;`);
    this.addSql(`create policy "tenant" on "organizations" to "lockstep_app" using (id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);
    this.addSql(`create policy "system" on "organizations" for select to "lockstep_system" using (true);`);

    this.addSql(`alter table "streams" enable row level security;`);
    this.addSql(`alter table "streams" force row level security;`);
    this.addSql(`create policy "tenant" on "streams" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);
    this.addSql(`create policy "system" on "streams" for select to "lockstep_system" using (true);`);

    this.addSql(`alter table "teams" add constraint "teams_organization_id_manager_id_foreign" foreign key ("organization_id", "manager_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (manager_id);`);
    this.addSql(`alter table "teams" enable row level security;`);
    this.addSql(`alter table "teams" force row level security;`);
    this.addSql(`create policy "tenant" on "teams" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "projects" add constraint "projects_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "projects" add constraint "projects_organization_id_created_by_id_foreign" foreign key ("organization_id", "created_by_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (created_by_id);`);
    this.addSql(`alter table "projects" enable row level security;`);
    this.addSql(`alter table "projects" force row level security;`);
    this.addSql(`create policy "tenant" on "projects" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "statuses" add constraint "statuses_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "statuses" enable row level security;`);
    this.addSql(`alter table "statuses" force row level security;`);
    this.addSql(`create policy "tenant" on "statuses" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_status_id_foreign" foreign key ("organization_id", "status_id") references "statuses" ("organization_id", "id") on update cascade on delete no action;`);
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_created_by_id_foreign" foreign key ("organization_id", "created_by_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (created_by_id);`);
    this.addSql(`alter table "tasks" add constraint "tasks_title" check (char_length(title) >= 1 AND char_length(title) <= 500);`);
    this.addSql(`alter table "tasks" add constraint "tasks_progress" check (progress >= 0 AND progress <= 100);`);
    this.addSql(`alter table "tasks" enable row level security;`);
    this.addSql(`alter table "tasks" force row level security;`);
    this.addSql(`create policy "tenant" on "tasks" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "task_assignees" add constraint "task_assignees_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "task_assignees" add constraint "task_assignees_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "task_assignees" enable row level security;`);
    this.addSql(`alter table "task_assignees" force row level security;`);
    this.addSql(`create policy "tenant" on "task_assignees" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "comments" add constraint "comments_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "comments" add constraint "comments_organization_id_author_id_foreign" foreign key ("organization_id", "author_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (author_id);`);
    this.addSql(`alter table "comments" enable row level security;`);
    this.addSql(`alter table "comments" force row level security;`);
    this.addSql(`create policy "tenant" on "comments" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "checklists" add constraint "checklists_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "checklists" enable row level security;`);
    this.addSql(`alter table "checklists" force row level security;`);
    this.addSql(`create policy "tenant" on "checklists" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "checklist_items" add constraint "checklist_items_organization_id_checklist_id_foreign" foreign key ("organization_id", "checklist_id") references "checklists" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "checklist_items" enable row level security;`);
    this.addSql(`alter table "checklist_items" force row level security;`);
    this.addSql(`create policy "tenant" on "checklist_items" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_created_by_id_foreign" foreign key ("organization_id", "created_by_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (created_by_id);`);
    this.addSql(`alter table "attachments" enable row level security;`);
    this.addSql(`alter table "attachments" force row level security;`);
    this.addSql(`create policy "tenant" on "attachments" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "labels" add constraint "labels_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "labels" enable row level security;`);
    this.addSql(`alter table "labels" force row level security;`);
    this.addSql(`create policy "tenant" on "labels" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "task_labels" add constraint "task_labels_organization_id_task_id_foreign" foreign key ("organization_id", "task_id") references "tasks" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "task_labels" add constraint "task_labels_organization_id_label_id_foreign" foreign key ("organization_id", "label_id") references "labels" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "task_labels" enable row level security;`);
    this.addSql(`alter table "task_labels" force row level security;`);
    this.addSql(`create policy "tenant" on "task_labels" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "invitation_teams" add constraint "invitation_teams_organization_id_invitation_id_foreign" foreign key ("organization_id", "invitation_id") references "invitations" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "invitation_teams" add constraint "invitation_teams_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "invitation_teams" enable row level security;`);
    this.addSql(`alter table "invitation_teams" force row level security;`);
    this.addSql(`create policy "tenant" on "invitation_teams" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "team_members" add constraint "team_members_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "team_members" add constraint "team_members_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`);
    this.addSql(`alter table "team_members" enable row level security;`);
    this.addSql(`alter table "team_members" force row level security;`);
    this.addSql(`create policy "tenant" on "team_members" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);

    this.addSql(`alter table "users" enable row level security;`);
    this.addSql(`alter table "users" force row level security;`);
    this.addSql(`create policy "system" on "users" to "lockstep_system" using (true);`);

    this.addSql(`alter table "sessions" add constraint "sessions_user_id_foreign" foreign key ("user_id") references "users" ("id") on delete cascade;`);
    this.addSql(`alter table "sessions" enable row level security;`);
    this.addSql(`alter table "sessions" force row level security;`);
    this.addSql(`create policy "tenant" on "sessions" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`);
    this.addSql(`create policy "system" on "sessions" to "lockstep_system" using (true);`);
  }

}
