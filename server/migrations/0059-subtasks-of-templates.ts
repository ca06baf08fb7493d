// Subtasks of templates of tasks, and the number that their titles may have.
import { Migration } from '@mikro-orm/migrations'

export class SubtasksOfTemplates extends Migration {
  override up(): void {
    this.addSql(`alter table "task_templates" add "subtasks" jsonb not null default '[]', add "next_number" int not null default 1;`)
    this.addSql(`alter table "task_templates" alter column "subtasks" drop default, alter column "next_number" drop default;`)
  }
}
