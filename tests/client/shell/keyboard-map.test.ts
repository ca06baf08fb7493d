// @vitest-environment jsdom
// The map of the keys, written down once more: what people have in their fingers stays whole, is told by the help sheet, and needs no key.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
vi.hoisted(() => {
  // What jsdom lacks.
  window.matchMedia ??= () => Object.assign(new EventTarget(), { matches: false }) as unknown as MediaQueryList
  window.IntersectionObserver ??= class { observe() {} disconnect() {} } as unknown as typeof IntersectionObserver
})
import { Stores } from '../../../client/client.svelte.ts'
import { BoardScene } from '../../../client/features/board/board.scene.svelte.ts'
import { cardMenu } from '../../../client/features/board/card-menu.ts'
import { firstCommands } from '../../../client/features/board/commands/first-commands.ts'
import { boardCommands } from '../../../client/features/board/commands/late/board-commands.ts'
import { inboxCommands } from '../../../client/features/notifications/inbox-commands.ts'
import { projectItems } from '../../../client/features/projects/menu/project-items.ts'
import { panelCommands } from '../../../client/features/tasks/panel-commands.ts'
import type { TaskDesk } from '../../../client/features/tasks/task-desk.svelte.ts'
import { Api } from '../../../client/lib/api.ts'
import { memoryCopies } from '../../../client/lib/copies.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { memoryRefused } from '../../../client/lib/refused-storage.ts'
import { Session } from '../../../client/lib/session.svelte.ts'
import { Commands, type Command } from '../../../client/shell/commands/commands.svelte.ts'
import { commandEntries } from '../../../client/shell/commands/entries.ts'
import { everywhereCommands } from '../../../client/shell/commands/everywhere.ts'
import { sectionsOf } from '../../../client/shell/commands/help/sections.ts'
import type { MenuEntry } from '../../../client/ui/index.ts'
import { aBoard, aBoardTask, aMember, anId, anOverview, aProject, ids } from '../support/events.ts'

const task = aBoardTask(anId(20))
let stores: Stores
let scene: BoardScene

beforeAll(async () => {
  history.replaceState(null, '', `/projects/${ids.project}`)
  const session = new Session(`keys ${Math.random()}`)
  const me = { ...aMember(ids.me), role: 'admin' } as const
  const answers: Record<string, object> = { '/api/overview': { ...anOverview(), me, members: [me] }, [`/api/projects/${ids.project}/board`]: aBoard([task]) }
  const answer = (url: URL) => Object.entries(answers).find(([path]) => url.pathname === path)?.[1]
  // Nobody listens there: the lists need no events.
  const origin = 'http://127.0.0.1:9'
  const api = new Api({
    origin, tokens: session,
    fetch: async (asked) => {
      const found = answer(new URL(String(asked)))
      return found ? new Response(JSON.stringify(found)) : new Promise<Response>(() => {})
    },
  })
  session.use(api)
  session.identify({ membershipId: ids.me, role: 'admin', teams: {} })
  stores = new Stores(api, session, { storage: memoryStorage(), refused: memoryRefused(), copies: memoryCopies() }, { origin })
  await stores.organizations.ready
  const store = stores.boards.open(ids.project)
  await vi.waitFor(() => expect(store.status).toBe('ready'))
  scene = new BoardScene(stores, store)
  scene.focusedId = task.id
  scene.isAtCard = true
})
afterAll(() => stores.close())

const ofPage = () => everywhereCommands(stores)
const ofBoard = () => [...boardCommands(scene), ...firstCommands(scene)]
const ofPanel = () => panelCommands({ scene, task } as unknown as TaskDesk, { content: () => null, addProperty: () => false })
const ofInbox = () => inboxCommands({ groups: () => [{ id: 'one', items: [], unread: 1 }], current: () => undefined, focus: () => {}, archive: () => {}, toggle: () => {} })

/** All that there is while a board is open with a task. */
function everything(): readonly Command[] {
  const commands = new Commands()
  for (const list of [ofPage, ofBoard, ofPanel]) commands.provide(list)
  return commands.all
}

describe('the map of the keys', () => {
  const everywhere = {
    'mod+k': 'palette', '/': 'palette', 'c': 'new-task', 'g i': 'go.inbox', 'g m': 'go.my-work', 'g p': 'go.projects', 'g t': 'go.teams', 'g r': 'go.reports',
    'g s': 'go.settings', '[': 'sidebar', 'mod+z': 'undo', 'mod+shift+z': 'redo', '?': 'help',
  }
  const onBoard = { 'c': 'new-task', 'f': 'board.filter', '/': 'board.filter', ']': 'board.panel', 'escape': 'board.clear-selection' }
  const onCard = {
    'up': 'board.up', 'k': 'board.up', 'down': 'board.down', 'j': 'board.down', 'left': 'board.left', 'right': 'board.right', 'home': 'board.first', 'end': 'board.last',
    'mod+home': 'board.first-column', 'mod+end': 'board.last-column', 'enter': 'task.open', 'space': 'task.carry', 'mod+shift+up': 'task.move-up',
    'mod+shift+down': 'task.move-down', 'mod+shift+left': 'task.move-left', 'mod+shift+right': 'task.move-right', 'mod+shift+home': 'task.move-first',
    'mod+shift+end': 'task.move-last', 'n': 'task.add-below', 'x': 'task.select', 'shift+up': 'task.extend-up', 'shift+down': 'task.extend-down',
    'mod+a': 'task.select-column', '.': 'task.menu', 's': 'task.status', 'a': 'task.assignees', 'i': 'task.assign-me', 'p': 'task.priority', 'l': 'task.labels',
    'd': 'task.due', 'e': 'task.rename', 't': 'task.time', 'w': 'task.watch', 'm': 'task.comment', 'y': 'task.copy-link', 'shift+y': 'task.copy-key', 'backspace': 'task.trash',
  }
  const inPanel = {
    'j': 'panel.next', 'k': 'panel.previous', 'e': 'panel.title', 'm': 'panel.comment', 'o': 'panel.page', 'escape': 'panel.back', 's': 'panel.status', 'a': 'panel.assignees',
    'i': 'panel.assign-me', 'p': 'panel.priority', 'l': 'panel.labels', 'd': 'panel.due', 't': 'panel.log', 'w': 'panel.watch', 'y': 'panel.copy-link', 'shift+y': 'panel.copy-key',
  }
  const inInbox = { 'e': 'inbox.archive', 'u': 'inbox.unread' }

  it.each([
    ['everywhere', 'everywhere', everywhere, () => ofPage()], ['on a board', 'board', onBoard, () => ofBoard()], ['on a card', 'task', onCard, () => ofBoard()],
    ['in the panel', 'panel', inPanel, () => ofPanel()], ['in the inbox', 'board', inInbox, () => ofInbox()],
  ] as const)('is whole %s', (_, scope, map, list) => {
    scene.selected.toggle(task.id)
    // The keys of a card that is carried are those of a mode of its own.
    const all = list().filter((command) => command.scope === scope && !command.id.startsWith('carry.'))
    scene.selected.clear()
    const meant = Object.keys(map).map((keys) => [keys, all.filter((command) => command.keys?.includes(keys)).map(({ id }) => id)])
    expect(Object.fromEntries(meant)).toEqual(Object.fromEntries(Object.entries(map).map(([keys, id]) => [keys, [id]])))
  })

  it('is told by the help sheet: every command that has a key, once', () => {
    const all = everything()
    const told = sectionsOf(all, '').flatMap(({ scope, commands }) => commands.map(({ id }) => `${scope} ${id}`))
    expect(told.toSorted()).toEqual(all.filter(({ keys }) => keys?.length).map(({ scope, id }) => `${scope} ${id}`).toSorted())
    expect(new Set(told).size).toBe(told.length)
    expect(sectionsOf(all, 'xyzzy')).toEqual([])
    expect(sectionsOf(all, 'copy key').flatMap(({ commands }) => commands.map(({ id }) => id))).toContain('task.copy-key')
  })
})

describe('what a menu offers is in the palette too', () => {
  const inPalette = () => new Map(commandEntries(everything()).map(({ command }) => [command.id, command.words]))
  const labelsOf = (entries: readonly MenuEntry[]) => entries.flatMap((entry) => ('label' in entry ? entry.label : []))

  const ofCard = {
    'Open': 'task.open', 'Select': 'task.select', 'Move to…': 'task.status', 'Rename': 'task.rename', 'Add a task below': 'task.add-below', 'Assignees': 'task.assignees',
    'Priority': 'task.priority', 'Labels': 'task.labels', 'Due': 'task.due', 'Start': 'task.start', 'Watch': 'task.watch', 'Move to project…': 'task.transfer',
    'Merge into another task…': 'task.merge', 'Copy link': 'task.copy-link', 'Copy key': 'task.copy-key', 'Archive': 'task.archive', 'Move to trash': 'task.trash',
    // The mode acts on the card that has the focus while arrows are pressed; the palette has each of its steps as a command.
    'Move with arrow keys': null,
  }
  const ofItsColumn = { 'Top of this column': 'task.move-first', 'Bottom of this column': 'task.move-last' }

  it('of a card', () => {
    const palette = inPalette()
    const menu = cardMenu(scene, task)
    expect(labelsOf(menu).toSorted()).toEqual(Object.keys(ofCard).toSorted())
    const move = menu.find((entry) => 'label' in entry && entry.label === 'Move to…') as { items: MenuEntry[] }
    const statuses = Object.fromEntries(scene.statusColumns.map(({ id, name }) => [name, `task.status.${id}`]))
    expect(new Set(labelsOf(move.items))).toEqual(new Set(Object.keys({ ...statuses, ...ofItsColumn })))
    const ids = Object.values({ ...ofCard, ...statuses, ...ofItsColumn }).filter((id) => id !== null)
    expect(ids.filter((id) => !palette.has(id))).toEqual([])
  })

  it('of a project', () => {
    const words = [...inPalette().values()]
    const items = projectItems(stores, aProject())
    expect(items.length).toBeGreaterThan(9)
    const wanted = items.flatMap(({ label, isPage, items: formats }) =>
      (isPage ? label : (formats ? labelsOf(formats).map((format) => `${label} › ${format}`) : [label]).map((name) => `Actions for Web › ${name}`)))
    expect(wanted.filter((name) => !words.includes(name))).toEqual([])
  })
})
