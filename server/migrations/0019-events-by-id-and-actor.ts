// Undo finds events by their ids, by the request that made them, and by who made them since when.
import { Migration } from '@mikro-orm/migrations'

export class EventsByIdAndActor extends Migration {
  override up(): void {
    this.addSql(`create index "events_organization_id_id_index" on "events" ("organization_id", "id");`)
    this.addSql(`create index "events_organization_id_actor_id_occurred_at_index" on "events" ("organization_id", "actor_id", "occurred_at");`)
  }
}
