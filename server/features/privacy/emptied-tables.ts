// All tables with rows of organizations, in the order in which they are emptied: what refers to others before what it refers to.
export const contentTables = [
  'notifications', 'notification_days', 'notification_settings', 'letter_settings', 'reminders', 'timers', 'time_entries', 'task_watchers', 'task_assignees', 'task_labels', 'task_links',
  'checklist_items', 'checklists', 'former_keys', 'project_members', 'project_stars', 'views', 'task_templates', 'attachments', 'comments', 'tasks', 'statuses', 'labels', 'custom_fields', 'milestones', 'projects',
  'post_comments', 'posts', 'goals', 'invitation_teams', 'invitations', 'team_members', 'teams', 'departments', 'api_tokens', 'password_resets', 'task_words', 'comment_words', 'name_words', 'known_words', 'idempotency_keys',
] as const

/** These stay until every open connection has heard of the end. */
export const lastTables = ['event_subjects', 'event_texts', 'events', 'streams', 'notification_cursors', 'sessions', 'memberships', 'organizations'] as const

export type EmptiedTable = (typeof contentTables)[number] | (typeof lastTables)[number]
