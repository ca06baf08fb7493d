// The list of shortcuts as the help sheet shows it: every command that has a key, under where it works.
import type { Command, Scope } from '../commands.svelte.ts'
import { plain, score } from '../fuzzy.ts'

export interface Section { scope: Scope; commands: readonly Command[] }

const scopes: readonly Scope[] = ['everywhere', 'board', 'task', 'panel']

/** Those whose words or keys answer what is typed. */
export function sectionsOf(all: readonly Command[], typed: string): Section[] {
  const named = all.filter((command) => command.keys && command.keys.length > 0 && isFound(command, typed.trim()))
  return scopes.map((scope) => ({ scope, commands: named.filter((command) => command.scope === scope) })).filter(({ commands }) => commands.length > 0)
}

const isFound = ({ words, also, keys }: Command, typed: string) =>
  typed === '' || score(plain([words, also, ...(keys ?? [])].join(' ')), plain(typed)) > 0
