// Figures of reports as people read them.
import { instantIn } from '../../../shared/calendar.ts'
import { locale } from '../../i18n/locale.svelte.ts'
import { t } from './words.ts'

const DAYS_FROM = 48

/** "5.5 hours", "3.2 days"; a dash where nothing was finished. */
export function spanWords(hours: number | null): string {
  if (hours === null) return t('none')
  const days = hours >= DAYS_FROM
  const value = locale.number(days ? hours / 24 : hours, { maximumFractionDigits: 1 })
  return days ? t('span.days', { value }) : t('span.hours', { value })
}

/** "12.5 h". */
export const hourWords = (minutes: number): string => (minutes === 0 ? t('none') : t('hours', { value: locale.number(minutes / 60, { maximumFractionDigits: 1 }) }))

/** "24 Nov". */
export const dayWords = (day: string): string => new Intl.DateTimeFormat(locale.tag, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(instantIn(day))
