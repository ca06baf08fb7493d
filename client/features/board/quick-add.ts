// Reads one typed line into a task: `Retry webhooks @ade #bug fri !high >review ^WEB-7`, or `/Bug report Retry webhooks` by a template. Pure; what is not known stays text.
import type { Priority } from '../../../shared/features/priority.ts'
import { parseDay } from '../../ui/day-words.ts'
import { readEstimate } from '../../ui/durations.ts'

export interface Named { id: string; name: string }
export interface KeyedTask { id: string; key: string; title: string }

export interface QuickAddContext {
  people: readonly Named[]
  labels: readonly Named[]
  statuses: readonly Named[]
  /** What a new task can be part of; asked for only when a line says so. */
  tasks?: () => readonly KeyedTask[]
  templates?: readonly Named[]
  /** Whom `@me` means. */
  meId: string | null
  /** Today as 'YYYY-MM-DD'. */
  today: string
  /** Words that were turned back into text, lower case. */
  literal?: ReadonlySet<string>
}

export type PartKind = 'text' | 'assignee' | 'label' | 'unknownLabel' | 'priority' | 'due' | 'status' | 'estimate' | 'parent' | 'template'
export interface Part { kind: PartKind; text: string }

export interface QuickAdd {
  title: string
  assigneeIds: string[]
  labelIds: string[]
  /** `#names` that no label has; they stay in the title until somebody makes the label. */
  unknownLabels: string[]
  priority: Priority
  due: string | null
  statusId: string | null
  estimatePoints: number | null
  estimateMinutes: number | null
  parentId: string | null
  templateId: string | null
  /** The last word begins a mark that nothing is known by yet: `^web` or `/bu`. */
  asked: Asked | null
  /** The whole line again in pieces, for tinting. */
  parts: Part[]
}

export interface Asked { mark: '^' | '/'; typed: string }

interface Word { text: string; start: number; end: number; quoted: boolean }
/** `end`: where in the line it ends. */
type Found = { kind: Exclude<PartKind, 'text'>; end: number; take: (into: QuickAdd) => void }

const MOST_WORDS_OF_A_DAY = 4

/** What the line says. Later dates, priorities and statuses win over earlier ones. */
export function readQuickAdd(line: string, context: QuickAddContext): QuickAdd {
  const result: QuickAdd = {
    title: '', assigneeIds: [], labelIds: [], unknownLabels: [], priority: 'none', due: null, statusId: null, estimatePoints: null, estimateMinutes: null, parentId: null, templateId: null, asked: null, parts: [],
  }
  let words = wordsOf(line)
  const title: string[] = []
  let done = 0
  for (let index = 0; index < words.length;) {
    const word = words[index]!
    const found = word.quoted ? null : find(line, words, index, context)
    const end = found?.end ?? word.end
    if (!found || found.kind === 'unknownLabel') title.push(word.quoted ? word.text.replaceAll('"', '') : word.text)
    addPart(result.parts, 'text', line.slice(done, word.start))
    addPart(result.parts, found?.kind ?? 'text', line.slice(word.start, end))
    found?.take(result)
    done = end
    while (index < words.length && words[index]!.start < end) index++
    // A name with a quotation mark may end inside of what looked like a quotation.
    if (words[index - 1]!.end > end) [words, index] = [wordsOf(line, end), 0]
  }
  addPart(result.parts, 'text', line.slice(done))
  return { ...result, asked: askedBy(line, result.parts), title: title.join(' ').trim() }
}

function askedBy(line: string, parts: readonly Part[]): Asked | null {
  const [, mark, typed] = /(?:^|\s)([\^/])([^\s"]*)$/.exec(line) ?? []
  return mark && parts.at(-1)?.kind === 'text' ? { mark: mark as Asked['mark'], typed: typed! } : null
}

const MOST_SUGGESTED = 4

/** What the begun mark may mean, and the words to put in its place. */
export function suggestionsOf({ mark, typed }: Asked, { tasks, templates = [] }: Pick<QuickAddContext, 'tasks' | 'templates'>): { word: string; label: string }[] {
  const begun = plain(typed)
  if (mark === '/') return templates.filter(({ name }) => plain(name).includes(begun)).slice(0, MOST_SUGGESTED).map(({ name }) => ({ word: `/${name}`, label: name }))
  const isMeant = ({ key, title }: KeyedTask) => key !== '' && (plain(key).startsWith(begun) || plain(title).includes(begun))
  return (tasks?.() ?? []).filter(isMeant).slice(0, MOST_SUGGESTED).map(({ key, title }) => ({ word: `^${key}`, label: `${key} ${title}` }))
}

/** Lines of a pasted text that would each become a task: without bullets, numbers and empty lines. */
export function pastedTitles(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.replace(/^\s*(?:[-*•]\s+(?:\[[ x]\]\s+)?|\d+[.)]\s+)?/i,
    '').trim()).filter(Boolean)
}

function wordsOf(line: string, from = 0): Word[] {
  return Array.from(line.slice(from).matchAll(/"[^"]*"?|\S+/g), ({ 0: text, index }) => (
    { text, start: from + index, end: from + index + text.length, quoted: text.startsWith('"') }
  ))
}

function addPart(parts: Part[], kind: PartKind, text: string): void {
  const last = parts.at(-1)
  if (!text) return
  if (last && last.kind === 'text' && kind === 'text') last.text += text
  else parts.push({ kind, text })
}

function find(line: string, words: readonly Word[], index: number, context: QuickAddContext): Found | null {
  const word = words[index]!
  const { text: first } = word
  if (context.literal?.has(first.toLowerCase())) return null
  if (first.startsWith('@') && first.length > 1) return findPerson(line, word, context)
  if (first.startsWith('#') && first.length > 1) return findLabel(line, word, context)
  if (first.startsWith('>') && first.length > 1) return findStatus(line, word, context)
  if (first.startsWith('^')) return findParent(word, context.tasks?.() ?? [])
  if (first.startsWith('/') && first.length > 1) return findTemplate(line, word, context.templates ?? [])
  if (first.startsWith('~')) return findEstimate(word)
  if (first.startsWith('!')) return findPriority(word)
  return findDay(words, index, context.today)
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLocaleLowerCase()
const oneSpaced = (text: string) => plain(text).trim().replace(/\s+/g, ' ')

/** A whole name first, the longest that stands there, then a beginning of one that only one thing has. */
function named(line: string, { text, start, end }: Word, things: readonly Named[]): { id: string; end: number } | null {
  return wholeName(line, start + 1, things) ?? beginningOf(plain(text.slice(1)), end, things)
}

/** Names may have many words, and quotation marks; they end where a word does. */
function wholeName(line: string, from: number, things: readonly Named[]): { id: string; end: number } | null {
  const idOf = new Map(things.map(({ id, name }) => [oneSpaced(name), id] as const).reverse())
  const most = Math.max(0, ...[...idOf.keys()].map((name) => name.split(' ').length))
  let said = ''
  let found: { id: string; end: number } | null = null
  let count = 0
  for (const { 0: word, index } of line.slice(from).matchAll(/\S+/g)) {
    if (++count > most) break
    said = `${said} ${plain(word)}`.trimStart()
    const id = idOf.get(said)
    if (id !== undefined) found = { id, end: from + index + word.length }
  }
  return found
}

function beginningOf(typed: string, end: number, things: readonly Named[]): { id: string; end: number } | null {
  const begins = things.filter(({ name }) => plain(name).split(/\s+/).some((part) => part.startsWith(typed)))
  return begins.length === 1 || begins.some(({ name }) => plain(name).split(/\s+/)[0] === typed)
    ? { id: begins[0]!.id, end } : null
}

function findPerson(line: string, word: Word, { people, meId }: QuickAddContext): Found | null {
  const isMe = word.text.toLowerCase() === '@me' && meId !== null
  const found = isMe ? { id: meId, end: word.end } : named(line, word, people)
  return found && { kind: 'assignee', end: found.end, take: (into) => addOnce(into.assigneeIds, found.id) }
}

function findLabel(line: string, word: Word, { labels }: QuickAddContext): Found {
  const found = named(line, word, labels)
  if (found) return { kind: 'label', end: found.end, take: (into) => addOnce(into.labelIds, found.id) }
  return { kind: 'unknownLabel', end: word.end, take: (into) => addOnce(into.unknownLabels, word.text.slice(1)) }
}

function findStatus(line: string, word: Word, { statuses }: QuickAddContext): Found | null {
  const found = named(line, word, statuses)
  return found && { kind: 'status', end: found.end, take: (into) => (into.statusId = found.id) }
}

/** By the whole key, or its number alone. */
function findParent({ text, end }: Word, tasks: readonly KeyedTask[]): Found | null {
  const asked = text.slice(1).toLowerCase()
  const found = asked && tasks.find(({ key }) => key.toLowerCase() === asked || (/^\d+$/.test(asked) && key.endsWith(`-${asked}`)))
  return found ? { kind: 'parent', end, take: (into) => (into.parentId = found.id) } : null
}

function findTemplate(line: string, word: Word, templates: readonly Named[]): Found | null {
  const found = named(line, word, templates)
  return found && { kind: 'template', end: found.end, take: (into) => (into.templateId = found.id) }
}

const priorityWords: Record<string, Priority> = {
  '!!': 'urgent', '!urgent': 'urgent', '!high': 'high', '!h': 'high', '!medium': 'medium', '!med': 'medium',
  '!m': 'medium',
  '!low': 'low', '!l': 'low',
}

function findPriority({ text, end }: Word): Found | null {
  const priority = priorityWords[text.toLowerCase()]
  return priority ? { kind: 'priority', end, take: (into) => (into.priority = priority) } : null
}

/** `~3` is points, `~2h` and `~1:30` are time. */
function findEstimate({ text, end }: Word): Found | null {
  const typed = text.slice(1)
  const kind = /^\d+(?:[.,]\d+)?$/.test(typed) ? 'points' : 'minutes'
  const given = readEstimate(kind, typed)
  if (typeof given !== 'number') return null
  return { kind: 'estimate', end, take: (into) => (into[kind === 'points' ? 'estimatePoints' : 'estimateMinutes'] = given) }
}

const days = [
  'today', 'tomorrow', 'tmr', 'eow', 'eom', 'next week', 'next month', 'end of week', 'end of month',
  '\\+\\d{1,3}[dwm]', 'in \\d{1,3} (?:days?|weeks?|months?)', '\\d{4}-\\d{2}-\\d{2}',
  '\\d{1,2}\\.? \\p{L}{3,9}(?: \\d{4})?',
  '(?:next )?(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)',
]
const DAY = new RegExp(`^(?:${days.join('|')})(?: \\d{1,2}[:.]\\d{2})?$`, 'iu')

/** The longest reading first. */
function findDay(words: readonly Word[], index: number, today: string): Found | null {
  for (let count = Math.min(MOST_WORDS_OF_A_DAY, words.length - index); count > 0; count--) {
    const taken = words.slice(index, index + count)
    if (taken.some(({ quoted }) => quoted)) continue
    const text = taken.map((word) => word.text).join(' ')
    const day = DAY.test(text) ? parseDay(text, today) : null
    if (day) return { kind: 'due', end: taken.at(-1)!.end, take: (into) => (into.due = day) }
  }
  return null
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value)
}
