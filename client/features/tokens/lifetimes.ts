// How long a token may be valid.
import { t } from './words.ts'

const DAY = 86_400_000

export const lifetimes = () => [
  ...[7, 30, 90].map((days) => ({ value: String(days), label: t('lifetime.days', { days }) })),
  { value: '365', label: t('lifetime.year') }, { value: 'none', label: t('lifetime.none') },
]

/** The instant at which a token ends that is made now; null for none. */
export function endOf(lifetime: string, now: number): string | null {
  return lifetime === 'none' ? null : new Date(now + Number(lifetime) * DAY).toISOString()
}
