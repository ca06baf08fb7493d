// Notifications by e-mail: who wants which, what has been in a letter, and the language of the browser that signed in.
import { Migration } from '@mikro-orm/migrations'

export class Letters extends Migration {
  override up(): void {
    this.addSql(`create table "letter_settings" ("organization_id" uuid not null, "membership_id" uuid not null, "send" text not null, "hour" int not null, "language" text not null, "since" timestamptz(3) not null, primary key ("organization_id", "membership_id"));`)
    this.addSql(`alter table "sessions" add "language" text null;`)
    this.addSql(`alter table "notifications" add "mailed_at" timestamptz(3) null;`)
    this.addSql(`alter table "letter_settings" add constraint "letter_settings_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "letter_settings" enable row level security;`)
    this.addSql(`alter table "letter_settings" force row level security;`)
    this.addSql(`create policy "tenant" on "letter_settings" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on letter_settings to lockstep_app')
  }
}
