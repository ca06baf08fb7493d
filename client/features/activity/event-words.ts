// Every kind of event has its sentence. Pure.
import { roleOf } from '../../../shared/features/links.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { showMinutes } from '../../ui/durations.ts'
import { eventKinds, type DataOf, type EventName } from '../../lib/reducer.ts'
import { fieldPhrases, type Thing } from './field-phrases.ts'
import type { Names, Told, Voice } from './voice.ts'
import { around, voiceOf } from './voice.ts'
import { t, type Key } from './words.ts'

type Words<N extends EventName> = (data: DataOf<N>, voice: Voice) => Told
interface AboutTask { taskId: string; key: string }

const about = ({ taskId, key }: AboutTask, { names }: Voice) => ({ about: taskId === names.taskId ? 'this' : 'task', key })
const task = ({ taskId, key }: AboutTask, { names }: Voice): Thing =>
  ({ thing: taskId === names.taskId ? 'this' : 'task', name: key })

const said = (key: Key) => (data: AboutTask, voice: Voice) => voice.say(key, about(data, voice))
const named = (key: Key, data: AboutTask, voice: Voice, name: string) => voice.say(key, { ...about(data, voice), name })

/** The first changed value of a thing is told, the others are counted. */
function changed(thing: Thing, changes: Record<string, [unknown, unknown] | undefined>, voice: Voice): Told {
  const [first, ...rest] = fieldPhrases(changes, thing, voice)
  return first ? { ...first, more: rest.length } : voice.say('thing.changed', { ...thing })
}

const moved: Words<'taskMoved'> = (data, voice) => {
  const { statusId } = data.changes
  if (!statusId) return said('task.ranked')(data, voice)
  const [before, after] = statusId.map((id) => voice.names.status(id)) as [string, string]
  return voice.say('task.moved', { ...about(data, voice), before, after })
}

const created: Words<'taskCreated'> = ({ task: { id, key, title } }, voice) =>
  (id === voice.names.taskId ? said('task.created')({ taskId: id, key }, voice) : voice.say('task.createdOther', { key, title }))

/** What was counted anew on a task: blockers first, they matter most. */
const recounted: Words<'taskRecounted'> = ({ changes: { openBlockers, subtaskTotal, subtaskDone }, ...data }, voice) => {
  if (openBlockers) return openBlockers[1] === 0 ? said('task.unblocked')(data, voice) : voice.say('task.blockers', { ...about(data, voice), count: openBlockers[1] })
  const [before, after] = subtaskTotal ?? subtaskDone ?? [0, 0]
  const [more, less] = subtaskTotal ? ['added', 'removed'] : ['finished', 'reopened']
  return voice.say('task.subtasks', { ...about(data, voice), deed: after > before ? more : less })
}

/** Told from the task that the reader looks at, else from one that has a name for them. */
const linked = (key: 'relation.created' | 'relation.deleted') => ({ link, from, to }: DataOf<'taskLinkCreated'>, voice: Voice): Told => {
  const [own, other] = to.taskId === voice.names.taskId || (from.key === null && from.taskId !== voice.names.taskId) ? [to, from] : [from, to]
  return voice.say(key, {
    ...about({ taskId: own.taskId, key: own.key ?? '' }, voice), other: other.key ?? t('gone.task'), role: roleOf(link, own.taskId),
  })
}

/** Told from the task that was kept, unless the reader looks at the other. */
const merged: Words<'taskMerged'> = ({ from, to }, voice) => {
  const isAway = from.taskId === voice.names.taskId || to.key === null
  const [own, other] = isAway ? [from, to] : [to, from]
  return voice.say(isAway ? 'task.mergedAway' : 'task.merged', { ...about({ taskId: own.taskId, key: own.key ?? '' }, voice), other: other.key ?? t('gone.task') })
}

const itemChanged: Words<'checklistItemUpdated'> = ({ changes, text, ...data }, voice) => {
  if (changes.done) return named(changes.done[1] ? 'item.ticked' : 'item.unticked', data, voice, text)
  if (changes.text) return named('item.reworded', data, voice, text)
  return named(changes.checklistId ? 'item.carried' : 'item.moved', data, voice, text)
}

const timed = (key: 'time.logged' | 'time.deleted', data: AboutTask, voice: Voice, minutes: number) => voice.say(key, { ...about(data, voice), time: showMinutes(minutes) })

const timeChanged: Words<'timeUpdated'> = ({ changes: { approvedAt, minutes }, ...data }, voice) => {
  if (approvedAt) return said(approvedAt[1] === null ? 'time.unapproved' : 'time.approved')(data, voice)
  return minutes ? voice.say('time.changed', { ...about(data, voice), before: showMinutes(minutes[0]), after: showMinutes(minutes[1]) }) : said('time.touched')(data, voice)
}

const listChanged: Words<'checklistUpdated'> = ({ changes: { title }, ...data }, voice) => {
  if (!title) return said('checklist.moved')(data, voice)
  return voice.say('checklist.renamed', { ...about(data, voice), before: title[0], after: title[1] })
}

const departmentChanged: Words<'departmentUpdated'> = ({ changes: { name, headId, parentId } }, { say, names }) => {
  if (name) return say('department.renamed', { before: name[0], after: name[1] })
  if (headId) return headId[1] === null ? say('department.headRemoved') : say('department.headSet', { name: names.member(headId[1]) })
  return say(parentId ? 'department.moved' : 'department.changed')
}

const customFieldChanged: Words<'customFieldUpdated'> = ({ name, changes: { name: names, archived, options } }, { say }) => {
  if (names) return say('customField.renamed', { name, before: names[0] })
  if (archived) return say(archived[1] ? 'customField.archived' : 'customField.unarchived', { name })
  const added = options?.[1].find(({ id }) => !options[0].some((old) => old.id === id))
  return added ? say('customField.optionAdded', { name, option: added.name }) : say('customField.changed', { name })
}

const words: { [N in Exclude<EventName, 'batchApplied'>]: Words<N> } = {
  taskCreated: created,
  taskUpdated: (data, voice) => changed(task(data, voice), data.changes, voice),
  taskMoved: moved,
  taskArchived: (data, voice) =>
    said(data.changes.archivedAt?.[1] === null ? 'task.unarchived' : 'task.archived')(data, voice),
  taskDeleted: said('task.deleted'),
  taskRestored: said('task.restored'),
  taskRecounted: recounted,
  taskLeft: ({ toKey, ...data }, voice) => (toKey === null ? said('task.left')(data, voice) : voice.say('task.leftFor', { ...about(data, voice), name: toKey })),
  taskEntered: ({ task: entered, fromKey }, voice) => {
    const data = { taskId: entered.id, key: entered.key, title: entered.title }
    return fromKey === null ? said('task.entered')(data, voice) : voice.say('task.enteredFrom', { ...about(data, voice), name: fromKey })
  },
  taskMerged: merged,
  taskPartMoved: ({ from, part: { kind }, ...to }, voice) => {
    const [own, key, other] = from.taskId === voice.names.taskId ? [from, 'part.left', to] as const : [to, 'part.came', from] as const
    return voice.say(key, { ...about(own, voice), other: other.key, kind })
  },
  taskTemplateSaved: ({ template: { name }, isNew }, { say }) => say(isNew ? 'template.created' : 'template.changed', { name }),
  taskTemplateNumbered: ({ name, nextNumber }, { say }) => say('template.numbered', { name, number: nextNumber - 1 }),
  taskTemplateDeleted: ({ name }, { say }) => say('template.deleted', { name }),
  taskLinkCreated: linked('relation.created'),
  taskLinkDeleted: linked('relation.deleted'),
  taskWatched: ({ watching, ...data }, voice) => said(watching ? 'task.watched' : 'task.unwatched')(data, voice),
  commentCreated: said('comment.created'),
  commentUpdated: said('comment.updated'),
  commentDeleted: said('comment.deleted'),
  commentRestored: said('comment.restored'),
  checklistCreated: (data, voice) => named('checklist.created', data, voice, data.checklist.title),
  checklistUpdated: listChanged,
  checklistDeleted: (data, voice) => named('checklist.deleted', data, voice, data.checklist.title),
  checklistItemCreated: (data, voice) => named('item.created', data, voice, data.item.text),
  checklistItemUpdated: itemChanged,
  checklistItemDeleted: (data, voice) => named('item.deleted', data, voice, data.item.text),
  attachmentCreated: (data, voice) => named('link.created', data, voice, data.attachment.name),
  attachmentDeleted: (data, voice) => named('link.deleted', data, voice, data.attachment.name),
  trashEmptied: ({ taskIds, isProjectGone }, { say }) => say('trash.emptied', { isProject: isProjectGone ? 'yes' : 'no', count: taskIds.length }),
  fileCreated: ({ file: { name } }, { say }) => say('file.created', { name }),
  fileDeleted: ({ file: { name } }, { say }) => say('file.deleted', { name }),
  timeLogged: (data, voice) => timed('time.logged', data, voice, data.entry.minutes),
  timeUpdated: timeChanged,
  timeDeleted: (data, voice) => timed('time.deleted', data, voice, data.entry.minutes),
  timerStarted: ({ timer }, { say }) => say('timer.started', { key: timer.key }),
  timerStopped: ({ timer }, { say }) => say('timer.stopped', { key: timer.key }),
  notificationSettingsUpdated: (_, { say }) => say('notification.settings'), letterSettingsUpdated: (_, { say }) => say('notification.settings'),
  reminderSet: ({ reminder: { key } }, { say }) => say('reminder.set', { key }),
  reminderDropped: (_, { say }) => say('reminder.dropped'),
  notificationCreated: ({ notification: { title } }, { say }) => say('notification.created', { title }),
  notificationRead: ({ ids, readAt }, { say }) => say(readAt === null ? 'notification.unread' : 'notification.read', { count: ids.length }),
  notificationArchived: ({ ids, archivedAt }, { say }) => say(archivedAt === null ? 'notification.unarchived' : 'notification.archived', { count: ids.length }),
  statusCreated: ({ status: { name } }, { say }) => say('status.created', { name }),
  statusUpdated: ({ statusId, changes }, voice) =>
    changed({ thing: 'status', name: voice.names.status(statusId) }, changes, voice),
  statusDeleted: ({ status: { name } }, { say }) => say('status.deleted', { name }),
  milestoneCreated: ({ milestone: { name } }, { say }) => say('milestone.created', { name }),
  milestoneUpdated: ({ name, changes: { doneAt, ...changes } }, voice) => {
    if (doneAt) return voice.say(doneAt[1] === null ? 'milestone.reopened' : 'milestone.reached', { name })
    return changed({ thing: 'milestone', name }, changes, voice)
  },
  milestoneDeleted: ({ milestone: { name } }, { say }) => say('milestone.deleted', { name }),
  customFieldCreated: ({ customField: { name } }, { say }) => say('customField.created', { name }),
  customFieldUpdated: customFieldChanged,
  customFieldDeleted: ({ customField: { name }, tasks }, { say }) => say('customField.deleted', { name, tasks }),
  fieldOptionDeleted: ({ name, option, tasks }, { say }) => say('customField.optionDeleted', { name, option: option.name, tasks }),
  labelCreated: ({ label: { name } }, { say }) => say('label.created', { name }),
  labelUpdated: ({ labelId, changes }, voice) =>
    changed({ thing: 'label', name: voice.names.label(labelId) }, changes, voice),
  labelDeleted: ({ label: { name } }, { say }) => say('label.deleted', { name }),
  projectCreated: ({ project: { name } }, { say }) => say('project.created', { name }),
  projectLeft: ({ name }, { say }) => say('project.left', { name }),
  projectEntered: ({ project: { name } }, { say }) => say('project.entered', { name }),
  projectUpdated: ({ changes: { deletedAt, archivedAt, isTemplate, ...changes } }, voice) => {
    if (archivedAt) return voice.say(archivedAt[1] === null ? 'project.unarchived' : 'project.archived')
    if (isTemplate) return voice.say(isTemplate[1] ? 'project.template' : 'project.noTemplate')
    if (deletedAt) return voice.say(deletedAt[1] === null ? 'project.restored' : 'project.deleted')
    return changed({ thing: 'project', name: '' }, changes, voice)
  },
  projectMemberSaved: ({ member: { memberId, hoursPerWeek }, isNew }, { say, names }) => say(isNew ? 'project.personAdded' : 'project.personChanged', { name: names.member(memberId), hours: hoursPerWeek }),
  projectMemberRemoved: ({ memberId }, { say, names }) => say('project.personRemoved', { name: names.member(memberId) }),
  projectStarred: ({ starred }, { say }) => say(starred ? 'project.starred' : 'project.unstarred'),
  viewSaved: ({ view: { name }, isNew }, { say }) => say(isNew ? 'view.created' : 'view.changed', { name }),
  viewDeleted: ({ name }, { say }) => say('view.deleted', { name }),
  departmentCreated: ({ department: { name } }, { say }) => say('department.created', { name }),
  departmentUpdated: departmentChanged,
  departmentDeleted: ({ name }, { say }) => say('department.deleted', { name }),
  teamCreated: ({ team: { name } }, { say }) => say('team.created', { name }),
  teamUpdated: ({ changes }, voice) => changed({ thing: 'team', name: '' }, changes, voice),
  teamMemberAdded: ({ memberId }, { say, names }) => say('team.memberAdded', { name: names.member(memberId) }),
  teamMemberUpdated: ({ memberId }, { say, names }) => say('team.memberUpdated', { name: names.member(memberId) }),
  goalCreated: ({ goal: { title } }, { say }) => say('goal.created', { title }),
  goalUpdated: ({ title, changes: { current } }, { say }) =>
    (current ? say('goal.reported', { title, before: current[0], after: current[1] }) : say('goal.changed', { title })),
  goalDeleted: ({ title }, { say }) => say('goal.deleted', { title }),
  postCreated: (_, { say }) => say('post.created'),
  postUpdated: (_, { say }) => say('post.updated'),
  postDeleted: (_, { say }) => say('post.deleted'),
  postCommentCreated: (_, { say }) => say('post.commented'),
  postCommentUpdated: (_, { say }) => say('post.commentUpdated'),
  postCommentDeleted: (_, { say }) => say('post.commentDeleted'),
  teamMemberRemoved: ({ memberId }, { say, names }) => say('team.memberRemoved', { name: names.member(memberId) }),
  teamAccessChanged: ({ memberId }, { say, names }) => say('team.accessEnded', { name: names.member(memberId) }),
  teamDeleted: (_, { say }) => say('team.deleted'),
  teamOpened: ({ teamId }, { say, names }) => say('team.opened', { name: names.team(teamId) }),
  teamClosed: ({ teamId }, { say, names }) => say('team.closed', { name: names.team(teamId) }),
  memberJoined: ({ member: { name } }, { say }) => say('member.joined', { name }),
  memberErased: (_, { say }) => say('member.erased'),
  memberPasswordReset: ({ memberId, state }, { say, names }) => say('member.password_reset', { state, name: names.member(memberId) }),
  memberUpdated: ({ memberId, changes }, voice) =>
    changed({ thing: 'member', name: voice.names.member(memberId) }, changes, voice),
  organizationUpdated: ({ changes }, voice) => changed({ thing: 'organization', name: '' }, changes, voice),
  organizationDeleted: (_, { say }) => say('organization.deleted'),
  invitationCreated: (_, { say }) => say('invitation.created'),
  invitationUpdated: (_, { say }) => say('invitation.updated'),
  tokenCreated: (_, { say }) => say('token.created'),
  tokenRevoked: (_, { say }) => say('token.revoked'),
  sessionOpened: (_, { say }) => say('session.opened'),
  sessionEnded: (_, { say }) => say('session.ended'),
}

/** Who did what, without when. Of a bulk change: its parts that are given. */
export function tell(event: StreamEvent, names: Names): Told {
  const voice = voiceOf(event.actor, names)
  if (event.type === 'batch.applied') return bulk(event.data as DataOf<'batchApplied'>, event, voice)
  const name = eventKinds.get(event.type)?.name as Exclude<EventName, 'batchApplied'> | undefined
  const say = name && (words[name] as Words<EventName> | undefined)
  return say ? say(event.data as DataOf<EventName>, voice) : voice.say('unknown')
}

function bulk({ operation, events: parts, total }: DataOf<'batchApplied'>, event: StreamEvent, voice: Voice): Told {
  if (operation === 'import') return voice.names.taskId ? voice.say('task.imported') : voice.say('import', { count: total })
  if (operation === 'copy') return voice.names.taskId ? voice.say('task.copied') : voice.say('copy', { count: total })
  const [first] = parts
  const isUndo = operation === 'undo'
  if (!voice.names.taskId || !first) return voice.say(isUndo ? 'undo' : 'bulk', { count: total })
  const told = tell({ ...event, ...first, schema: 1 }, voice.names)
  return { ...told, parts: around(isUndo ? 'undo.part' : 'bulk.part', told.parts, total) }
}
