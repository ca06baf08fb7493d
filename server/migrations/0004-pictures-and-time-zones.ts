// Pictures of accounts; memberships have their own copy of time zone and picture, as they have of name and e-mail.
import { Migration } from '@mikro-orm/migrations'

export class PicturesAndTimeZones extends Migration {
  override up(): void {
    this.addSql(`create table "user_pictures" ("user_id" uuid not null, "hash" text not null, "type" text not null, "bytes" bytea not null, primary key ("user_id"));`)
    this.addSql(`alter table "user_pictures" add constraint "user_pictures_user_id_foreign" foreign key ("user_id") references "users" ("id") on update cascade on delete cascade;`)
    this.addSql(`alter table "user_pictures" enable row level security;`)
    this.addSql(`alter table "user_pictures" force row level security;`)
    this.addSql(`create policy "system" on "user_pictures" to "lockstep_system" using (true);`)
    this.addSql('grant select, insert, update, delete on user_pictures to lockstep_system')

    // The column was never written.
    this.addSql(`alter table "users" drop column "picture_url", add "picture" text null;`)
    this.addSql(`alter table "memberships" add "timezone" text null, add "picture" text null;`)

    // The owner sees no rows of its own tables while their security is forced.
    this.addSql('alter table users no force row level security')
    this.addSql('alter table memberships no force row level security')
    this.addSql('update memberships set timezone = users.timezone from users where users.id = memberships.user_id')
    this.addSql('alter table memberships force row level security')
    this.addSql('alter table users force row level security')
  }
}
