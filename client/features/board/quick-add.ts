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
type Found = { kind: Exclude<PartKind, 'text'>; words: number; take: (into: QuickAdd) => void }

const MOST_WORDS = 4

/** What the line says. Later dates, priorities and statuses win over earlier ones. */
export function readQuickAdd(line: string, context: QuickAddContext): QuickAdd {
  const result: QuickAdd = {
    title: '', assigneeIds: [], labelIds: [], unknownLabels: [], priority: 'none', due: null, statusId: null, estimatePoints: null, estimateMinutes: null, parentId: null, templateId: null, asked: null, parts: [],
  }
  const words = wordsOf(line)
  const title: string[] = []
  let done = 0
  for (let index = 0; index < words.length;) {
    const word = words[index]!
    const found = word.quoted ? null : find(words, index, context)
    const last = words[index + (found?.words ?? 1) - 1]!
    if (found && found.kind !== 'unknownLabel') {
      addPart(result.parts, 'text', line.slice(done, word.start))
    } else {
      title.push(word.quoted ? word.text.replaceAll('"', '') : word.text)
      addPart(result.parts, 'text', line.slice(done, word.start))
    }
    addPart(result.parts, found?.kind ?? 'text', line.slice(word.start, last.end))
    found?.take(result)
    done = last.end
    index += found?.words ?? 1
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

function wordsOf(line: string): Word[] {
  return Array.from(line.matchAll(/"[^"]*"?|\S+/g), (match) => (
    { text: match[0], start: match.index, end: match.index + match[0].length, quoted: match[0].startsWith('"') }
  ))
}

function addPart(parts: Part[], kind: PartKind, text: string): void {
  const last = parts.at(-1)
  if (!text) return
  if (last && last.kind === 'text' && kind === 'text') last.text += text
  else parts.push({ kind, text })
}

function find(words: readonly Word[], index: number, context: QuickAddContext): Found | null {
  const first = words[index]!.text
  if (context.literal?.has(first.toLowerCase())) return null
  if (first.startsWith('@') && first.length > 1) return findPerson(words, index, context)
  if (first.startsWith('#') && first.length > 1) return findLabel(words, index, context)
  if (first.startsWith('>') && first.length > 1) return findStatus(words, index, context)
  if (first.startsWith('^')) return findParent(first.slice(1), context.tasks?.() ?? [])
  if (first.startsWith('/') && first.length > 1) return findTemplate(words, index, context.templates ?? [])
  if (first.startsWith('~')) return findEstimate(first.slice(1))
  if (first.startsWith('!')) return findPriority(first)
  return findDay(words, index, context.today)
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLocaleLowerCase()

/** The words from `index` on as one name, from the longest to the shortest reading. */
function* readings(words: readonly Word[], index: number): Generator<{ text: string; count: number }> {
  for (let count = Math.min(MOST_WORDS, words.length - index); count > 0; count--) {
    const taken = words.slice(index, index + count)
    if (taken.some(({ quoted }) => quoted)) continue
    yield { text: taken.map(({ text }) => text).join(' '), count }
  }
}

/** A whole name first (several words), then a beginning of one that only one thing has. */
function named(words: readonly Word[], index: number, things: readonly Named[]): { id: string; words: number } | null {
  for (const { text, count } of readings(words, index)) {
    const exact = things.find(({ name }) => plain(name) === plain(text.slice(1)))
    if (exact) return { id: exact.id, words: count }
  }
  const typed = plain(words[index]!.text.slice(1))
  const begins = things.filter(({ name }) => plain(name).split(/\s+/).some((part) => part.startsWith(typed)))
  return begins.length === 1 || begins.some(({ name }) => plain(name).split(/\s+/)[0] === typed)
    ? { id: begins[0]!.id, words: 1 } : null
}

function findPerson(words: readonly Word[], index: number, { people, meId }: QuickAddContext): Found | null {
  const isMe = words[index]!.text.toLowerCase() === '@me' && meId !== null
  const found = isMe ? { id: meId, words: 1 } : named(words, index, people)
  return found && { kind: 'assignee', words: found.words, take: (into) => addOnce(into.assigneeIds, found.id) }
}

function findLabel(words: readonly Word[], index: number, { labels }: QuickAddContext): Found {
  const found = named(words, index, labels)
  const name = words[index]!.text.slice(1)
  if (found) return { kind: 'label', words: found.words, take: (into) => addOnce(into.labelIds, found.id) }
  return { kind: 'unknownLabel', words: 1, take: (into) => addOnce(into.unknownLabels, name) }
}

function findStatus(words: readonly Word[], index: number, { statuses }: QuickAddContext): Found | null {
  const found = named(words, index, statuses)
  return found && { kind: 'status', words: found.words, take: (into) => (into.statusId = found.id) }
}

/** By the whole key, or its number alone. */
function findParent(typed: string, tasks: readonly KeyedTask[]): Found | null {
  const asked = typed.toLowerCase()
  const found = asked && tasks.find(({ key }) => key.toLowerCase() === asked || (/^\d+$/.test(asked) && key.endsWith(`-${asked}`)))
  return found ? { kind: 'parent', words: 1, take: (into) => (into.parentId = found.id) } : null
}

function findTemplate(words: readonly Word[], index: number, templates: readonly Named[]): Found | null {
  const found = named(words, index, templates)
  return found && { kind: 'template', words: found.words, take: (into) => (into.templateId = found.id) }
}

const priorityWords: Record<string, Priority> = {
  '!!': 'urgent', '!urgent': 'urgent', '!high': 'high', '!h': 'high', '!medium': 'medium', '!med': 'medium',
  '!m': 'medium',
  '!low': 'low', '!l': 'low',
}

function findPriority(word: string): Found | null {
  const priority = priorityWords[word.toLowerCase()]
  return priority ? { kind: 'priority', words: 1, take: (into) => (into.priority = priority) } : null
}

/** `~3` is points, `~2h` and `~1:30` are time. */
function findEstimate(typed: string): Found | null {
  const kind = /^\d+(?:[.,]\d+)?$/.test(typed) ? 'points' : 'minutes'
  const given = readEstimate(kind, typed)
  if (typeof given !== 'number') return null
  return { kind: 'estimate', words: 1, take: (into) => (into[kind === 'points' ? 'estimatePoints' : 'estimateMinutes'] = given) }
}

const days = [
  'today', 'tomorrow', 'tmr', 'eow', 'eom', 'next week', 'next month', 'end of week', 'end of month',
  '\\+\\d{1,3}[dwm]', 'in \\d{1,3} (?:days?|weeks?|months?)', '\\d{4}-\\d{2}-\\d{2}',
  '\\d{1,2}\\.? \\p{L}{3,9}(?: \\d{4})?',
  '(?:next )?(?:mon|tue|wed|thu|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)',
]
const DAY = new RegExp(`^(?:${days.join('|')})(?: \\d{1,2}[:.]\\d{2})?$`, 'iu')

function findDay(words: readonly Word[], index: number, today: string): Found | null {
  for (const { text, count } of readings(words, index)) {
    const day = DAY.test(text) ? parseDay(text, today) : null
    if (day) return { kind: 'due', words: count, take: (into) => (into.due = day) }
  }
  return null
}

function addOnce(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value)
}
