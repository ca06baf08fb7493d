// Labels may be of the whole organization: they have no project.
import { Migration } from '@mikro-orm/migrations'

export class LabelsOfOrganizations extends Migration {
  override up(): void {
    this.addSql(`alter table "labels" alter column "project_id" drop not null;`)
  }
}
