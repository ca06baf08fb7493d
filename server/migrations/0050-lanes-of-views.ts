// What divides a saved view's board into lanes.
import { Migration } from '@mikro-orm/migrations'

export class LanesOfViews extends Migration {
  override up(): void {
    this.addSql(`alter table "views" add "lanes" text null;`)
  }
}
