// Percentages that do not lie at the ends.
import { locale } from '../i18n/locale.svelte.ts'
import { t } from './words.ts'

/** "37 %"; never "0 %" for something and never "100 %" before all of it; below ten with one decimal. */
export function shareText(value: number, of: number): string {
  if (of <= 0 || value <= 0) return t('share', { percent: locale.number(0) })
  if (value >= of) return t('share', { percent: locale.number(100) })
  const percent = (value / of) * 100
  const shown = percent < 10 ? Math.max(Math.round(percent * 10) / 10, 0.1) : Math.min(Math.round(percent), 99)
  return t('share', { percent: locale.number(shown) })
}
