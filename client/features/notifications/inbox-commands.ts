// What can be done in the inbox, for keyboard, palette and help sheet.
import type { Command } from '../../shell/commands/commands.svelte.ts'
import type { Group } from './groups.ts'
import { t } from './words.ts'

interface Hand {
  groups: () => readonly Group[]
  current: () => Group | undefined
  focus: (by: number) => void
  archive: (group: Group) => void
  toggle: (group: Group) => void
}

export function inboxCommands({ groups, current, focus, archive, toggle }: Hand): Command[] {
  if (groups().length === 0) return []
  const command = (id: string, words: string, keys: string[], run: () => void): Command => ({ id: `inbox.${id}`, group: 'you', scope: 'board', words, keys, isOnlyKeys: true, run })
  const onCurrent = (action: (group: Group) => void) => () => {
    const group = current()
    if (group) action(group)
  }
  return [
    command('next', t('next'), ['j', 'down'], () => focus(1)),
    command('previous', t('previous'), ['k', 'up'], () => focus(-1)),
    command('archive', t('archive'), ['e'], onCurrent(archive)),
    command('unread', t('markUnread'), ['u'], onCurrent(toggle)),
  ]
}
