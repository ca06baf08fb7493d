// A project's health and days as people read them.
import { projectHealths, type ProjectHealth } from '../../../../shared/features/projects.ts'
import { clock, dayLabel, todayIn, zone } from '../../../ui/index.ts'
import { t } from './words.ts'

export const healthName = (health: ProjectHealth): string => t(`health.${health}`)
export const healthOptions = () => [
  { value: '', label: t('health.unset') }, ...projectHealths.map((value) => ({ value, label: healthName(value) })),
]

/** Today in the reader's zone; it changes at midnight. */
export const today = (): string => todayIn(zone.name, clock.now)
export const dayName = (day: string): string => dayLabel(day, today())
