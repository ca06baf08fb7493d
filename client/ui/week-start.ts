// The first day of the week of a locale, 0 being Sunday.
type WeekDay = 0 | 1 | 2 | 3 | 4 | 5 | 6
type LocaleWithWeek = Intl.Locale & { getWeekInfo?: () => { firstDay: number } }

/** Monday where the browser does not know. */
export function weekStart(locale: string): WeekDay {
  const known = (new Intl.Locale(locale) as LocaleWithWeek).getWeekInfo?.()
  return ((known?.firstDay ?? 1) % 7) as WeekDay
}
