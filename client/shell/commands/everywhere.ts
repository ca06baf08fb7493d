// The commands that every page has.
import type { Stores } from '../../client.svelte.ts'
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
  return [
    command('star', words, () => void toggleStar(stores, project)),
    command('project.overview', t('project.overview'), () => go(`/projects/${project.id}/overview`), { hint: name }),
    command('project.trash', t('project.trash'), () => go(`/projects/${project.id}/trash`), { hint: name }),
    command('project.settings', t('project.settings'), () => go(`/projects/${project.id}/settings`), { hint: name }),
  ]
}

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
    command('go.home', t('go.home'), () => go('/'), { keys: ['g h'] }),
    command('go.my-work', t('go.myWork'), () => go('/my-work'), { keys: ['g m'] }),
    command('go.inbox', t('go.inbox'), () => go('/inbox'), { keys: ['g i'], hint: stores.organizations.unread > 0 ? String(stores.organizations.unread) : undefined }),
    command('go.my-time', t('go.myTime'), () => go('/my-time'), { keys: ['g z'] }),
    command('go.all-projects', t('go.allProjects'), () => go('/projects'), { keys: ['g a'], also: t('also.allProjects') }),
    command('go.reports', t('go.reports'), () => go('/reports'), { keys: ['g r'] }),
    command('go.workload', t('go.workload'), () => go('/reports/workload')),
    command('go.search', t('go.search'), () => go('/search'), { keys: ['g f'], also: t('also.search') }),
    command('go.projects', t('go.projects'), () => overlay.showPalette('go.projects'),
      { keys: ['g p'], choices: () => projectsOf(stores) }),
    command('go.views', t('go.views'), () => overlay.showPalette('go.views'), { choices: () => viewsOf(stores) }),
    command('go.teams', t('go.teams'), () => overlay.showPalette('go.teams'),
      { keys: ['g t'], choices: () => teamsOf(stores) }),
    command('go.work', t('go.work'), () => overlay.showPalette('go.work'), { keys: ['g w'], choices: () => worksOf(stores) }),
    command('go.people', t('go.people'), () => overlay.showPalette('go.people'), { choices: () => peopleOf(stores) }),
    command('go.chart', t('go.chart'), () => go('/organization'), { keys: ['g o'], also: t('also.chart') }),
    command('go.settings', t('go.settings'), () => go('/settings/profile'),
      { keys: ['g s'], also: t('also.settings'), isOnlyKeys: true }),
    ...settingsPlaces(stores.session).map(({ href, words }) => command(`go.${href}`, words, () => go(href),
      { hint: t('go.settings'), also: t('also.settings') })),
  ]
}

const projectsOf = ({ organizations }: Stores) => organizations.projects.map(({ id, name, key, teamId }) => everywhere('go')(
  `project.${id}`, name, () => go(`/projects/${id}`), { also: key, hint: organizations.team(teamId)?.name },
))

const viewsOf = ({ organizations, session }: Stores) => organizations.views.filter(({ projectId }) => projectId === null || organizations.project(projectId)).map((view) =>
  everywhere('go')(`view.${view.id}`, view.name, async () => {
    // The filter language comes with it.
    const { viewAddress } = await import('../../features/views/view-state.ts')
    go(viewAddress(view, session.membershipId))
  }, { hint: view.projectId === null ? organizations.team(view.teamId)?.name : organizations.project(view.projectId)?.name }))

/** All that there is to do in a team, in one list. */
const worksOf = ({ organizations }: Stores) => organizations.teams.map(({ id, name }) => everywhere('go')(
  `work.${id}`, name, () => go(`/teams/${id}/work`), { hint: t('go.work.hint') },
))

const teamsOf = ({ organizations }: Stores) => organizations.teams.map(({ id, name }) => everywhere('go')(
  `team.${id}`, name, () => go(`/teams/${id}`), { hint: t('go.team') },
))

const peopleOf = ({ organizations }: Stores) => organizations.members.filter(({ status }) => status === 'active').map(({ id, name, email }) => everywhere('go')(
  `person.${id}`, name, () => go(`/members/${id}`), { also: email ?? '', hint: t('go.person') },
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
