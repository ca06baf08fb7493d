// What is said of titles that hold placeholders.
import { placeholders, titleFrom, unknownPlaceholder } from '../../../shared/title-pattern.ts'
import { todayIn, zone } from '../../ui/index.ts'
import { t } from './words.ts'

const known = placeholders.map((name) => `{${name}}`).join(', ')

/** What is wrong with the first of them that cannot be read. */
export function titleFault(titles: readonly string[]): string | undefined {
  const unknown = titles.map(unknownPlaceholder).find((one) => one !== null)
  return unknown ? t('title.unknown', { unknown, known }) : undefined
}

/** What a task would be called that is made today, or else what a title may hold. */
export function titleHelp(title: string, number: number): string {
  const made = titleFrom(title, { day: todayIn(zone.name), number: number || 1 })
  return made === title.trim() ? t('title.help', { known }) : t('title.today', { title: made })
}
