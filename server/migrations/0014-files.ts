// Files on tasks: an attachment is a link or a file of the store.
import { Migration } from '@mikro-orm/migrations'

export class Files extends Migration {
  override up(): void {
    this.addSql(`create table "files" ("organization_id" uuid not null, "id" uuid not null, "type" text not null, "size" bigint not null, "digest" text not null, "width" int null, "height" int null, "unused_since" timestamptz(3) null, "created_at" timestamptz(3) not null, primary key ("organization_id", "id"));`)
    this.addSql(`alter table "attachments" add "file_id" uuid null;`)
    this.addSql(`alter table "attachments" alter column "url" drop not null;`)
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_file_id_foreign" foreign key ("organization_id", "file_id") references "files" ("organization_id", "id") on update cascade on delete no action;`)
    this.addSql(`alter table "attachments" add constraint "attachments_organization_id_file_id_unique" unique ("organization_id", "file_id");`)
    this.addSql(`alter table "files" enable row level security;`)
    this.addSql(`alter table "files" force row level security;`)
    this.addSql(`create policy "tenant" on "files" to "lockstep_app" using (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")) with check (organization_id = ( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif"));`)
    this.addSql('grant select, insert, update, delete on files to lockstep_app')
  }
}
