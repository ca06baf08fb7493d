// The editor's commands: what a button shows and which keys press it.
import Bold from '@lucide/svelte/icons/bold'
import Code from '@lucide/svelte/icons/code'
import Italic from '@lucide/svelte/icons/italic'
import Link from '@lucide/svelte/icons/link'
import List from '@lucide/svelte/icons/list'
import ListChecks from '@lucide/svelte/icons/list-checks'
import ListOrdered from '@lucide/svelte/icons/list-ordered'
import TextQuote from '@lucide/svelte/icons/text-quote'
import type { Component } from 'svelte'
import { coded, linked, marked, prefixed, type Edit } from './edits.ts'

export type CommandName = 'bold' | 'italic' | 'link' | 'bullets' | 'numbers' | 'checks' | 'code' | 'quote'
/** `code`: the place of the key, which stays where it is when Shift makes another sign of it. */
interface Command { name: CommandName; keys: string; code: string; shift: boolean; icon: Component<{ size?: number }>; edit: Edit }

const command = (name: CommandName, keys: string, code: string, icon: Command['icon'], edit: Edit): Command =>
  ({ name, keys, code, shift: keys.includes('shift'), icon, edit })

export const commands: readonly Command[] = [
  command('bold', 'mod+b', 'KeyB', Bold, marked('**')),
  command('italic', 'mod+i', 'KeyI', Italic, marked('*')),
  command('link', 'mod+k', 'KeyK', Link, linked),
  command('bullets', 'mod+shift+8', 'Digit8', List, prefixed('bullets')),
  command('numbers', 'mod+shift+7', 'Digit7', ListOrdered, prefixed('numbers')),
  command('checks', 'mod+shift+9', 'Digit9', ListChecks, prefixed('checks')),
  command('code', 'mod+e', 'KeyE', Code, coded),
  command('quote', 'mod+shift+.', 'Period', TextQuote, prefixed('quote')),
]

export function commandOf({ ctrlKey, metaKey, altKey, shiftKey, code }: KeyboardEvent): Command | undefined {
  if ((!ctrlKey && !metaKey) || altKey) return undefined
  return commands.find((one) => one.code === code && one.shift === shiftKey)
}
