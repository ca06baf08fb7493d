// Subtasks of templates of tasks, and the number that their titles may have. Braces in titles mean something from now on: those that are there are written so that they stay.
import { Migration } from '@mikro-orm/migrations'

export class SubtasksOfTemplates extends Migration {
  override up(): void {
    // The defaults stay: a node of the version before, which does not name the columns, goes on making templates.
    this.addSql(`alter table "task_templates" add "subtasks" jsonb not null default '[]', add "next_number" int not null default 1;`)
    // The owner sees no rows of its own tables while their security is forced.
    this.addSql('alter table task_templates no force row level security')
    this.addSql(`update task_templates set title = rtrim(left(replace(title, '{', '{{'), 500)) where title like '%{%'`)
    this.addSql('alter table task_templates force row level security')
  }
}
