// The activity of a team finds the bulk changes, imports and undos that have to do with the team, too.
import { Migration } from '@mikro-orm/migrations'

const OWN = `split_part(type, '.'::text, 1) = any (array['team'::text, 'goal'::text, 'post'::text, 'post_comment'::text, 'project'::text, 'file'::text, 'trash'::text])`
const IN_BATCHES = `type = 'batch.applied'::text and data @@ '($."events"[*]."type" like_regex "^(team|goal|post|post_comment|project|file|trash)[.]")'::jsonpath`

export class BatchesOfTeams extends Migration {
  override up(): void {
    this.addSql('drop index events_of_teams;')
    this.addSql(`create index events_of_teams on public.events using btree (organization_id, stream, "offset") where (${OWN} or ${IN_BATCHES});`)
  }
}
