// Undo finds later deletions of departments too.
import { Migration } from '@mikro-orm/migrations'

const DELETED = [
  'label.deleted', 'status.deleted', 'milestone.deleted', 'custom_field.deleted', 'custom_field.option_deleted', 'goal.deleted', 'post_comment.deleted', 'task_template.deleted', 'view.deleted', 'department.deleted',
]

export class DeletionsOfDepartments extends Migration {
  override up(): void {
    const types = DELETED.map((type) => `'${type}'::text`).join(', ')
    this.addSql('drop index events_of_deletions;')
    this.addSql(`create index events_of_deletions on public.events using btree (organization_id, stream, "offset") where ((type = any (array[${types}])) or ((type = 'batch.applied'::text) and ((data ->> 'operation'::text) = 'undo'::text)));`)
  }
}
