// What the palette searches: every command with its choices, projects, teams, and the tasks of the open boards.
import type { Stores } from '../../client.svelte.ts'
import type { SearchHit } from '../../../shared/features/search.ts'
import type { BoardTask } from '../../../shared/features/tasks.ts'
import { go } from '../go.ts'
import type { Command } from './commands.svelte.ts'
import { plain, type Findable } from './fuzzy.ts'
import { t } from './words.ts'

export interface Entry extends Findable { command: Command }

export const entryOf = (command: Command): Entry =>
  ({ command, plain: plain([command.words, command.also ?? ''].join(' ').trim()) })

/** Commands and, behind each, what there is to choose: "Theme › Dark". */
export function commandEntries(all: readonly Command[]): Entry[] {
  return all.filter(({ isOnlyKeys }) => !isOnlyKeys).flatMap((command) => [entryOf(command), ...choicesOf(command)])
}

function choicesOf(command: Command): Entry[] {
  if (!command.choices || command.unavailable) return []
  return command.choices().map((choice) => entryOf(command.group === 'go' ? choice : {
    ...choice, id: `${command.id}.${choice.id}`, group: command.group,
    words: t('inside', { command: command.words.replace(/\s?…$/, ''), choice: choice.words }),
  }))
}

/** Every task of the boards that are followed; thousands, so this is made once for each opening. */
export function taskEntries(stores: Stores): Entry[] {
  return stores.boards.followed.flatMap((board) =>
    (board.view?.statuses ?? []).flatMap(({ id }) => board.column(id).map((task) => taskEntry(stores, task))))
}

export function taskEntry({ organizations }: Stores, { id, key, title, projectId }: Pick<BoardTask, 'id' | 'key' | 'title' | 'projectId'>): Entry {
  const command: Command = {
    id: `open.${id}`, group: 'go', scope: 'everywhere', words: title, also: key, hint: organizations.project(projectId)?.name,
    href: addressOf({ id, key, projectId }), run: () => go(addressOf({ id, key, projectId })),
  }
  // The key first: who types one means it.
  return { command, plain: plain(`${key} ${title}`) }
}

const addressOf = ({ id, key, projectId }: Pick<BoardTask, 'id' | 'key' | 'projectId'>) =>
  `/projects/${projectId}?task=${encodeURIComponent(key || id)}`

/** A task that the server found: of words in a comment or description it is said so, since the title does not tell. */
export function hitEntry(stores: Stores, { task, place, commentId }: SearchHit): Entry {
  const entry = taskEntry(stores, task)
  if (place === 'key' || place === 'title') return entry
  const project = entry.command.hint ?? ''
  const hint = place === 'comment' ? t('found.comment', { project }) : t('found.description', { project })
  const comment = commentId ? `&comment=${commentId}` : ''
  const href = `${addressOf(task)}${comment}`
  return { ...entry, command: { ...entry.command, hint, href, run: () => go(href) } }
}

/** The way to the search page, with what was typed. */
export function everythingEntry(typed: string): Entry {
  const href = `/search?q=${encodeURIComponent(typed.slice(0, 200))}`
  return entryOf({ id: 'search.everything', group: 'go', scope: 'everywhere', words: t('palette.everything', { typed }), href, run: () => go(href) })
}

export const isTask = ({ command }: Entry): boolean => command.id.startsWith('open.')
