// The time zone in which a team's tasks repeat; null: that of whoever sets the rule.
import { Migration } from '@mikro-orm/migrations'

export class TimeZonesOfTeams extends Migration {
  override up(): void {
    this.addSql(`alter table "teams" add "timezone" text null;`)
  }
}
