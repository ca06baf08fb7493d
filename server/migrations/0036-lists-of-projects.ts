// The newest tasks of a project are found in their order: else a list of one reads and sorts all of its tasks.
import { Migration } from '@mikro-orm/migrations'

export class ListsOfProjects extends Migration {
  override up(): void {
    this.addSql(`create index "tasks_organization_id_project_id_created_at_id_index" on "tasks" ("organization_id", "project_id", "created_at", "id");`)
  }
}
