// What changed in a field, in words: "changed the due day from 24 Nov to 20 Nov", "assigned Ade". Pure.
import type { Names, Piece } from './activity-sentences.ts'

type Pair = [unknown, unknown]
/** Puts the words around what was changed. */
export type Phrase = (what: Piece[]) => Piece[]
type Told = (pair: Pair, names: Names) => Phrase | null

const said = (text: string): Piece => ({ text })
const strong = (text: string): Piece => ({ text, strong: true })
const list = (words: readonly string[]) => new Intl.ListFormat('en').format(words)
const shown = (value: unknown) => (typeof value === 'string' ? value.replaceAll('_', ' ') : String(value))

const fromTo = (name: string, before: string | null, after: string | null): Phrase => (what) => {
  const of = [...what.length > 0 ? [said(' of '), ...what] : []]
  if (after === null) return [said(`removed the ${name}`), ...of]
  if (before === null) return [said(`set the ${name}`), ...of, said(' to '), strong(after)]
  return [said(`changed the ${name}`), ...of, said(` from ${before} to `), strong(after)]
}
const value = (name: string): Told => ([before, after]) => fromTo(name, shown(before), shown(after))
const day = (name: string): Told => ([before, after], names) =>
  fromTo(name, before === null ? null : names.day(String(before)), after === null ? null : names.day(String(after)))
const quietly = (text: string): Told => () => (what) => [said(`${text} `), ...what]

/** Ids that came and went, by name. */
function members(added: string, removed: string, kind: 'member' | 'label'): Told {
  return ([before, after], names) => {
    const [old, now] = [new Set(before as string[]), new Set(after as string[])]
    const came = [...now].filter((id) => !old.has(id)).map((id) => names[kind](id))
    const went = [...old].filter((id) => !now.has(id)).map((id) => names[kind](id))
    if (came.length === 0 && went.length === 0) return null
    return (what) => [
      ...(came.length > 0 ? [said(`${added} `), strong(list(came)), said(' to '), ...what] : []),
      ...(came.length > 0 && went.length > 0 ? [said(' and ')] : []),
      ...(went.length > 0 ? [said(`${removed} `), strong(list(went)), said(' from '), ...what] : []),
    ]
  }
}

const told: Record<string, Told> = {
  title: ([before, after]) => (what) =>
    [said('renamed '), ...what, said(` from “${shown(before)}” to `), strong(`“${shown(after)}”`)],
  name: ([before, after]) => (what) =>
    [said('renamed '), ...what, said(` from “${shown(before)}” to `), strong(`“${shown(after)}”`)],
  description: quietly('changed the description of'),
  priority: ([before, after]) =>
    fromTo('priority', before === 'none' ? null : shown(before), after === 'none' ? null : shown(after)),
  assigneeIds: members('assigned', 'unassigned', 'member'),
  labelIds: members('added', 'removed', 'label'),
  startAt: day('start'),
  dueAt: day('due day'),
  progress: ([before, after]) => fromTo('progress', `${shown(before)} %`, `${shown(after)} %`),
  statusId: ([before, after], names) => (what) =>
    [said('moved '), ...what, said(` from ${names.status(String(before))} to `), strong(names.status(String(after)))],
  managerId: ([, after], names) => () =>
    (after === null ? [said('removed the manager')]
    : [said('made '), strong(names.member(String(after))), said(' manager')]),
  role: value('role'), status: value('status'), category: value('category'), color: value('colour'),
  email: quietly('changed the e-mail address of'),
  archived: ([, after]) => (what) => [said(after ? 'archived ' : 'took out of the archive '), ...what],
  settings: quietly('changed the settings of'),
  importedPeople: quietly('cleared the imported people of'),
}

/** A phrase for each field that a reader cares about. */
export function fieldPhrases(changes: Record<string, Pair | undefined>, names: Names): Phrase[] {
  return Object.entries(changes).flatMap(([field, pair]) => {
    if (!pair || field === 'rank') return []
    const tell = told[field] ?? quietly(`changed the ${field} of`)
    return tell(pair, names) ?? []
  })
}
