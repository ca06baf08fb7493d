// The tables of the streams: the counter row of each, the events, what they are about, their long texts, and the idempotency keys.
// Actions never touch these: kernel/streams.ts and kernel/idempotency.ts do, by SQL.
import { defineEntity, p } from '@mikro-orm/core'
import { tenant } from './tenancy.ts'

export const StreamRow = defineEntity({
  name: 'StreamRow', tableName: 'streams',
  ...tenant({ system: 'select' }),
  properties: {
    organizationId: p.uuid().primary(),
    name: p.text().primary(),
    epoch: p.uuid(),
    lastOffset: p.bigint(),
    floor: p.bigint(),
  },
})

export const EventRow = defineEntity({
  name: 'EventRow', tableName: 'events',
  ...tenant({ system: 'select' }),
  properties: {
    organizationId: p.uuid().primary(),
    stream: p.text().primary(),
    offset: p.bigint().primary(),
    id: p.uuid(),
    type: p.text(),
    schema: p.integer(),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    correlationId: p.uuid(),
    data: p.json(),
    occurredAt: p.datetime(3),
  },
  indexes: [
    { properties: ['organizationId', 'id'] }, { properties: ['organizationId', 'actorId', 'occurredAt'] },
    // Small: without what happens to tasks. features/activity asks by the same words.
    { name: 'events_of_teams', expression: `CREATE INDEX events_of_teams ON public.events USING btree (organization_id, stream, "offset") WHERE ((split_part(type, '.'::text, 1) = ANY (ARRAY['team'::text, 'goal'::text, 'post'::text, 'post_comment'::text, 'project'::text, 'file'::text, 'trash'::text])) OR ((type = 'batch.applied'::text) AND (data @@ '($."events"[*]."type" like_regex "^(team|goal|post|post_comment|project|file|trash)[.]")'::jsonpath)))` },
    { name: 'events_of_organizations', expression: `CREATE INDEX events_of_organizations ON public.events USING btree (organization_id, occurred_at, stream, "offset") WHERE ((stream ~~ 'organization:%'::text) OR (type = ANY (ARRAY['team.created'::text, 'team.deleted'::text, 'invitation.created'::text, 'invitation.updated'::text, 'token.created'::text, 'token.revoked'::text])))` },
    // Small, too: what features/undo/later-place-deletions asks for, by the same words.
    { name: 'events_of_deletions', expression: `CREATE INDEX events_of_deletions ON public.events USING btree (organization_id, stream, "offset") WHERE ((type = ANY (ARRAY['label.deleted'::text, 'status.deleted'::text, 'milestone.deleted'::text, 'custom_field.deleted'::text, 'custom_field.option_deleted'::text, 'goal.deleted'::text, 'post_comment.deleted'::text, 'task_template.deleted'::text, 'view.deleted'::text, 'department.deleted'::text])) OR ((type = 'batch.applied'::text) AND ((data ->> 'operation'::text) = 'undo'::text)))` },
  ],
})

export const EventSubjectRow = defineEntity({
  name: 'EventSubjectRow', tableName: 'event_subjects',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    subjectId: p.uuid().primary(),
    stream: p.text().primary(),
    offset: p.bigint().primary(),
  },
})

export const EventTextRow = defineEntity({
  name: 'EventTextRow', tableName: 'event_texts',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    id: p.uuid().primary(),
    stream: p.text(),
    body: p.text(),
  },
})

export const IdempotencyRow = defineEntity({
  name: 'IdempotencyRow', tableName: 'idempotency_keys',
  ...tenant(),
  properties: {
    organizationId: p.uuid().primary(),
    membershipId: p.uuid().primary(),
    key: p.text().primary(),
    fingerprint: p.text(),
    response: p.json().columnType('json').nullable(),
    createdAt: p.datetime(3),
  },
  indexes: [{ properties: ['organizationId', 'createdAt'] }],
})
