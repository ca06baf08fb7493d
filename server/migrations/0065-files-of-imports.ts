// Files that an import has stored and not named yet are told from those that were shown once.
import { Migration } from '@mikro-orm/migrations'

export class FilesOfImports extends Migration {
  override up(): void {
    this.addSql('alter table files add column for_import boolean not null default false;')
  }
}
