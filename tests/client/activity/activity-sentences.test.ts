// Every kind of event as a sentence.
import { afterEach, describe, expect, it } from 'vitest'
import { activitySentences, type Sentence } from '../../../client/features/activity/activity-sentences.ts'
import { tell } from '../../../client/features/activity/event-words.ts'
import { undoOf } from '../../../client/features/activity/undo-sentence.ts'
import type { Names } from '../../../client/features/activity/voice.ts'
import { partAbout } from '../../../client/features/activity/activity.store.svelte.ts'
import { locale } from '../../../client/i18n/locale.svelte.ts'
import type { Part } from '../../../client/i18n/messages.ts'
import { events } from '../../../shared/index.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

const names: Names = {
  taskId: 't1', status: (id) => ({ todo: 'To do', doing: 'In progress' })[id] ?? id, member: (id) =>
    ({ ade: 'Ade', mira: 'Mira' })[id] ?? id,
  label: (id) => ({ bug: 'Bug' })[id] ?? id, field: (id) => fields.find((field) => field.id === id), team: () => 'Storefront', day: (instant) => instant.slice(0, 10),
}
const fields = ([['stage', 'select'], ['cost', 'number'], ['note', 'text'], ['by', 'person'], ['public', 'checkbox'], ['on', 'multi_select']] as const).map(([id, kind]) => ({
  id, kind, name: `${id[0]!.toUpperCase()}${id.slice(1)}`, projectId: 'p', rank: 'a0', archived: false, version: 1,
  options: [{ id: 'alpha', name: 'Alpha', color: 'sky' as const, archived: false }, { id: 'beta', name: 'Beta', color: 'red' as const, archived: false }],
}))
const custom = (before: object, after: object) => updated({ customFields: [before, after] })
let offset = 0
function event(type: string, data: object, more: Partial<StreamEvent> = {}): StreamEvent {
  offset += 1
  return {
    stream: 'team:x', offset, id: `e${offset}`, type, schema: 1, at: '2026-11-23T10:00:00.000Z',
    actor: { membershipId: 'mira', name: 'Mira' },
    correlationId: 'c', data: data as Record<string, unknown>, ...more,
  }
}
const flat = (parts: readonly Part[]) => parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
const whole = (type: string, data: object, of: Partial<Names> = {}) => flat(tell(event(type, data), { ...names, ...of }).parts)
const BEGIN = 'Mira '
/** What Mira did. */
function text(type: string, data: object, of: Partial<Names> = {}): string {
  const sentence = whole(type, data, of)
  return sentence.startsWith(BEGIN) ? sentence.slice(BEGIN.length) : sentence
}
const read = ({ parts }: Sentence) => flat(parts)
const here = { taskId: 't1', projectId: 'p', key: 'WEB-1', title: 'A' }
const updated = (changes: object) => ({ ...here, changes, version: 2, updatedAt: '' })
const item = { id: 'i', checklistId: 'c', text: 'Tell support', done: false, rank: 'a0', version: 1 }
const member = { memberId: 'ade', teamId: 'x' }

/** The third task is another team's. */
const endOf = (taskId: string) => (taskId === 't3' ? { taskId, projectId: null, key: null, title: null }
  : { taskId, projectId: 'p', key: `WEB-${taskId.slice(1)}`, title: 'A' })
const linked = (kind: string, from: string, to: string) =>
  ({ link: { id: 'l', kind, fromTaskId: from, toTaskId: to }, from: endOf(from), to: endOf(to) })

const cases: [type: string, data: object, sentence: string][] = [
  ['task.created', { task: { id: 't1', key: 'WEB-1', title: 'A' } }, 'created this'],
  ['task.created', { task: { id: 't2', key: 'WEB-2', title: 'B' } }, 'created WEB-2 “B”'],
  ['task.updated', updated({ title: ['A', 'B'] }), 'renamed this from “A” to “B”'],
  ['task.updated', updated({ dueAt: ['2026-11-24', '2026-11-20'] }),
    'changed the due day of this from 2026-11-24 to 2026-11-20'],
  ['task.updated', updated({ dueAt: [null, '2026-11-20'] }), 'set the due day of this to 2026-11-20'],
  ['task.updated', updated({ startAt: ['2026-11-20', null] }), 'removed the start of this'],
  ['task.updated', updated({ assigneeIds: [['mira'], ['ade']] }), 'assigned Ade to this and unassigned Mira from this'],
  ['task.updated', updated({ labelIds: [[], ['bug']] }), 'added Bug to this'],
  ['task.updated', updated({ priority: ['none', 'high'], progress: [0, 5], description: ['', 'x'] }),
    'set the priority of this to high'],
  ['task.updated', updated({ progress: [0, 50] }), 'changed the progress of this from 0 % to 50 %'],
  ['task.updated', updated({ description: ['', 'x'] }), 'changed the description of this'],
  ['task.updated', updated({}), 'changed this'],
  ['task.moved', updated({ statusId: ['todo', 'doing'], rank: ['a', 'b'] }), 'moved this from To do to In progress'],
  ['task.moved', updated({ rank: ['a', 'b'] }), 'moved this within its column'],
  ['task.archived', updated({ archivedAt: [null, 'x'] }), 'archived this'],
  ['task.archived', updated({ archivedAt: ['x', null] }), 'took out of the archive this'],
  ['task.deleted', updated({ deletedAt: [null, 'x'] }), 'moved this to the trash'],
  ['task.watched', { ...here, memberId: 'a', watching: true }, 'began to watch this'],
  ['task.watched', { ...here, memberId: 'a', watching: null }, 'stopped watching this'],
  ['task.restored', updated({ deletedAt: ['x', null] }), 'restored this'],
  ['task.updated', updated({ estimateMinutes: [null, 150] }), 'set the estimate of this to 2\u00a0h 30\u00a0min'],
  ['task.updated', updated({ estimatePoints: [3, 5] }), 'changed the points of this from 3 to 5'],
  ['task.updated', updated({ parentId: [null, 't2'] }), 'changed the parent task of this'],
  ['task.updated', updated({ recurrence: [null, { rule: 'FREQ=WEEKLY;BYDAY=MO' }] }), 'made this repeat: Every week on Monday'],
  ['task.updated', updated({ recurrence: [{ rule: 'FREQ=DAILY' }, null] }), 'took the rule for repeating off this'],
  ['task.moved', updated({ statusId: ['todo', 'doing'], recurrence: [{ rule: 'FREQ=DAILY' }, null] }), 'moved this from To do to In progress'],
  ['task.left', { ...here, toProjectId: null, toKey: null }, 'moved this to a project of another team'],
  ['task.left', { ...here, toProjectId: 'p2', toKey: 'OPS-4' }, 'moved this to another project, where it is OPS-4'],
  ['task_template.saved', { template: { name: 'Bug' }, isNew: true }, 'made the task template Bug'],
  ['task_template.saved', { template: { name: 'Bug' }, isNew: false }, 'changed the task template Bug'],
  ['task_template.numbered', { name: 'Bug', nextNumber: 8 }, 'took number 7 of the task template Bug'],
  ['task_template.deleted', { name: 'Bug' }, 'deleted the task template Bug'],
  ['project.left', { projectId: 'p', key: 'WEB', name: 'Web', version: 2 }, 'moved the project Web to another team'],
  ['project.entered', { project: { name: 'Web' } }, 'brought the project Web here from another team'],
  ['project_member.saved', { member: { memberId: 'mira', hoursPerWeek: 12.5 }, isNew: true }, 'put Mira on the project for 12.5 h a week'],
  ['project_member.saved', { member: { memberId: 'mira', hoursPerWeek: 0 }, isNew: false }, 'changed what Mira does on the project'],
  ['project_member.removed', { memberId: 'mira' }, 'took Mira off the project'],
  ['task.merged', { from: { ...here, taskId: 't2', key: 'WEB-2' }, to: here }, 'merged WEB-2 into this'],
  ['task.merged', { from: here, to: { taskId: 't2', projectId: null, key: null, title: null } }, 'merged this into a task of another team'],
  ['task_part.moved', { ...here, from: { ...here, taskId: 't2', key: 'WEB-2' }, part: { kind: 'comment' } }, 'brought a comment of WEB-2 to this'],
  ['task_part.moved', { ...here, taskId: 't2', key: 'WEB-2', from: here, part: { kind: 'time' } }, 'brought logged time of this to WEB-2'],
  ['task.entered', { task: { id: here.taskId, key: here.key, title: 'Title' }, fromProjectId: null, fromKey: null }, 'brought this here from a project of another team'],
  ['task.entered', { task: { id: here.taskId, key: here.key, title: 'Title' }, fromProjectId: 'p2', fromKey: 'OPS-4' }, 'brought this here from another project, where it was OPS-4'],
  ['task.recounted', { ...here, changes: { subtaskDone: [0, 1] } }, 'finished a subtask of this'],
  ['task.recounted', { ...here, changes: { subtaskDone: [1, 0] } }, 'reopened a subtask of this'],
  ['task.recounted', { ...here, changes: { subtaskTotal: [1, 2], subtaskDone: [0, 1] } }, 'added a subtask to this'],
  ['task.recounted', { ...here, changes: { subtaskTotal: [2, 1] } }, 'took a subtask out of this'],
  ['task.recounted', { ...here, changes: { openBlockers: [1, 0] } }, 'cleared away what blocked this'],
  ['task.recounted', { ...here, changes: { openBlockers: [0, 2] } }, 'changed what blocks this: 2 tasks'],
  ['task_link.created', linked('blocks', 't2', 't1'), 'linked this to WEB-2: blocked by it'],
  ['task_link.created', linked('blocks', 't1', 't2'), 'linked this to WEB-2: blocks it'],
  ['task_link.created', linked('duplicates', 't3', 't2'), 'linked WEB-2 to a task of another team: duplicated by it'],
  ['task_link.deleted', linked('relates', 't1', 't3'), 'took the link to a task of another team off this: related'],
  ['comment.created', { ...here, comment: {} }, 'commented'],
  ['comment.created', { ...here, taskId: 't2', key: 'WEB-2', comment: {} }, 'commented on WEB-2'],
  ['comment.updated', { ...here, changes: {} }, 'edited a comment'],
  ['comment.deleted', { ...here, comment: {} }, 'deleted a comment'],
  ['checklist.created', { ...here, checklist: { title: 'Steps', items: [] } }, 'added the checklist Steps'],
  ['checklist.updated', { ...here, changes: { title: ['A', 'B'] } }, 'renamed the checklist A to B'],
  ['checklist.updated', { ...here, changes: { rank: ['A', 'B'] } }, 'moved a checklist'],
  ['checklist.deleted', { ...here, checklist: { title: 'Steps' } }, 'deleted the checklist Steps'],
  ['checklist_item.created', { ...here, item }, 'added the item Tell support'],
  ['checklist_item.updated', { ...here, text: 'Tell support', changes: { done: [false, true] } },
    'ticked Tell support'],
  ['checklist_item.updated', { ...here, text: 'Tell support', changes: { done: [true, false] } },
    'unticked Tell support'],
  ['checklist_item.updated', { ...here, text: 'Tell all', changes: { text: ['a', 'Tell all'] } },
    'reworded the item Tell all'],
  ['checklist_item.updated', { ...here, text: 'Tell all', changes: { rank: ['a', 'b'] } }, 'moved the item Tell all'],
  ['checklist_item.deleted', { ...here, item }, 'deleted the item Tell support'],
  ['attachment.created', { ...here, attachment: { name: 'Log' } }, 'attached Log'],
  ['attachment.deleted', { ...here, attachment: { name: 'Log' } }, 'removed Log'],
  ['trash.emptied', { taskIds: ['a', 'b'], isProjectGone: false }, '2 tasks were deleted for good, with all that was in them'],
  ['trash.emptied', { taskIds: [], isProjectGone: true }, 'The project was deleted for good'],
  ['file.created', { file: { name: 'Plan' } }, 'added the file Plan'],
  ['file.deleted', { file: { name: 'Plan' } }, 'removed the file Plan'],
  ['time.logged', { ...here, entry: { minutes: 90 } }, 'logged 1\u00a0h 30\u00a0min'],
  ['time.updated', { ...here, changes: { minutes: [30, 45] } }, 'changed logged time from 30\u00a0min to 45\u00a0min'],
  ['time.updated', { ...here, changes: { note: ['', 'x'] } }, 'changed logged time'],
  ['time.updated', { ...here, changes: { approvedAt: [null, 'x'] } }, 'approved logged time'],
  ['time.updated', { ...here, changes: { approvedAt: ['x', null] } }, 'took back an approval of time'],
  ['time.deleted', { ...here, entry: { minutes: 90 } }, 'deleted 1\u00a0h 30\u00a0min of logged time'],
  ['timer.started', { timer: { key: 'WEB-1' } }, 'started the timer on WEB-1'],
  ['timer.stopped', { timer: { key: 'WEB-1' } }, 'stopped the timer on WEB-1'],
  ['notification.created', { notification: { title: 'Logo' } }, 'notified of Logo'],
  ['notification_settings.updated', { muted: [] }, 'changed the settings of notifications'],
  ['letter_settings.updated', { send: 'daily', hour: 9, language: 'en' }, 'changed the settings of notifications'],
  ['reminder.set', { reminder: { key: 'WEB-1' } }, 'set a reminder of WEB-1'],
  ['reminder.dropped', { reminderId: 'a', taskId: 'b' }, 'ended a reminder'],
  ['notification.read', { ids: ['a'], readAt: 'x' }, 'read a notification'],
  ['notification.read', { ids: ['a', 'b'], readAt: null }, 'marked 2 notifications as unread'],
  ['notification.archived', { ids: ['a', 'b'], archivedAt: 'x' }, 'archived 2 notifications'],
  ['notification.archived', { ids: ['a'], archivedAt: null }, 'took a notification out of the archive'],
  ['status.created', { status: { name: 'Review' } }, 'added the status Review'],
  ['status.updated', { statusId: 'todo', changes: { name: ['A', 'B'] } }, 'renamed the status To do from “A” to “B”'],
  ['status.deleted', { status: { name: 'Review' } }, 'deleted the status Review'],
  ['task.updated', custom({ stage: null }, { stage: 'alpha' }), 'set Stage of this to Alpha'],
  ['task.updated', custom({ stage: 'alpha' }, { stage: 'beta' }), 'changed Stage of this from Alpha to Beta'],
  ['task.updated', custom({ stage: 'gone' }, { stage: null }), 'removed the value of Stage from this'],
  ['task.updated', custom({ cost: 1000 }, { cost: 2.5 }), 'changed Cost of this from 1,000 to 2.5'],
  ['task.updated', custom({ by: null }, { by: 'ade' }), 'set By of this to Ade'],
  ['task.updated', custom({ on: ['alpha'] }, { on: ['alpha', 'beta'] }), 'changed On of this from Alpha to Alpha and Beta'],
  ['task.updated', custom({ public: null }, { public: true }), 'ticked Public of this'],
  ['task.updated', custom({ public: true }, { public: null }), 'unticked Public of this'],
  ['task.updated', custom({ gone: 1 }, { gone: 2 }), 'changed a deleted field of this'],
  ['custom_field.created', { customField: { name: 'Stage' } }, 'added the field Stage'],
  ['custom_field.updated', { name: 'Phase', changes: { name: ['Stage', 'Phase'] } }, 'renamed the field Stage to Phase'],
  ['custom_field.updated', { name: 'Stage', changes: { archived: [false, true] } }, 'archived the field Stage'],
  ['custom_field.updated', { name: 'Stage', changes: { archived: [true, false] } }, 'took the field Stage out of the archive'],
  ['custom_field.updated', { name: 'Stage', changes: { options: [[], [{ id: 'o', name: 'Beta' }]] } }, 'added the option Beta to the field Stage'],
  ['custom_field.updated', { name: 'Stage', changes: { rank: ['a0', 'a1'] } }, 'changed the field Stage'],
  ['custom_field.deleted', { customField: { name: 'Stage' }, tasks: 0 }, 'deleted the field Stage'],
  ['custom_field.deleted', { customField: { name: 'Stage' }, tasks: 3 }, 'deleted the field Stage; 3 tasks lost their values'],
  ['custom_field.option_deleted', { name: 'Stage', option: { name: 'Beta' }, tasks: 1 }, 'deleted the option Beta of the field Stage; 1 task lost it'],
  ['milestone.created', { milestone: { name: 'Version 1' } }, 'added the milestone Version 1'],
  ['milestone.updated', { name: 'Version 1', changes: { doneAt: [null, '2026-11-23T10:00:00.000Z'] } }, 'reached the milestone Version 1'],
  ['milestone.updated', { name: 'Version 1', changes: { doneAt: ['2026-11-23T10:00:00.000Z', null] } }, 'opened the milestone Version 1 again'],
  ['milestone.updated', { name: 'Version 1', changes: { name: ['First', 'Version 1'] } }, 'renamed the milestone Version 1 from “First” to “Version 1”'],
  ['milestone.deleted', { milestone: { name: 'Version 1' } }, 'deleted the milestone Version 1'],
  ['project.updated', { changes: { managerId: [null, 'ade'] } }, 'made Ade the manager of the project'],
  ['project.updated', { changes: { health: ['on_track', 'at_risk'] } }, 'changed the health of the project from on track to at risk'],
  ['label.created', { label: { name: 'Bug' } }, 'added the label Bug'],
  ['label.updated', { labelId: 'bug', changes: { color: ['red', 'sky'] } },
    'changed the colour of the label Bug from red to sky'],
  ['label.deleted', { label: { name: 'Bug' } }, 'deleted the label Bug'],
  ['view.saved', { view: { name: 'Mine' }, isNew: true }, 'saved the view Mine'],
  ['view.saved', { view: { name: 'Mine' }, isNew: false }, 'changed the view Mine'],
  ['view.deleted', { name: 'Mine' }, 'took the view Mine away'],
  ['project.created', { project: { name: 'Web' } }, 'created the project Web'],
  ['project.updated', { changes: { status: ['active', 'on_hold'] } },
    'changed the status of the project from active to on hold'],
  ['project.updated', { changes: { deletedAt: [null, 'x'] } }, 'moved the project to the trash'],
  ['department.created', { department: { name: 'Sales' } }, 'created the department Sales'],
  ['department.updated', { changes: { name: ['Sales', 'Trade'] } }, 'renamed the department Sales to Trade'],
  ['department.updated', { changes: { headId: [null, 'ade'] } }, 'made Ade head of a department'],
  ['department.updated', { changes: { headId: ['ade', null] } }, 'took the head off a department'],
  ['department.updated', { changes: { parentId: [null, 'd'] } }, 'moved a department'],
  ['department.updated', { changes: { description: ['', 'x'] } }, 'changed a department'],
  ['department.deleted', { name: 'Sales' }, 'deleted the department Sales'],
  ['team.updated', { changes: { departmentId: [null, 'd'] } }, 'moved the team to another department'],
  ['team.updated', { changes: { departmentId: ['d', null] } }, 'took the team out of its department'],
  ['team.created', { team: { name: 'Storefront' } }, 'created the team Storefront'],
  ['team.updated', { changes: { managerId: [null, 'ade'] } }, 'made Ade manager'],
  ['team.member_added', member, 'added Ade to the team'],
  ['team.member_updated', { ...member, changes: { title: ['', 'Lead'] } }, 'changed what Ade does in the team'],
  ['goal.created', { goal: { title: 'Fewer returns' } }, 'set the goal Fewer returns'],
  ['goal.updated', { title: 'Fewer returns', changes: { current: [10, 7.5] } }, 'moved the goal Fewer returns from 10 to 7.5'],
  ['goal.updated', { title: 'Fewer returns', changes: { target: [2, 1] } }, 'changed the goal Fewer returns'],
  ['goal.deleted', { title: 'Fewer returns' }, 'deleted the goal Fewer returns'],
  ['post.created', { post: {} }, 'wrote to the team'],
  ['post_comment.created', { comment: {} }, 'commented on a post'],
  ['team.member_removed', member, 'removed Ade from the team'],
  ['team.access_changed', member, 'ended the access of Ade'],
  ['team.deleted', { teamId: 'x' }, 'deleted the team'],
  ['team.opened', { teamId: 'x' }, 'opened the team Storefront to you'],
  ['team.closed', { teamId: 'x' }, 'closed the team Storefront to you'],
  ['member.joined', { member: { name: 'Jun' } }, 'Jun joined'],
  ['member.updated', { memberId: 'ade', changes: { role: ['employee', 'manager'] } },
    'changed the role of Ade from employee to manager'],
  ['organization.updated', { changes: { name: ['A', 'B'] } }, 'renamed the organization from “A” to “B”'],
]

describe('a sentence', () => {
  it.each(cases)('%s %j reads as it happened', (type, data, sentence) => expect(text(type, data)).toBe(sentence))

  it('is there for every kind of event', () => {
    const told = new Set(cases.map(([type]) => type))
    const untold = Object.values(events).map(({ type }) => type).filter((type) => !told.has(type)
      && type !== 'batch.applied')
    for (const type of untold) expect(whole(type, {}), type).toMatch(/^Mira [a-z ]+$/)
  })

  it('tells a part of a bulk change, and an import', () => {
    const moved = { type: 'task.moved', data: updated({ statusId: ['todo', 'doing'] }) }
    const batch = { operation: 'bulk', part: 1, parts: 1, total: 214, events: [moved] }
    expect(text('batch.applied', batch)).toBe('moved this from To do to In progress with 214 changes at once')
    expect(text('batch.applied', batch, { taskId: undefined })).toBe('made 214 changes at once')
    expect(text('batch.applied', { ...batch, operation: 'import' })).toBe('imported this')
  })

  it('admits what it does not know', () => {
    expect(text('rocket.launched', {})).toContain('too old to show')
  })
})

describe('sentences of one person', () => {
  const at = (minute: number, actor = 'mira') =>
    event('comment.deleted', { ...here, comment: {} },
      { at: `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`, actor: { membershipId: actor, name: actor } })

  it('become one within five minutes', () => {
    const sentences = activitySentences([at(20), at(18), at(16), at(3), at(2, 'ade')], names)
    expect(sentences.map(({ events: merged }) => merged.length)).toEqual([3, 1, 1])
    expect(sentences.map(read)).toEqual(['mira deleted a comment and 2 more', 'mira deleted a comment', 'ade deleted a comment'])
  })

  it('count further fields and further events together', () => {
    const both = event('task.updated', updated({ title: ['A', 'B'], progress: [0, 10] }), { at: '2026-11-23T10:20:00.000Z', actor: { membershipId: 'mira', name: 'mira' } })
    const [sentence] = activitySentences([both, at(18)], names)
    expect(read(sentence!)).toBe('mira renamed this from “A” to “B” and 2 more')
    expect(sentence!.parts).toContainEqual({ tag: 'strong', text: '“B”' })
  })
})

describe('the way back of a sentence', () => {
  const asker = (meId: string, permissions?: string[]) => ({ meId, may: (permission: string) => permissions?.includes(permission) ?? true })
  const bulkOf = (correlationId: string, part: number) => event('batch.applied', {
    operation: 'bulk', part, parts: 2, total: 5, events: [{ type: 'task.moved', data: updated({ rank: ['a', 'b'] }) }, { type: 'task.recounted', data: {} }],
  }, { correlationId })
  const moved = () => event('task.moved', updated({ rank: ['a', 'b'] }))

  it('S95 of a bulk change stays with it: only its own parts become one sentence with it', () => {
    const all = activitySentences([moved(), bulkOf('two', 1), bulkOf('one', 2), bulkOf('one', 1), moved(), moved()], names)
    expect(all.map((one) => undoOf(one.events, asker('mira')))).toMatchObject([
      { count: 1 }, { body: { correlationId: 'two' }, count: 4 }, { body: { correlationId: 'one' }, count: 3 }, { count: 2 },
    ])
    expect(all.map(read)[2]).not.toContain('more')
  })

  it('counts nothing that follows by itself, and rewrites nobody else\'s comment', () => {
    const edited = event('comment.updated', { ...here, commentId: 'c', changes: {} })
    expect(undoOf([moved(), event('task.recounted', { ...here, changes: {} })], asker('mira'))?.count).toBe(1)
    expect([undoOf([edited], asker('mira'))?.count, undoOf([edited], asker('ade'))]).toEqual([1, null])
  })

  it('is there for what tasks stand in where one runs it, unless tasks lost something by it', () => {
    const made = event('label.created', { label: { id: 'bug', projectId: 'p', name: 'Bug' } })
    const deleted = (tasks: number) => event('label.deleted', { label: { id: 'bug', projectId: 'p', name: 'Bug' }, tasks })
    expect([undoOf([made], asker('mira'))?.count, undoOf([made], asker('mira', ['task.update']))]).toEqual([1, null])
    expect([undoOf([deleted(0)], asker('mira'))?.count, undoOf([deleted(2)], asker('mira')), undoOf([deleted(0), moved()], asker('mira'))?.count]).toEqual([1, null, 2])
    expect(undoOf([event('post.deleted', { postId: 'p' })], asker('mira'))).toBeNull()
  })

  it('of a deleted department takes back all that went up by it, where one may make departments', () => {
    const deleted = event('department.deleted', { departmentId: 'd', name: 'Sales', department: { id: 'd', name: 'Sales' } })
    expect(undoOf([deleted], asker('mira'))).toEqual({ body: { correlationId: deleted.correlationId }, count: 1 })
    expect(undoOf([deleted], asker('mira', ['department.update']))).toBeNull()
    expect(undoOf([event('department.deleted', { departmentId: 'd', name: 'Sales' })], asker('mira')), 'before it was kept').toBeNull()
    expect(undoOf([event('department.updated', { departmentId: 'd', changes: { name: ['Sales', 'Trade'] } })], asker('mira'))?.count).toBe(1)
  })
})

describe('a sentence in German', () => {
  afterEach(() => locale.choose('en'))
  const cases: [type: string, data: object, sentence: string][] = [
    ['task.moved', updated({ statusId: ['todo', 'doing'] }), 'Mira hat diese Aufgabe von To do nach In progress verschoben'],
    ['task.updated', updated({ dueAt: ['2026-11-24', '2026-11-20'] }),
      'Mira hat die Fälligkeit dieser Aufgabe von 2026-11-24 auf 2026-11-20 geändert'],
    ['task.updated', updated({ assigneeIds: [['mira'], ['ade']] }), 'Mira hat diese Aufgabe Ade statt Mira zugewiesen'],
    ['task.updated', updated({ priority: ['none', 'high'] }), 'Mira hat die Priorität dieser Aufgabe auf Hoch gesetzt'],
    ['checklist_item.updated', { ...here, taskId: 't2', key: 'WEB-2', text: 'Tell all', changes: { rank: ['a', 'b'] } },
      'Mira hat den Punkt Tell all bei WEB-2 verschoben'],
    ['label.updated', { labelId: 'bug', changes: { color: ['red', 'sky'] } }, 'Mira hat die Farbe des Labels Bug von Rot auf Himmelblau geändert'],
    ['comment.created', { ...here, taskId: 't2', key: 'WEB-2', comment: {} }, 'Mira hat WEB-2 kommentiert'],
    ['member.joined', { member: { name: 'Jun' } }, 'Jun ist beigetreten'],
  ]

  it.each(cases)('%s %j has the verb where it belongs', async (type, data, sentence) => {
    await locale.choose('de')
    expect(whole(type, data)).toBe(sentence)
  })

  it('speaks to the reader, and counts what it leaves out', async () => {
    await locale.choose('de')
    const edited = event('task.updated', updated({ title: ['A', 'B'], progress: [0, 10] }))
    const [sentence] = activitySentences([edited], { ...names, meId: 'mira' })
    expect(read(sentence!)).toBe('Du hast diese Aufgabe von „A“ in „B“ umbenannt und 1 weitere Änderung')
  })
})

it('says "You" of what the reader did', () => {
  expect(whole('task.moved', updated({ rank: ['a', 'b'] }), { meId: 'mira' })).toBe('You moved this within its column')
})

describe('the activity of a task', () => {
  it('takes of a bulk change only what is about it', () => {
    const parts = [{ type: 'task.moved', data: { taskId: 't1' } }, { type: 'task.moved', data: { taskId: 't2' } },
      { type: 'task.created', data: { task: { id: 't1' } } }]
    const part = partAbout(event('batch.applied', { operation: 'bulk', total: 3, events: parts }), 't1')
    expect(part?.data.events).toHaveLength(2)
    expect(partAbout(event('batch.applied', { events: parts }), 't9')).toBeNull()
    expect(partAbout(event('task.moved', { taskId: 't2' }), 't1')).toBeNull()
  })
})
