// How many tasks should stand in a status at most.
import { Migration } from '@mikro-orm/migrations'

export class StatusLimits extends Migration {
  override up(): void {
    this.addSql(`alter table "statuses" add "limit" int null;`)
  }
}
