// The commands that every page has.
import type { Stores } from '../../client.svelte.ts'
import type { Project } from '../../../shared/features/projects.ts'
import { projectItems } from '../../features/projects/menu/project-items.ts'
import { languages, locale } from '../../i18n/locale.svelte.ts'
import { announce, densities, motions, theme, themeChoices, toasts } from '../../ui/index.ts'
import { dialogs } from '../dialogs.svelte.ts'
import { go } from '../go.ts'
import { mayInvite, teamsWith } from '../may.ts'
import { sidebar } from '../sidebar.svelte.ts'
import { toggleStar } from '../star.ts'
import { commands, type Command } from './commands.svelte.ts'
import { projectForTask } from './create-task.ts'
import { runCommand } from './keyboard.ts'
import { letterKeys } from './letter-keys.svelte.ts'
import { overlay } from './overlay.svelte.ts'
import { settingsPlaces } from './places.ts'
import { t } from './words.ts'

export function everywhereCommands(stores: Stores): Command[] {
  return [...tools(), ...making(stores), ...ways(stores), ...looks(), ...mine()]
}

type Rest = Partial<Command>
const everywhere = (group: Command['group']) => (id: string, words: string, run: () => void, rest: Rest = {}): Command =>
  ({ id, group, scope: 'everywhere', words, run, ...rest })
const way = (id: string, words: string, href: string, rest: Rest = {}): Command => everywhere('go')(id, words, () => go(href), { href, ...rest })

function tools(): Command[] {
  const command = everywhere('you')
  return [
    command('palette', t('openPalette'), () => overlay.showPalette(),
      { keys: ['mod+k', '/'], atOnce: ['mod+k'], whileTyping: true, isOnlyKeys: true }),
    command('help', t('openHelp'), () => overlay.showHelp(), { keys: ['?'], also: 'shortcuts' }),
    command('undo', t('undo'), undo, { keys: ['mod+z'], hint: toasts.undoable?.text,
      unavailable: toasts.undoable ? undefined : t('undo.nothing') }),
    command('redo', t('redo'), redo, { keys: ['mod+shift+z'], hint: toasts.redoable?.text,
      unavailable: toasts.redoable ? undefined : t('redo.nothing') }),
    ...(toasts.current?.action ? [command('toast.act', toasts.current.action.label, () => toasts.act(),
      { keys: ['mod+.'], hint: toasts.current.text, whileTyping: true })] : []),
    command('sidebar', t('sidebar'), () => sidebar.toggle(), { keys: ['['] }),
    ...(sidebar.laidOver ? [command('sidebar.close', t('sidebar'), () => sidebar.toggle(),
      { keys: ['escape'], isOnlyKeys: true })] : []),
    command('connection', t('connection'), showConnection),
  ]
}

function undo(): void {
  const { text: what, isQuiet } = toasts.undoable ?? {}
  if (!toasts.undoLast() || !what) return
  announce(t('undo.done', { what }), 'assertive')
  // Nothing on the screen said that it could be taken back, and its task may be out of view.
  if (isQuiet) toasts.show({ text: t('undo.done', { what }) })
}

function redo(): void {
  toasts.redoLast()
}

function showConnection(): void {
  // The sheet closes first and gives the focus back.
  setTimeout(() => document.querySelector<HTMLElement>('[data-connection] button')?.click(), 50)
}

function making(stores: Stores): Command[] {
  const command = everywhere('create')
  const projects = teamsWith(stores, 'project.create').length > 0
  const imports = teamsWith(stores, 'import.create').length > 0
  return [
    newTask(stores),
    ...aboutProject(stores),
    command('new-project', t('newProject'), () => dialogs.newProject(),
      { unavailable: projects ? undefined : t('newProject.no') }),
    command('new-team', t('newTeam'), () => dialogs.newTeam(),
      { unavailable: stores.session.can('team.create') ? undefined : t('newTeam.no') }),
    command('invite', t('invite'), () => dialogs.invite(), { unavailable: mayInvite(stores) ? undefined : t('invite.no') }),
    command('import', t('import'), () => go('/import'),
      { also: 'trello', unavailable: imports ? undefined : t('import.no') }),
  ]
}

/** Of the project whose page is open. */
function aboutProject(stores: Stores): Command[] {
  const { organizations } = stores
  const project = [...organizations.projects, ...organizations.aside].find(({ id }) => window.location.pathname.startsWith(`/projects/${id}`))
  if (!project) return []
  const { name } = project
  const words = organizations.isStarred(project.id) ? t('star.off', { name }) : t('star.on', { name })
  const command = everywhere('board')
  const page = (to: 'overview' | 'trash' | 'settings') => ({ ...way(`project.${to}`, t(`project.${to}`), `/projects/${project.id}/${to}`, { hint: name }), group: 'board' as const })
  return [
    command('star', words, () => void toggleStar(stores, project)),
    page('overview'), page('trash'), page('settings'),
    command('about-project', t('aboutProject', { name }), () => overlay.showPalette('about-project'), { choices: () => ofMenu(stores, project) }),
  ]
}

/** Its menu, without the pages that have commands of their own. */
const ofMenu = (stores: Stores, project: Project): Command[] => projectItems(stores, project).filter(({ isPage }) => !isPage).flatMap(({ label, onselect, items }) => {
  const choice = (words: string, run: () => void = () => {}) => everywhere('board')(words, words, run)
  return items ? items.flatMap((item) => ('label' in item ? choice(t('inside', { command: label, choice: item.label }), item.onselect) : [])) : choice(label, onselect)
})

/** Away from a board: on the board that was seen last, or another on which one may. */
function newTask(stores: Stores): Command {
  const project = projectForTask(stores)
  return everywhere('create')('new-task', t('newTask'), () => {
    if (!project) return
    go(`/projects/${project.id}`)
    void commands.onBoard('new-task').then((command) => command && runCommand(command))
  }, { keys: ['c'], hint: project?.name, unavailable: project ? undefined : t('newTask.noProject') })
}

function ways(stores: Stores): Command[] {
  const command = everywhere('go')
  return [
    way('go.home', t('go.home'), '/', { keys: ['g h'] }),
    way('go.my-work', t('go.myWork'), '/my-work', { keys: ['g m'] }),
    way('go.inbox', t('go.inbox'), '/inbox', { keys: ['g i'], hint: stores.organizations.unread > 0 ? String(stores.organizations.unread) : undefined }),
    way('go.my-time', t('go.myTime'), '/my-time', { keys: ['g z'] }),
    way('go.all-projects', t('go.allProjects'), '/projects', { keys: ['g a'], also: t('also.allProjects') }),
    way('go.reports', t('go.reports'), '/reports', { keys: ['g r'] }),
    way('go.workload', t('go.workload'), '/reports/workload'),
    way('go.search', t('go.search'), '/search', { keys: ['g f'], also: t('also.search') }),
    command('go.projects', t('go.projects'), () => overlay.showPalette('go.projects'),
      { keys: ['g p'], choices: () => projectsOf(stores) }),
    command('go.views', t('go.views'), () => overlay.showPalette('go.views'), { choices: () => viewsOf(stores) }),
    command('go.teams', t('go.teams'), () => overlay.showPalette('go.teams'),
      { keys: ['g t'], choices: () => teamsOf(stores) }),
    command('go.work', t('go.work'), () => overlay.showPalette('go.work'), { keys: ['g w'], choices: () => worksOf(stores) }),
    command('go.people', t('go.people'), () => overlay.showPalette('go.people'), { choices: () => peopleOf(stores) }),
    way('go.chart', t('go.chart'), '/organization', { keys: ['g o'], also: t('also.chart') }),
    way('go.settings', t('go.settings'), '/settings/profile',
      { keys: ['g s'], also: t('also.settings'), isOnlyKeys: true }),
    ...settingsPlaces(stores.session).map(({ href, words }) => way(`go.${href}`, words, href,
      { hint: t('go.settings'), also: t('also.settings') })),
  ]
}

const projectsOf = ({ organizations }: Stores) => organizations.projects.map(({ id, name, key, teamId }) => way(
  `project.${id}`, name, `/projects/${id}`, { also: key, hint: organizations.team(teamId)?.name },
))

const viewsOf = ({ organizations, session }: Stores) => organizations.views.filter(({ projectId }) => projectId === null || organizations.project(projectId)).map((view) =>
  everywhere('go')(`view.${view.id}`, view.name, async () => {
    // The filter language comes with it.
    const { viewAddress } = await import('../../features/views/view-state.ts')
    go(viewAddress(view, session.membershipId))
  }, { hint: view.projectId === null ? organizations.team(view.teamId)?.name : organizations.project(view.projectId)?.name }))

/** All that there is to do in a team, in one list. */
const worksOf = ({ organizations }: Stores) => organizations.teams.map(({ id, name }) => way(
  `work.${id}`, name, `/teams/${id}/work`, { hint: t('go.work.hint') },
))

const teamsOf = ({ organizations }: Stores) => organizations.teams.map(({ id, name }) => way(
  `team.${id}`, name, `/teams/${id}`, { hint: t('go.team') },
))

const peopleOf = ({ organizations }: Stores) => organizations.members.filter(({ status }) => status === 'active').map(({ id, name, email }) => way(
  `person.${id}`, name, `/members/${id}`, { also: email ?? '', hint: t('go.person') },
))

function looks(): Command[] {
  const command = everywhere('look')
  const choosing = <Value extends string>(
    id: string, words: string, values: readonly Value[], name: (value: Value) => string, now: Value,
    choose: (value: Value) => void,
  ) => command(id, words, () => overlay.showPalette(id), {
    hint: name(now),
    choices: () => values.map((value) => command(`${id}.${value}`, name(value), () => choose(value), { isSet: value === now })),
  })
  return [
    choosing('theme', t('theme'), themeChoices, (value) => t(`theme.${value}`), theme.choice, (value) => theme.choose(value)),
    choosing('density', t('density'), densities, (value) => t(`density.${value}`), theme.density,
      (value) => (theme.density = value)),
    choosing('motion', t('motion'), motions, (value) => t(`motion.${value}`), theme.motion, (value) => (theme.motion = value)),
    choosing('language', t('language'), [...languages, 'browser'] as const, languageName, locale.choice ?? 'browser',
      (value) => void locale.choose(value === 'browser' ? null : value)),
    command('letter-keys', letterKeys.on ? t('letters.off') : t('letters.on'), () => (letterKeys.on = !letterKeys.on)),
  ]
}

/** Each language in itself, as its readers look for it. */
const languageName = (value: string): string => (value === 'browser'
  ? t('language.browser')
  : new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value)

function mine(): Command[] {
  return [everywhere('you')('sign-out', t('signOut'), () => dialogs.signOut())]
}
