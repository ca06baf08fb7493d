// The reducers of the overview, of an open task and of the inbox against hand-made snapshots.
import { describe, expect, it } from 'vitest'
import { inboxState, reduceAll as reduceInbox } from '../../../client/features/inbox/inbox.reducer.ts'
import {
  overviewSnapshot, overviewState, projectFetched, reduceAll as reduceOverview, teamLoaded, teamRevoked, textFetched as overviewText,
} from '../../../client/features/organizations/organizations.reducer.ts'
import {
  reduceAll as reduceDetail, taskDetailSnapshot, taskDetailState, textFetched,
} from '../../../client/features/tasks/task-detail.reducer.ts'
import { aMember, anEvent, anId, anOverview, aProject, aTaskDetail, aTeam, at, ids, later } from '../support/events.ts'

let offset = 0
const next = (type: string, data: object, stream = `team:${ids.team}`) => anEvent(type, data, { stream, offset: ++offset })
const organization = `organization:${ids.organization}`
const inbox = `inbox:${ids.me}`
const text = { $text: anId(99), length: 9_000 }

describe('the overview reducer', () => {
  const start = () => overviewState(anOverview())

  it('keeps snapshot and state equal both ways', () => {
    expect(overviewState(overviewSnapshot(start()))).toEqual(start())
  })

  it('follows the organization and its people', () => {
    const { state } = reduceOverview(start(), [
      next('organization.updated', { changes: { name: ['Acme', 'Acme AG'] }, version: 2 }, organization),
      next('member.joined', { member: aMember(anId(30), 'New') }, organization),
      next('member.updated', { memberId: ids.me, changes: { role: ['employee', 'admin'] }, version: 2 }, organization),
    ])
    expect(state.organization).toMatchObject({ name: 'Acme AG', version: 2, updatedAt: later })
    expect(state.members.size).toBe(3)
    expect(overviewSnapshot(state).me).toMatchObject({ role: 'admin', version: 2 })
  })

  it('follows teams and their members', () => {
    const { state } = reduceOverview(start(), [
      next('team.updated', { teamId: ids.team, changes: { name: ['Team', 'Crew'], managerId: [ids.other, ids.me] }, version: 2 }),
      next('team.member_added', { teamId: ids.team, memberId: ids.other, version: 3 }),
      next('team.member_removed', { teamId: ids.team, memberId: ids.me, version: 4 }),
      next('team.access_changed', { teamId: ids.team, memberId: ids.me }),
    ])
    expect(state.teams.get(ids.team)).toMatchObject({ name: 'Crew', managerId: ids.me, memberIds: [ids.other], version: 4 })
  })

  it('asks for a team that was opened, takes only that team over, and follows it from its own offset', () => {
    const opened = reduceOverview(start(), [next('team.opened', { teamId: anId(40) }, inbox)])
    expect(opened.effects).toEqual([{ kind: 'loadTeam', teamId: anId(40) }])
    const newer = anOverview()
    newer.teams.push(aTeam(anId(40)))
    newer.projects.push(aProject(anId(41), anId(40)))
    newer.streams.push({ stream: `team:${anId(40)}`, offset: 7, epoch: anId(9) })
    const state = teamLoaded(opened.state, newer, anId(40))
    expect(state.projects.has(anId(41))).toBe(true)
    expect(state.positions.get(`team:${anId(40)}`)?.offset).toBe(7)
    expect(state.positions.get(inbox)).toEqual(opened.state.positions.get(inbox))
    expect(reduceOverview(state, [next('team.opened', { teamId: anId(40) }, inbox)]).effects).toEqual([])
  })

  it.each([
    ['closed', (state: ReturnType<typeof start>) => reduceOverview(state, [next('team.closed', { teamId: ids.team }, inbox)]).state],
    ['deleted', (state: ReturnType<typeof start>) => reduceOverview(state, [next('team.deleted', { teamId: ids.team })]).state],
    ['revoked', (state: ReturnType<typeof start>) => teamRevoked(state, ids.team)],
  ])('drops a team that is %s with its projects and position', (_, drop) => {
    const state = drop(start())
    expect([state.teams.size, state.projects.size, state.positions.has(`team:${ids.team}`)]).toEqual([0, 0, false])
  })

  it('puts no text into a team or project that was on its way before it was read anew', () => {
    const waiting = reduceOverview(start(), [
      next('team.updated', { teamId: ids.team, changes: { description: ['', text] }, version: 2 }),
      next('project.created', { project: { ...aProject(anId(50)), description: { $text: anId(98), length: 9_000 } }, statuses: [], labels: [] }),
    ]).state
    const newer = anOverview()
    newer.teams[0]!.description = 'Newer'
    newer.projects.push({ ...aProject(anId(50)), description: 'Newer' })
    newer.streams.find(({ stream }) => stream === `team:${ids.team}`)!.offset = offset + 1
    const state = [text.$text, anId(98)].reduce((one, id) => overviewText(one, id, 'Old'), teamLoaded(waiting, newer, ids.team))
    expect([state.teams.get(ids.team)?.description, state.projects.get(anId(50))?.description]).toEqual(['Newer', 'Newer'])
  })

  it('adds, changes, trashes and restores projects', () => {
    const created = reduceOverview(start(), [next('project.created', { project: { ...aProject(anId(50)), description: text }, statuses: [], labels: [] })])
    expect(created.effects).toEqual([{ kind: 'fetchText', stream: `team:${ids.team}`, textId: text.$text }])
    expect(overviewText(created.state, text.$text, 'long').projects.get(anId(50))?.description).toBe('long')
    const trashed = reduceOverview(created.state, [
      next('project.updated', { projectId: anId(50), version: 2, changes: { name: ['Web', 'Shop'] } }),
      next('project.updated', { projectId: anId(50), version: 3, changes: { deletedAt: [null, at] } }),
    ]).state
    expect(trashed.projects.has(anId(50))).toBe(false)
    const restored = reduceOverview(trashed, [next('project.updated', { projectId: anId(50), version: 4, changes: { deletedAt: [at, null] } })])
    expect(restored.state.projects.get(anId(50))).toMatchObject({ name: 'Shop', version: 4, deletedAt: null })
    expect(restored.effects).toEqual([])
  })

  it('fetches a restored project that it never knew, and keeps the newer one', () => {
    const { state, effects } = reduceOverview(start(), [next('project.updated', { projectId: anId(60), version: 3, changes: { deletedAt: [at, null] } })])
    expect(effects).toEqual([{ kind: 'fetchProject', projectId: anId(60) }])
    const fetched = projectFetched(state, { ...aProject(anId(60)), version: 4 })
    expect(projectFetched(fetched, { ...aProject(anId(60)), version: 3, name: 'Old' }).projects.get(anId(60))?.version).toBe(4)
    const after = reduceOverview(fetched, [next('project.updated', { projectId: anId(60), version: 4, changes: { name: ['Web', 'Web'] } })])
    expect(after.state.projects.get(anId(60))?.version).toBe(4)
  })

  it('ignores streams that it does not stand on', () => {
    const state = start()
    expect(reduceOverview(state, [next('team.updated', { teamId: ids.team, changes: { name: ['Team', 'X'] }, version: 9 }, `team:${anId(70)}`)]).state).toEqual(state)
  })
})

describe('the reducer of an open task', () => {
  const start = () => taskDetailState(aTaskDetail())
  const about = { taskId: anId(20), projectId: ids.project, key: 'WEB-1', title: 'Task' }
  const comment = (id: string, body: unknown, createdAt = at) => (
    { id, taskId: anId(20), authorId: ids.other, importedAuthor: null, body, version: 1, createdAt, updatedAt: createdAt }
  )
  const run = (state: ReturnType<typeof start>, ...events: ReturnType<typeof next>[]) => reduceDetail(state, events).state

  it('changes the task and fetches a long description, keeping the old one until it is there', () => {
    const changes = { title: ['Task', 'New'], description: ['Old', text], archivedAt: [null, at] }
    const { state, effects } = reduceDetail(start(), [next('task.updated', { ...about, changes, version: 2, updatedAt: later })])
    expect(state.task).toMatchObject({ title: 'New', description: 'Old', archivedAt: at, version: 2, updatedAt: later })
    expect(effects).toEqual([{ kind: 'fetchText', stream: `team:${ids.team}`, textId: text.$text }])
    expect(textFetched(state, text.$text, 'long').task.description).toBe('long')
    const newer = run(state, next('task.updated', { ...about, changes: { description: [text, 'short'] }, version: 3, updatedAt: later }))
    expect(textFetched(newer, text.$text, 'long').task.description).toBe('short')
  })

  it('keeps comments in the order of time', () => {
    const added = run(start(), next('comment.created', { ...about, comment: comment(anId(31), 'second', later) }),
      next('comment.created', { ...about, comment: comment(anId(30), text, at) }))
    expect(added.task.commentCount).toBe(2)
    expect(textFetched(added, text.$text, 'first').comments.map(({ body }) => body)).toEqual(['first', 'second'])
    const edited = run(added, next('comment.updated', { ...about, commentId: anId(31), version: 2, updatedAt: later, changes: { body: ['second', 'better'] } }),
      next('comment.deleted', { ...about, comment: comment(anId(30), '') }))
    expect(edited.comments).toEqual([{ ...comment(anId(31), 'better', later), version: 2, updatedAt: later }])
    expect(edited.task.commentCount).toBe(1)
  })

  it('keeps checklists and their items by rank, with the task\'s counts', () => {
    const item = (id: string, rank: string) => ({ id, checklistId: anId(40), text: 'x', done: false, rank, version: 1 })
    const checklist = { id: anId(40), taskId: anId(20), title: 'Steps', rank: 'a0', version: 1, items: [item(anId(41), 'a1')] }
    const state = run(start(), next('checklist.created', { ...about, checklist }),
      next('checklist_item.created', { ...about, item: item(anId(42), 'a0') }),
      next('checklist_item.updated', { ...about, itemId: anId(42), checklistId: anId(40), text: 'x', version: 2, changes: { done: [false, true] } }),
      next('checklist.updated', { ...about, checklistId: anId(40), version: 2, changes: { title: ['Steps', 'Way'] } }))
    expect(state.checklists[0]).toMatchObject({ title: 'Way', version: 2, items: [{ id: anId(42), done: true }, { id: anId(41) }] })
    expect(state.task).toMatchObject({ checklistTotal: 2, checklistDone: 1 })
    const less = run(state, next('checklist_item.deleted', { ...about, item: item(anId(42), 'a0') }))
    expect(less.task).toMatchObject({ checklistTotal: 1, checklistDone: 0 })
    expect(run(less, next('checklist.deleted', { ...about, checklist })).task).toMatchObject({ checklistTotal: 0 })
  })

  it('keeps links, and leaves out labels that were deleted', () => {
    const link = { id: anId(50), taskId: anId(20), kind: 'link', name: 'Docs', url: 'https://example.com', createdById: ids.other, createdAt: at }
    const state = run(taskDetailState(aTaskDetail({ task: { ...aTaskDetail().task, labelIds: [ids.label] } })),
      next('attachment.created', { ...about, attachment: link }),
      next('label.deleted', { label: { id: ids.label, projectId: ids.project, name: 'bug', color: 'red', version: 1 } }))
    expect([state.attachments.length, state.task.attachmentCount, state.task.labelIds]).toEqual([1, 1, []])
    expect(run(state, next('attachment.deleted', { ...about, attachment: link })).attachments).toEqual([])
  })

  it('only raises its offset by events of other tasks', () => {
    const elsewhere = { ...about, taskId: anId(21) }
    const state = run(start(), next('task.updated', { ...elsewhere, changes: { title: ['a', 'b'] }, version: 2, updatedAt: later }),
      next('comment.created', { ...elsewhere, comment: { ...comment(anId(60), 'x'), taskId: anId(21) } }))
    expect({ ...taskDetailSnapshot(state), offset: 0 }).toEqual(aTaskDetail())
  })
})

describe('the inbox reducer', () => {
  const position = { stream: inbox, offset: 0, epoch: anId(9) }
  const invitation = {
    id: anId(30), email: 'new@example.com', role: 'employee' as const, teamIds: [], status: 'pending' as const, invitedById: ids.me,
    expiresAt: later, createdAt: at,
  }
  const token = { id: anId(31), name: 'Script', scopes: ['tasks:read' as const], membershipId: ids.me, expiresAt: null, lastUsedAt: null, createdAt: at }
  const session = { id: anId(32), current: true, userAgent: '', address: '', createdAt: at, lastUsedAt: at }

  it('keeps invitations, tokens and sessions; repeating an event changes nothing', () => {
    const made = [next('invitation.created', { invitation }, inbox), next('token.created', { token }, inbox)]
    const first = reduceInbox(inboxState(position, { invitations: [invitation], tokens: [], sessions: [session] }), made).state
    expect([first.invitations, first.tokens]).toEqual([[invitation], [token]])
    const { state } = reduceInbox(first, [
      next('invitation.updated', { invitation: { ...invitation, status: 'accepted' } }, inbox),
      next('token.revoked', { tokenId: token.id, membershipId: ids.me }, inbox),
      next('session.ended', { sessionId: session.id, reason: 'ended' }, inbox),
    ])
    expect(state).toMatchObject({ invitations: [{ status: 'accepted' }], tokens: [], sessions: [] })
    const { current: _current, address: _address, ...opened } = { ...session, id: anId(33) }
    const { sessions } = reduceInbox(first, [next('session.opened', { session: opened }, inbox)]).state
    expect(sessions).toEqual([{ ...opened, current: false }, session])
  })
})
