// The activity of a team and of the organization is found without reading past what happened to tasks.
import { Migration } from '@mikro-orm/migrations'

export class ActivityOfPlaces extends Migration {
  override up(): void {
    this.addSql(`create index events_of_teams on public.events using btree (organization_id, stream, "offset") where (split_part(type, '.'::text, 1) = any (array['team'::text, 'goal'::text, 'post'::text, 'post_comment'::text, 'project'::text, 'file'::text, 'trash'::text]));`)
    this.addSql(`create index events_of_organizations on public.events using btree (organization_id, occurred_at, stream, "offset") where ((stream ~~ 'organization:%'::text) or (type = any (array['team.created'::text, 'team.deleted'::text, 'invitation.created'::text, 'invitation.updated'::text, 'token.created'::text, 'token.revoked'::text])));`)
  }
}
