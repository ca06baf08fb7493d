// Attachments of projects and teams, those that came with a comment, and those that wait in the trash with it.
import { Migration } from '@mikro-orm/migrations'

export class FilePlaces extends Migration {
  override up(): void {
    this.addSql(`alter table "attachments" add "project_id" uuid null, add "team_id" uuid null, add "comment_id" uuid null, add "deleted_at" timestamptz(3) null;`)
    this.addSql(`alter table "attachments" alter column "task_id" drop not null;`)
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_project_id_foreign" foreign key ("organization_id", "project_id") references "projects" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_comment_id_foreign" foreign key ("organization_id", "comment_id") references "comments" ("organization_id", "id") on update cascade on delete set null (comment_id);`)
    this.addSql(`create index "attachments_organization_id_project_id_index" on "attachments" ("organization_id", "project_id");`)
    this.addSql(`create index "attachments_organization_id_team_id_index" on "attachments" ("organization_id", "team_id");`)
    this.addSql(`create index "attachments_organization_id_comment_id_index" on "attachments" ("organization_id", "comment_id");`)
    this.addSql(`alter table "attachments" add constraint "attachments_one_parent" check (num_nonnulls(task_id, project_id, team_id) = 1);`)
    this.addSql(`alter table "attachments" add constraint "attachments_comment_of_task" check (comment_id is null or task_id is not null);`)
  }
}
