// Words from message files. Each folder has `messages.en.json` and its translations beside it, in ICU MessageFormat;
// they are compiled when the client is built (compile-messages.ts), so that the browser carries no parser.
import format, { type CompiledMessage, type FormatOptions } from 'icu-minify/format'
import { locale, type PseudoLanguage } from './locale.svelte.ts'

export type Values = Record<string, string | number | Date>
/** A piece of a sentence: plain text, or what stands inside a tag such as `<strong>…</strong>`. */
export type Part = string | { tag: Tag; text: string }
/** Their handlers are given beside the values of a message: a value of the same name would be one of them (message-files.test.ts). */
export const tags = ['strong', 'em', 'link', 'from', 'to'] as const
export type Tag = (typeof tags)[number]

export interface Translate<Key extends string> {
  /** The message in the page's language. Throws in development when a value is missing. */
  (key: Key, values?: Values): string
  /** The same as pieces, for messages with tags. */
  parts(key: Key, values?: Values): Part[]
  /** Whether there is such a message: for keys that are built, such as error codes. */
  has(key: string): key is Key
}

/** The words of one area: its folder below `client/`, and its English messages, which are the fallback. */
export function messages<Key extends string>(area: string, english: Record<Key, string>): Translate<Key> {
  const compiled = (key: Key): { message: CompiledMessage; tag: string } => {
    const translated = locale.catalogue?.[area]?.[key] as CompiledMessage | undefined
    if (translated !== undefined) return { message: translated, tag: locale.tag }
    return { message: english[key], tag: locale.language === 'en' ? locale.tag : 'en-GB' }
  }
  const pieces = (key: Key, values: Values | undefined, handlers: object): Part[] => {
    const { message, tag } = compiled(key)
    const result = format<Part>(message, tag, { ...values, ...handlers }, options)
    return Array.isArray(result) ? result : [result]
  }
  const t = (key: Key, values?: Values) =>
    dressed(pieces(key, values, plainTags).map((part) => (typeof part === 'string' ? part : part.text)).join(''))
  const parts = (key: Key, values?: Values) => pieces(key, values, markedTags).map((part) =>
    (typeof part === 'string' ? dressed(part) : { ...part, text: dressed(part.text) }))
  return Object.assign(t, { parts, has: (key: string): key is Key => Object.hasOwn(english, key) || Object.hasOwn(locale.catalogue?.[area] ?? {}, key) })
}

const textOf = (chunks: Part[]) => chunks.map((chunk) => (typeof chunk === 'string' ? chunk : chunk.text)).join('')
const plainTags = Object.fromEntries(tags.map((tag) => [tag, textOf]))
const markedTags = Object.fromEntries(tags.map((tag) => [tag, (chunks: Part[]) => ({ tag, text: textOf(chunks) })]))

// Formatters are dear to make and few.
const made = new Map<string, unknown>()
function remembered<Formatter>(kind: string, make: () => Formatter, args: readonly unknown[]): Formatter {
  const key = kind + JSON.stringify(args)
  if (!made.has(key)) made.set(key, make())
  return made.get(key) as Formatter
}

const options: FormatOptions = {
  formatters: {
    getDateTimeFormat: (...args) => remembered('date', () => new Intl.DateTimeFormat(...args), args),
    getNumberFormat: (...args) => remembered('number', () => new Intl.NumberFormat(...args), args),
    getPluralRules: (...args) => remembered('plural', () => new Intl.PluralRules(...args), args),
  },
}

const accents: Record<string, string> = { a: 'á', e: 'ë', i: 'ï', o: 'ö', u: 'ü', A: 'Á', E: 'Ë', I: 'Ï', O: 'Ö', U: 'Ü' }
const pseudo: Record<PseudoLanguage, (text: string) => string> = {
  'en-XA': (text) => `${text.replace(/[aeiou]/gi, (letter) => accents[letter]!)}${'~'.repeat(Math.ceil(text.length * 0.4))}`,
  'ar-XB': (text) => `\u202e${text}\u202c`,
}

/** As a made-up language would say it, where one is being tried. */
function dressed(text: string): string {
  return locale.pseudo && text.trim() ? pseudo[locale.pseudo](text) : text
}
