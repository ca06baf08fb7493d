// The whole client without screens against a real server: pending becomes confirmed, breaks are resumed, rights end.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Client, type Stores } from '../../../client/client.svelte.ts'
import { Reminders } from '../../../client/features/reminders/reminders.store.svelte.ts'
import { doAndRemember } from '../../../client/features/tasks/panel-undo.ts'
import { TaskDetailStore } from '../../../client/features/tasks/task-detail.store.svelte.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { toasts } from '../../../client/ui/index.ts'
import { readConfig } from '../../../server/config.ts'
import { createLogger } from '../../../server/kernel/logger.ts'
import { startServer, type RunningServer } from '../../../server/server.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, aMember, aProject, aTask, PASSWORD } from '../../support/factories.ts'
import type {} from '../../support/global-setup.ts'
import type { World } from '../../support/world.ts'
import { browser } from './browser.ts'

let server: RunningServer
let world: World
let company: Awaited<ReturnType<typeof aCompany>>
const open: Client[] = []

const settings = {
  NODE_ENV: 'test', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'fatal', LIMITS: 'off', BCRYPT_COST: '4',
  SECRET_KEY: 'tests-only-0123456789-abcdefghijklmnopqrstuvwxyz',
}

beforeAll(async () => {
  const config = readConfig(settings)
  server = await startServer(config, { memory: true, logger: createLogger('fatal') })
  world = { server, url: `http://127.0.0.1:${server.port}`, backend: 'pglite', dataDir: config.DATA_DIR }
  company = await aCompany(world)
}, 60_000)

afterAll(async () => {
  for (const client of open) client.close()
  await server.close()
}, 30_000)

async function signedIn(email: string, network = { up: true }, storage = memoryStorage(), fetch = browser(world.url, network)): Promise<Stores> {
  const client = new Client({
    origin: world.url, channel: `browser ${open.length}`, storage, fetch, resetJitter: 50, patience: 200,
  })
  open.push(client)
  await client.session.signIn({ email, password: PASSWORD })
  const stores = client.stores!
  await stores.organizations.ready
  await until(() => expect(stores.connection.state).toBe('live'))
  return stores
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 })

describe('a signed-in client', () => {
  it('knows who it is and what it may', async () => {
    const stores = await signedIn(company.employee.email)
    expect(stores.organizations.me?.id).toBe(company.employee.membership.id)
    expect(stores.session.can('team.update', { teamId: company.team.id })).toBe(false)
    expect(stores.session.can('task.create', stores.organizations.subject(company.team.id))).toBe(true)
    expect(stores.organizations.project(company.project.id)?.name).toBe(company.project.name)
  })

  it('reads few overviews for many teams that open at once', async () => {
    const { admin } = company
    const head = await aMember(world, admin, 'manager')
    const { id: departmentId } = await admin.do(endpoints.createDepartment, { body: { name: 'Large' } })
    const teamIds: string[] = []
    for (let count = 0; count < 12; count += 1) teamIds.push((await admin.do(endpoints.createTeam, { body: { name: `Team ${count}`, departmentId } })).id)
    const online = browser(world.url)
    let overviews = 0
    const counting: typeof fetch = async (input, init) => {
      if (new URL(input instanceof Request ? input.url : input).pathname === '/api/overview') overviews += 1
      return online(input, init)
    }
    const stores = await signedIn(head.email, undefined, undefined, counting)
    const first = overviews
    expect(first).toBeGreaterThan(0)
    await admin.do(endpoints.updateDepartment, { params: { departmentId }, body: { headId: head.membership.id } })
    await until(() => expect(teamIds.filter((id) => stores.organizations.positionOf(id))).toEqual(teamIds))
    expect(overviews - first).toBeLessThanOrEqual(3)
    await admin.do(endpoints.updateTeam, { params: { teamId: teamIds[11]! }, body: { name: 'Followed' } })
    await until(() => expect(stores.organizations.team(teamIds[11]!)?.name).toBe('Followed'))
  })

  it('draws its own move at once and drops the pending change when its event comes', async () => {
    const stores = await signedIn(company.manager.email)
    const task = await aTask(company.manager, company.project.id)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.task(task.id)).toBeDefined())
    const target = company.statuses[2]!.id
    const { done, undo } = board.moveTask(task.id, { statusId: target, afterTaskId: null })
    expect(board.task(task.id)?.statusId).toBe(target)
    expect(board.pendingTasks.has(task.id)).toBe(true)
    expect(await done).toMatchObject({ ok: true })
    await until(() => expect(board.pendingTasks.size).toBe(0))
    expect(board.task(task.id)).toMatchObject({ statusId: target, version: 2 })
    expect(stores.outbox.changes).toEqual([])
    undo()
    await until(() => expect(board.task(task.id)).toMatchObject({ statusId: task.statusId, version: 3 }))
  })

  it('closes the oldest of many boards, but never the one on the screen', async () => {
    const stores = await signedIn(company.manager.email)
    const shown = stores.boards.open(company.project.id)
    const letGo = stores.boards.hold(company.project.id)
    const others: string[] = []
    for (const name of ['One', 'Two', 'Three', 'Four']) others.push((await aProject(company.manager, company.team.id, name)).id)
    for (const id of others) stores.boards.open(id)
    const followed = () => stores.boards.followed.map(({ projectId }) => projectId)
    expect(followed()).toEqual([company.project.id, others[2], others[3]])
    expect(stores.boards.open(company.project.id)).toBe(shown)
    letGo()
    for (const id of others.slice(0, 3)) stores.boards.open(id)
    expect(followed()).toEqual(others.slice(0, 3))
  })

  it('takes a refused change back and tells the problem', async () => {
    const stores = await signedIn(company.employee.email)
    const task = await aTask(company.manager, company.project.id)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.task(task.id)).toBeDefined())
    const refused = vi.fn()
    stores.outbox.onRefused = refused
    const { done } = board.updateTask(task.id, { title: 'Mine now' })
    expect(board.task(task.id)?.title).toBe('Mine now')
    expect(await done).toMatchObject({ ok: false, problem: { code: 'forbidden' } })
    expect(board.task(task.id)?.title).toBe(task.title)
    expect(refused).toHaveBeenCalledOnce()
  })

  it('sees others create, comment, archive and restore, and marks whose change it was', async () => {
    const stores = await signedIn(company.employee.email)
    const manager = await signedIn(company.manager.email)
    const board = stores.boards.open(company.project.id)
    const theirs = manager.boards.open(company.project.id)
    await until(() => expect([board.status, theirs.status]).toEqual(['ready', 'ready']))
    const { id, done } = theirs.createTask({ title: 'New one' })
    await until(() => expect(board.task(id)).toMatchObject({ title: 'New one', version: 1 }))
    expect(await done).toMatchObject({ ok: true })
    expect(board.recentChanges.get(id)).toMatchObject({ name: 'Mira', type: 'task.created' })
    theirs.archiveTask(id)
    await until(() => expect(board.task(id)).toBeUndefined())
    theirs.archiveTask(id, false)
    await until(() => expect(board.task(id)).toMatchObject({ archivedAt: null }))
    const removal = theirs.deleteTask(id)
    await until(() => expect(board.task(id)).toBeUndefined())
    removal.undo()
    await until(() => expect(board.task(id)?.title).toBe('New one'))
  })

  it('fetches a task that comes back from the archive and was never seen', async () => {
    const task = await aTask(company.manager, company.project.id)
    await company.manager.do(endpoints.archiveTask, { params: { taskId: task.id }, body: { archived: true } })
    const stores = await signedIn(company.employee.email)
    const manager = await signedIn(company.manager.email)
    const board = stores.boards.open(company.project.id)
    const theirs = manager.boards.open(company.project.id)
    await until(() => expect([board.status, theirs.status]).toEqual(['ready', 'ready']))
    expect(board.task(task.id)).toBeUndefined()
    theirs.archiveTask(task.id, false)
    await until(() => expect(board.task(task.id)?.title).toBe(task.title))
  })

  it('resumes after a break without losing or repeating an event', async () => {
    const stores = await signedIn(company.employee.email)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.status).toBe('ready'))
    stores.streams.cut()
    expect(stores.connection.state).toBe('offline')
    const made: { id: string }[] = []
    for (let index = 0; index < 5; index++) made.push(await aTask(company.manager, company.project.id))
    stores.streams.wake()
    await until(() => expect(stores.connection.state).toBe('live'))
    await until(() => expect(made.every(({ id }) => board.task(id))).toBe(true))
    expect(board.away).toBe(5)
  })

  it('keeps changes while offline, survives a closed tab, and sends them in order afterwards', async () => {
    const [network, storage] = [{ up: true }, memoryStorage()]
    const stores = await signedIn(company.manager.email, network, storage)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.status).toBe('ready'))
    network.up = false
    stores.streams.cut()
    const { id } = board.createTask({ title: 'Made in the train' })
    board.updateTask(id, { title: 'Made in a tunnel' })
    board.moveTask(id, { statusId: company.statuses[3]!.id, afterTaskId: null })
    expect(board.task(id)).toMatchObject({ title: 'Made in a tunnel', statusId: company.statuses[3]!.id })
    expect(stores.outbox.waiting).toHaveLength(3)
    await until(() => expect(board.pendingTasks.get(id)?.late).toBe(true))
    stores.close()
    const again = await signedIn(company.manager.email, { up: true }, storage)
    const reopened = again.boards.open(company.project.id)
    await until(() => expect(reopened.task(id)).toMatchObject({ title: 'Made in a tunnel', version: 3, statusId: company.statuses[3]!.id }))
    await until(() => expect(again.outbox.changes).toEqual([]))
  })

  it('sends a checklist with its items that were typed before a tab without a network was closed', async () => {
    const [network, storage] = [{ up: true }, memoryStorage()]
    const stores = await signedIn(company.manager.email, network, storage)
    const task = await aTask(company.manager, company.project.id)
    const panel = new TaskDetailStore(stores, task.id)
    await until(() => expect(panel.status).toBe('ready'))
    network.up = false
    stores.streams.cut()
    const { id } = panel.createChecklist('Steps')
    for (const text of ['First', 'Second']) void panel.createItem(id, text)
    expect(panel.view?.checklists).toMatchObject([{ id, title: 'Steps', items: [{ text: 'First' }, { text: 'Second' }] }])
    panel.close()
    stores.close()
    const again = await signedIn(company.manager.email, { up: true }, storage)
    await until(() => expect(again.outbox.changes).toEqual([]))
    const { checklists } = await company.manager.do(endpoints.readTaskDetail, { params: { taskId: task.id } })
    expect(checklists).toMatchObject([{ id, title: 'Steps', items: [{ text: 'First' }, { text: 'Second' }] }])
  })

  it('gives back the items of a checklist that is refused, and asks for none of them', async () => {
    const asked: string[] = []
    const send = browser(world.url)
    const stores = await signedIn(company.employee.email, undefined, undefined, (input, init) => {
      asked.push(String(input instanceof Request ? input.url : input))
      return send(input, init)
    })
    const task = await aTask(company.manager, company.project.id)
    const panel = new TaskDetailStore(stores, task.id)
    await until(() => expect(panel.status).toBe('ready'))
    const refused = vi.fn()
    stores.outbox.onRefused = refused
    const { id, done } = panel.createChecklist('Steps')
    for (const text of ['First', 'Second']) void panel.createItem(id, text)
    await done
    await until(() => expect(stores.outbox.changes).toEqual([]))
    expect(stores.conflicts.list.map(({ change }) => change.input)).toEqual([{ taskId: task.id, id, title: 'Steps', items: ['First', 'Second'] }])
    expect(panel.view?.checklists).toEqual([])
    expect(refused).toHaveBeenCalledOnce()
    expect(asked.filter((url) => /\/(checklists|items)$/.test(url)).map((url) => url.split('/').at(-1))).toEqual(['checklists'])
    panel.close()
  })

  it('draws links, time, reminders and watching without a network, sends them when it is back, and takes a link back', async () => {
    const network = { up: true }
    const stores = await signedIn(company.manager.email, network)
    const [task, other] = [await aTask(company.manager, company.project.id), await aTask(company.manager, company.project.id)]
    const panel = new TaskDetailStore(stores, task.id)
    const reminders = new Reminders(stores, task.id)
    await until(() => expect(panel.status).toBe('ready'))
    network.up = false
    stores.streams.cut()
    const { id: taskId, projectId, teamId, key, title } = task
    const minutes = () => panel.view?.time.map((entry) => entry.minutes)
    const me = company.manager.membership.id
    const isDrawn = () => expect([panel.view?.links.length, minutes(), panel.view?.watchers, reminders.items.length])
      .toEqual([1, [30], [{ memberId: me, watching: false }], 1])
    doAndRemember(stores, teamId, 'Linked', () => panel.change('createTaskLink', { taskId, kind: 'relates', otherTaskId: other.id }))
    void panel.change('createTimeEntry', { taskId, minutes: 30, startedAt: new Date().toISOString(), note: '' })
    void panel.change('unwatchTask', { taskId })
    const remindAt = new Date(Date.now() + 3_600_000).toISOString()
    reminders.set({ remindAt, shown: { projectId, teamId, key, title, remindAt } })
    isDrawn()
    expect([reminders.isSent(reminders.items[0]!), stores.outbox.waiting.length]).toEqual([false, 4])

    network.up = true
    stores.streams.wake()
    stores.api.waits.wake()
    await until(() => expect(stores.outbox.changes).toEqual([]))
    isDrawn()
    expect(reminders.isSent(reminders.items[0]!)).toBe(true)
    const entry = panel.view!.time[0]!
    await panel.change('updateTimeEntry', { taskId, entryId: entry.id, minutes: 45, startedAt: entry.startedAt, note: 'Longer' })
    expect(minutes()).toEqual([45])
    await panel.change('deleteTimeEntry', { taskId, entryId: entry.id })
    reminders.drop(reminders.items[0]!)
    expect([minutes(), reminders.items]).toEqual([[], []])
    toasts.undoLast()
    await until(() => expect([panel.view?.links, stores.outbox.changes]).toEqual([[], []]))
    const { items } = await company.manager.do(endpoints.listReminders, { query: { taskId } })
    expect([items, reminders.items]).toEqual([[], []])
    reminders.close()
    panel.close()
    toasts.clear()
  })

  it('takes back what a panel changed, and makes it again; not over what another wrote since', async () => {
    const network = { up: true }
    const stores = await signedIn(company.manager.email, network)
    const task = await aTask(company.manager, company.project.id)
    const panel = new TaskDetailStore(stores, task.id)
    await until(() => expect(panel.status).toBe('ready'))
    const described = (text: string) => until(() => expect([panel.view?.task.description, stores.outbox.changes.length]).toEqual([text, 0]))
    doAndRemember(stores, company.team.id, 'Changed', () => panel.updateTask({ description: 'Mine' }))
    await described('Mine')
    toasts.undoLast()
    await described('')
    toasts.redoLast()
    await described('Mine')
    await company.admin.do(endpoints.updateTask, { params: { taskId: task.id }, body: { description: 'Theirs' } })
    await described('Theirs')
    toasts.undoLast()
    await until(() => expect(toasts.current?.kind).toBe('error'))
    expect(panel.view?.task.description).toBe('Theirs')

    const { id, done } = panel.createChecklist('Steps')
    await done
    network.up = false
    stores.streams.cut()
    doAndRemember(stores, company.team.id, 'Changed', () => panel.createItem(id, 'In a tunnel'))
    const items = () => panel.view?.checklists.find((list) => list.id === id)?.items.map(({ text }) => text)
    expect(items()).toEqual(['In a tunnel'])
    toasts.undoLast()
    expect([items(), stores.outbox.waiting]).toEqual([[], []])
    await until(() => expect(toasts.redoable).toBeDefined())
    toasts.redoLast()
    expect(items()).toEqual(['In a tunnel'])
    panel.close()
    toasts.clear()
  })

  it('starts over with a new snapshot when the history was replaced (RT16)', async () => {
    const stores = await signedIn(company.employee.email)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.status).toBe('ready'))
    const before = board.view
    for (const listener of stores.streams.socket.listeners('stream:reset')) {
      listener({ stream: `team:${company.team.id}`, offset: 0, epoch: crypto.randomUUID(), reason: 'epoch' })
    }
    await until(() => expect(board.view).not.toBe(before))
    const task = await aTask(company.manager, company.project.id)
    await until(() => expect(board.task(task.id)).toBeDefined())
    expect(stores.organizations.status).toBe('ready')
  })

  it('opens a task at once and shows comments, checklists and long texts live', async () => {
    const stores = await signedIn(company.employee.email)
    const manager = await signedIn(company.manager.email)
    const task = await aTask(company.manager, company.project.id)
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.task(task.id)).toBeDefined())
    const panel = new TaskDetailStore(stores, task.id, board.task(task.id))
    const theirs = new TaskDetailStore(manager, task.id)
    expect(panel.view?.task.title).toBe(task.title)
    await until(() => expect([panel.status, theirs.status]).toEqual(['ready', 'ready']))
    const comment = theirs.createComment('Looks good')
    expect(theirs.view?.comments.map(({ body }) => body)).toEqual(['Looks good'])
    await comment
    await until(() => expect(panel.view?.comments.map(({ body }) => body)).toEqual(['Looks good']))
    await until(() => expect(board.task(task.id)?.commentCount).toBe(1))
    await theirs.createChecklist('Steps').done
    await until(() => expect(theirs.pendingIds.size).toBe(0))
    const list = theirs.view!.checklists[0]!
    await theirs.createItem(list.id, 'First')
    await until(() => expect(panel.view?.checklists[0]?.items.map(({ text }) => text)).toEqual(['First']))
    const long = 'word '.repeat(10_000)
    await theirs.updateTask({ description: long })
    expect(theirs.view?.task.description).toBe(long)
    await until(() => expect(panel.view?.task.description).toBe(long))
    panel.close()
    theirs.close()
  })

  it('drops a team when it is taken out of it, and loads one when it is taken in', async () => {
    const stores = await signedIn(company.employee.email)
    const params = { teamId: company.team.id, memberId: company.employee.membership.id }
    const board = stores.boards.open(company.project.id)
    await until(() => expect(board.status).toBe('ready'))
    await company.manager.do(endpoints.removeTeamMember, { params })
    await until(() => expect(board.status).toBe('gone'))
    await until(() => expect(stores.organizations.projects).toEqual([]))
    await company.manager.do(endpoints.addTeamMember, { params })
    await until(() => expect(stores.organizations.project(company.project.id)).toBeDefined())
    const again = stores.boards.open(company.project.id)
    await until(() => expect(again.status).toBe('ready'))
  })

  it('keeps what was typed in an open task while its team is taken away, with the reason', async () => {
    const stores = await signedIn(company.employee.email)
    const params = { teamId: company.team.id, memberId: company.employee.membership.id }
    const task = await aTask(company.manager, company.project.id)
    const list = await company.manager.do(endpoints.createChecklist, { params: { taskId: task.id }, body: { title: 'Steps' } })
    const panel = new TaskDetailStore(stores, task.id)
    await until(() => expect(panel.status).toBe('ready'))
    await company.manager.do(endpoints.removeTeamMember, { params })
    await until(() => expect(panel.status).toBe('gone'))
    // As its field does while it is taken away.
    expect(await panel.createItem(list.id, 'Half an idea')).toMatchObject({ ok: false })
    expect(stores.conflicts.list.map(({ change }) => change.input)).toMatchObject([{ taskId: task.id, text: 'Half an idea' }])
    panel.close()
    await company.manager.do(endpoints.addTeamMember, { params })
  })

  it('tells where people are and who types', async () => {
    const stores = await signedIn(company.employee.email)
    const manager = await signedIn(company.manager.email)
    const task = await aTask(company.manager, company.project.id)
    const here = { teamId: company.team.id, projectId: company.project.id, taskId: task.id }
    stores.presence.be(here)
    manager.presence.be(here)
    await until(() => expect(stores.presence.onTask(task.id).map(({ membershipId }) => membershipId)).toEqual([company.manager.membership.id]))
    manager.presence.type(task.id)
    await until(() => expect(stores.presence.typingOn(task.id)).toEqual([company.manager.membership.id]))
    manager.presence.type(task.id, false)
    await until(() => expect(stores.presence.typingOn(task.id)).toEqual([]))
    const done = manager.presence.edit(task.id, 'title')
    await until(() => expect(stores.presence.typingOn(task.id, 'title')).toEqual([company.manager.membership.id]))
    expect(stores.presence.typingOn(task.id, 'comment')).toEqual([])
    const next = manager.presence.edit(task.id, 'description')
    await until(() => expect(stores.presence.typingOn(task.id, 'description')).toEqual([company.manager.membership.id]))
    expect(stores.presence.typingOn(task.id, 'title')).toEqual([])
    done()
    next()
    await until(() => expect(stores.presence.typingOn(task.id)).toEqual([]))
  })

  it('reads the inbox and keeps it by events', async () => {
    const stores = await signedIn(company.manager.email)
    await until(() => expect(stores.inbox.status).toBe('ready'))
    expect(stores.inbox.sessions.length).toBeGreaterThan(0)
    const token = await company.manager.do(endpoints.createToken, { body: { name: 'Script', scopes: ['tasks:read'] } })
    await until(() => expect(stores.inbox.tokens.map(({ id }) => id)).toContain(token.id))
  })
})
