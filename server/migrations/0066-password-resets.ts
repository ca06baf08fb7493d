// Links with which members choose a new password.
import { Migration } from '@mikro-orm/migrations'

const OF_SETTING = `( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`
const INSIDE = `using (organization_id = ${OF_SETTING}) with check (organization_id = ${OF_SETTING})`

export class PasswordResets extends Migration {
  override up(): void {
    this.addSql(`create table "password_resets" ("organization_id" uuid not null, "id" uuid not null, "member_id" uuid not null, "made_by_id" uuid null, "token_hash" text not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`create index "password_resets_organization_id_member_id_index" on "password_resets" ("organization_id", "member_id");`)
    for (const column of ['member_id', 'made_by_id']) {
      this.addSql(`alter table "password_resets" add constraint "password_resets_organization_id_${column}_foreign" foreign key ("organization_id", "${column}") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    }
    this.addSql(`alter table "password_resets" enable row level security;`)
    this.addSql(`alter table "password_resets" force row level security;`)
    this.addSql(`create policy "tenant" on "password_resets" to "lockstep_app" ${INSIDE};`)
    this.addSql(`create policy "erasure" on "password_resets" to "lockstep_system" ${INSIDE};`)
    this.addSql(`create policy "system" on "password_resets" to "lockstep_system" using (true);`)
    this.addSql('grant select, insert, update, delete on password_resets to lockstep_app')
    this.addSql('grant select, delete on password_resets to lockstep_system')
  }
}
