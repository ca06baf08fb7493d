// The archive as it is written, and what becomes of it: two projects, their statuses, texts with who wrote them and when.
import { createHash } from 'node:crypto'
import type { Hue } from '../../shared/features/labels.ts'
import type { Category } from '../../shared/features/workflow.ts'
import { hueOf } from '../../shared/github/github-hue.ts'

export interface Item {
  number: number; title: string; url: string; state: 'OPEN' | 'CLOSED' | 'MERGED'; author: string | null; labels: string[]; body: string | null
  createdAt: string; closedAt: string | null; comments: { author: string | null; body: string; createdAt: string }[]
}
export interface Archive { repo: string; timestamp: string; labels: { name: string; color: string }[]; issues: Item[]; pulls: Item[] }

export interface Plan {
  name: string
  statuses: { name: string; category: Category; color: Hue }[]
  labels: { name: string; color: Hue }[]
  items: Item[]
  statusOf(item: Item): string
  progressOf(item: Item): number
  /** Closed so long ago that it does not belong on a board any more. */
  isOld(item: Item): boolean
}

const OLD_YEARS = 5

const issueStatuses: Plan['statuses'] = [{ name: 'Open', category: 'todo', color: 'sky' }, { name: 'Closed', category: 'done', color: 'green' }]
const pullStatuses: Plan['statuses'] = [
  { name: 'Open', category: 'active', color: 'amber' }, { name: 'Merged', category: 'done', color: 'violet' },
  { name: 'Closed without merging', category: 'cancelled', color: 'slate' },
]

export function issuesPlan(archive: Archive): Plan {
  return plan(archive, 'issues', archive.issues, issueStatuses, ({ state }) => (state === 'OPEN' ? 'Open' : 'Closed'))
}

export function pullsPlan(archive: Archive): Plan {
  const names = { OPEN: 'Open', MERGED: 'Merged', CLOSED: 'Closed without merging' }
  return plan(archive, 'pull requests', archive.pulls, pullStatuses, ({ state }) => names[state])
}

function plan(archive: Archive, kind: string, items: Item[], statuses: Plan['statuses'], statusOf: Plan['statusOf']): Plan {
  const oldest = new Date(archive.timestamp)
  oldest.setUTCFullYear(oldest.getUTCFullYear() - OLD_YEARS)
  const used = new Set(items.flatMap(({ labels }) => labels))
  return {
    name: `${archive.repo.split('/').at(-1)!}: ${kind}`, statuses, items, statusOf,
    labels: archive.labels.filter(({ name }) => used.has(name)).map(({ name, color }) => ({ name, color: hueOf(color) })),
    progressOf: (item) => (statuses.find(({ name }) => name === statusOf(item))!.category === 'done' ? 100 : 0),
    isOld: ({ closedAt }) => closedAt !== null && new Date(closedAt) < oldest,
  }
}

/** Always the same id for the same thing, so that a second run finds what the first made. A UUID of version 8 (RFC 9562). */
export function idFor(...parts: (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join(' ')).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

export const boardTextOf = ({ title, number }: Item) => `${storable(title).slice(0, 480) || 'Untitled'} (#${number})`

export function descriptionOf({ author, createdAt, url, number, body }: Item): string {
  return storable(`*${author ?? 'somebody'} on ${createdAt.slice(0, 10)}, [#${number}](${url})*\n\n${body ?? ''}`)
}

export function commentsOf({ comments }: Item): string[] {
  return comments.map(({ author, createdAt, body }) => storable(`*${author ?? 'somebody'} on ${createdAt.slice(0, 10)}*\n\n${body}`))
}

/** What the API stores: no NUL, no half characters. */
const storable = (text: string) => text.toWellFormed().replaceAll('\0', '').trim().slice(0, 100_000)
