// Erasing people and organizations: lockstep_system may delete what belongs to the organization of the transaction, and take names out of its events.
import { Migration } from '@mikro-orm/migrations'

const TABLES = [
  'api_tokens', 'attachments', 'checklist_items', 'checklists', 'comment_words', 'comments', 'custom_fields', 'departments', 'event_subjects', 'event_texts',
  'events', 'files', 'former_keys', 'goals', 'idempotency_keys', 'invitation_teams', 'invitations', 'known_words', 'labels', 'letter_settings', 'memberships',
  'milestones', 'name_words', 'notification_cursors', 'notification_days', 'notification_settings', 'notifications', 'organizations', 'post_comments', 'posts',
  'project_members', 'project_stars', 'projects', 'reminders', 'sessions', 'statuses', 'streams', 'task_assignees', 'task_labels', 'task_links', 'task_templates', 'task_watchers',
  'task_words', 'tasks', 'team_members', 'teams', 'time_entries', 'timers', 'views',
]
const OF_SETTING = `( SELECT (NULLIF(current_setting('app.organization'::text, true), ''::text))::uuid AS "nullif")`

export class Erasing extends Migration {
  override up(): void {
    this.addSql(`alter table "organizations" add "deleted_at" timestamptz(3) null;`)
    for (const table of TABLES) {
      const condition = `${table === 'organizations' ? 'id' : 'organization_id'} = ${OF_SETTING}`
      this.addSql(`create policy "erasure" on "${table}" to "lockstep_system" using (${condition}) with check (${condition});`)
    }
    this.addSql(`grant select, delete on ${TABLES.join(', ')} to lockstep_system`)
    this.addSql('grant update (actor_name, data) on events to lockstep_system')
    this.addSql('grant delete on users to lockstep_system')
  }
}
