// What members are told once a day: in the morning what is due.
import { Migration } from '@mikro-orm/migrations'

export class NotificationDays extends Migration {
  override up(): void {
    this.addSql(`create table "notification_days" ("organization_id" uuid not null, "membership_id" uuid not null, "kind" text not null, "day" text not null, primary key ("organization_id", "membership_id", "kind"));`)
    this.addSql(`alter table "notification_days" add constraint "notification_days_organization_id_membership_id_foreign" foreign key ("organization_id", "membership_id") references "memberships" ("organization_id", "id") on update cascade on delete cascade;`)
    this.addSql(`alter table "notification_days" enable row level security;`)
    this.addSql(`alter table "notification_days" force row level security;`)
    this.addSql(`create policy "tenant" on "notification_days" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on notification_days to lockstep_app')
  }
}
