// Words by which people name days, in each language of the page. What they type is read in English and in theirs.
import type { Language } from '../i18n/locale.svelte.ts'

export type NamedDay =
  'today' | 'tomorrow' | 'afterTomorrow' | 'yesterday' | 'beforeYesterday' | 'nextWeek' | 'endOfWeek' | 'endOfMonth' | 'nextMonth'
export type Span = 'days' | 'weeks' | 'months' | 'years'

export interface Vocabulary {
  named: Record<NamedDay, readonly string[]>
  /** Before a weekday: the one of next week. */
  next: readonly string[]
  /** Before a weekday or a date, without a meaning of their own. */
  filler: readonly string[]
  /** Before a distance: "in 2 weeks". */
  within: readonly string[]
  spans: Record<Span, readonly string[]>
  /** Before a time of day. */
  at: readonly string[]
}

const english: Vocabulary = {
  named: {
    today: ['today', 'tod', 'now'], tomorrow: ['tomorrow', 'tom', 'tmr'], afterTomorrow: ['day after tomorrow'],
    yesterday: ['yesterday'], beforeYesterday: ['day before yesterday'], nextWeek: ['next week'],
    endOfWeek: ['end of week', 'eow'], endOfMonth: ['end of month', 'eom'], nextMonth: ['next month'],
  },
  next: ['next'], filler: ['this', 'on'], within: ['in'], at: ['at'],
  spans: {
    days: ['d', 'day', 'days'], weeks: ['w', 'week', 'weeks'], months: ['m', 'month', 'months'], years: ['y', 'year', 'years'],
  },
}

const german: Vocabulary = {
  named: {
    today: ['heute', 'jetzt'], tomorrow: ['morgen'], afterTomorrow: ['übermorgen', 'uebermorgen'], yesterday: ['gestern'],
    beforeYesterday: ['vorgestern'], nextWeek: ['nächste woche', 'naechste woche', 'kommende woche'],
    endOfWeek: ['ende der woche', 'ende woche'], endOfMonth: ['monatsende', 'ende des monats', 'ende monat'],
    nextMonth: ['nächster monat', 'nächsten monat', 'naechsten monat', 'kommenden monat'],
  },
  next: ['nächsten', 'nächster', 'nächste', 'nächstes', 'naechsten', 'naechster'],
  filler: ['diesen', 'dieser', 'kommenden', 'kommender', 'am'], within: ['in'], at: ['um'],
  spans: {
    days: ['t', 'tag', 'tage', 'tagen'], weeks: ['w', 'woche', 'wochen'], months: ['m', 'monat', 'monate', 'monaten'],
    years: ['j', 'jahr', 'jahre', 'jahren'],
  },
}

const known: Record<Language, Vocabulary> = { en: english, de: german }

/** English, and the language of the tag where it is another one that is known. */
export function vocabulariesOf(tag: string): readonly Vocabulary[] {
  const own = known[tag.slice(0, 2).toLowerCase() as Language]
  return own && own !== english ? [english, own] : [english]
}
