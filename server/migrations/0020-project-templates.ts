// Projects that are kept to be copied, and the archive of projects.
import { Migration } from '@mikro-orm/migrations'

export class ProjectTemplates extends Migration {
  override up(): void {
    this.addSql(`alter table "projects" add "is_template" boolean not null default false, add "archived_at" timestamptz(3) null;`)
    // The default stays: a node of the version before, which does not name the column, goes on making projects.
  }
}
