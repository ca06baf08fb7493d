// What the two roles may do with each table. Nobody but the owner may truncate, reference or alter; events are never changed.
import { Migration } from '@mikro-orm/migrations'

const TENANT_TABLES = [
  'memberships', 'api_tokens', 'teams', 'team_members', 'invitations', 'invitation_teams', 'projects', 'statuses', 'labels', 'tasks',
  'task_assignees', 'task_labels', 'checklists', 'checklist_items', 'comments', 'attachments', 'idempotency_keys',
].join(', ')

export class Grants extends Migration {
  override up(): void {
    this.addSql(`grant select, insert, update, delete on ${TENANT_TABLES} to lockstep_app`)
    this.addSql('grant select, insert, update on organizations, streams to lockstep_app')
    this.addSql('grant select, insert on events, event_subjects, event_texts to lockstep_app')
    this.addSql('grant select (id, organization_id, membership_id, expires_at, ended_at) on sessions to lockstep_app')

    this.addSql('grant select, insert, update on users, sessions to lockstep_system')
    this.addSql('grant delete on sessions to lockstep_system')
    this.addSql('grant select on organizations, memberships, streams, events to lockstep_system')
  }
}
