// Saved views of all projects of a team, beside those of one project.
import { Migration } from '@mikro-orm/migrations'

export class ViewsOfTeams extends Migration {
  override up(): void {
    this.addSql(`alter table "views" alter column "project_id" drop not null, add "team_id" uuid null;`)
    this.addSql(`alter table "views" add constraint "views_organization_id_team_id_foreign" foreign key ("organization_id", "team_id") references "teams" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "views" add constraint "views_one_place" check (("project_id" is null) <> ("team_id" is null));`)
    this.addSql(`create index "views_organization_id_team_id_index" on "views" ("organization_id", "team_id");`)
  }
}
