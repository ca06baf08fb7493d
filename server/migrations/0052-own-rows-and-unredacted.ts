// Who was erased is remembered until no event tells of them; and what somebody made is found without reading past what others made.
import { Migration } from '@mikro-orm/migrations'

export class OwnRowsAndUnredacted extends Migration {
  override up(): void {
    this.addSql(`alter table "memberships" add "unredacted_since" timestamptz(3) null;`)
    this.addSql(`create index memberships_unredacted on public.memberships using btree (unredacted_since) where (unredacted_since is not null);`)
    this.addSql(`create index "tasks_organization_id_created_by_id_id_index" on "tasks" ("organization_id", "created_by_id", "id");`)
    this.addSql(`create index "comments_organization_id_author_id_id_index" on "comments" ("organization_id", "author_id", "id");`)
    this.addSql(`create index "attachments_organization_id_created_by_id_id_index" on "attachments" ("organization_id", "created_by_id", "id");`)
  }
}
