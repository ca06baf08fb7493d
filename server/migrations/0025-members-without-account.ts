// Members that an archive brought: deactivated people without an account, until they accept an invitation.
import { Migration } from '@mikro-orm/migrations'

export class MembersWithoutAccount extends Migration {
  override up(): void {
    this.addSql(`alter table "memberships" drop constraint "memberships_kind";`)
    this.addSql(`alter table "memberships" add constraint "memberships_kind" check ((kind = 'bot'::text) = (user_id IS NULL) OR kind = 'person'::text AND status = 'deactivated'::text);`)
  }
}
