// How tasks repeat, and which task each follows by a rule.
import { Migration } from '@mikro-orm/migrations'

export class RepeatingTasks extends Migration {
  override up(): void {
    this.addSql(`alter table "tasks" add "recurrence" jsonb null, add "previous_id" uuid null;`)
    this.addSql(`alter table "tasks" add constraint "tasks_organization_id_previous_id_foreign" foreign key ("organization_id", "previous_id") references "tasks" ("organization_id", "id") on update cascade on delete set null ("previous_id");`)
    this.addSql(`create index "tasks_organization_id_previous_id_index" on "tasks" ("organization_id", "previous_id");`)
    this.addSql(`CREATE INDEX tasks_next_at ON public.tasks USING btree (organization_id, ((recurrence ->> 'nextAt'::text))) WHERE ((recurrence ->> 'nextAt'::text) IS NOT NULL);`)
  }
}
