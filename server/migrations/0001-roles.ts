// The two roles that all work is done as. They own nothing, cannot sign in and cannot bypass row-level security.
import { Migration } from '@mikro-orm/migrations'

export class Roles extends Migration {
  override up(): void {
    this.addSql(`
do $$ declare r text; granting text; modern boolean := current_setting('server_version_num')::int >= 160000; begin
  perform pg_advisory_xact_lock(hashtext('lockstep:roles'));
  foreach r in array array['lockstep_app', 'lockstep_system'] loop
    if not exists (select from pg_roles where rolname = r) then
      begin execute format('create role %I nologin', r); exception when duplicate_object or unique_violation then null; end;
    end if;
    granting := format('grant %I to %I%s', r, session_user, case when modern then ' with inherit false, set true' else '' end);
    if not pg_has_role(session_user, r, case when modern then 'set' else 'member' end) then
      -- Roles belong to the whole cluster: another database may be granting the same at this moment.
      begin execute granting; exception when internal_error then perform pg_sleep(0.3); execute granting; end;
    end if;
  end loop; end $$`)
    this.addSql('grant usage on schema public to lockstep_app, lockstep_system')
  }
}
