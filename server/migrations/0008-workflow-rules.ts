// Where tasks may go from a status, whether limits refuse tasks, and what new projects of an organization begin with.
import { Migration } from '@mikro-orm/migrations'

export class WorkflowRules extends Migration {
  override up(): void {
    this.addSql(`alter table "statuses" add "next_status_ids" jsonb null;`)
    this.addSql(`alter table "organizations" add "default_workflow" jsonb null;`)
    // Limits that were only shown until now go on being shown.
    this.addSql(`alter table "projects" add "limits" text not null default 'warn';`)
    this.addSql(`alter table "projects" alter column "limits" drop default;`)
  }
}
