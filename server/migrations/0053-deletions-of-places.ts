// Undo finds later deletions of labels, statuses and the like without reading past what happened to tasks.
import { Migration } from '@mikro-orm/migrations'

const DELETED = ['label.deleted', 'status.deleted', 'milestone.deleted', 'custom_field.deleted', 'custom_field.option_deleted', 'goal.deleted', 'post_comment.deleted']

export class DeletionsOfPlaces extends Migration {
  override up(): void {
    const types = DELETED.map((type) => `'${type}'::text`).join(', ')
    this.addSql(`create index events_of_deletions on public.events using btree (organization_id, stream, "offset") where ((type = any (array[${types}])) or ((type = 'batch.applied'::text) and ((data ->> 'operation'::text) = 'undo'::text)));`)
  }
}
