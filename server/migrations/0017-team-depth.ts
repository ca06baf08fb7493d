// What members do in a team, its goals, its posts and their comments.
import { Migration } from '@mikro-orm/migrations'

export class TeamDepth extends Migration {
  override up(): void {
    this.addSql(`alter table "team_members" add "title" text not null default '', add "responsibilities" text not null default '';`)

    this.addSql(`create table "goals" ("organization_id" uuid not null, "id" uuid not null, "team_id" uuid not null, "title" text not null, "objective" text not null, "measure" text not null, "unit" text not null, "start" double precision not null, "target" double precision not null, "current" double precision not null, "due_on" date null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "goals_organization_id_team_id_index" on "goals" ("organization_id", "team_id");`)
    this.addSql(`alter table "goals" add constraint "goals_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "goals" enable row level security;`)
    this.addSql(`alter table "goals" force row level security;`)
    this.addSql(`create policy "tenant" on "goals" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`grant select, insert, update, delete on goals to lockstep_app`)

    this.addSql(`create table "posts" ("organization_id" uuid not null, "id" uuid not null, "team_id" uuid not null, "author_id" uuid null, "body" text not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "posts_organization_id_team_id_created_at_id_index" on "posts" ("organization_id", "team_id", "created_at", "id");`)
    this.addSql(`alter table "posts" add constraint "posts_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "posts" add constraint "posts_organization_id_author_id_foreign" foreign key ("organization_id", "author_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (author_id);`)
    this.addSql(`alter table "posts" enable row level security;`)
    this.addSql(`alter table "posts" force row level security;`)
    this.addSql(`create policy "tenant" on "posts" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`grant select, insert, update, delete on posts to lockstep_app`)

    this.addSql(`create table "post_comments" ("organization_id" uuid not null, "id" uuid not null, "post_id" uuid not null, "author_id" uuid null, "body" text not null, "version" int not null, "created_at" timestamptz(3) not null, "updated_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "post_comments_organization_id_post_id_created_at_id_index" on "post_comments" ("organization_id", "post_id", "created_at", "id");`)
    this.addSql(`alter table "post_comments" add constraint "post_comments_organization_id_post_id_foreign" foreign key ("organization_id", "post_id") references "posts" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "post_comments" add constraint "post_comments_organization_id_author_id_foreign" foreign key ("organization_id", "author_id") references "memberships" ("organization_id", "id") on update cascade on delete set null (author_id);`)
    this.addSql(`alter table "post_comments" enable row level security;`)
    this.addSql(`alter table "post_comments" force row level security;`)
    this.addSql(`create policy "tenant" on "post_comments" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql(`grant select, insert, update, delete on post_comments to lockstep_app`)
  }
}
