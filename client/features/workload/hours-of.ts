// Minutes as hours that people read: "7.5".
import { locale } from '../../i18n/locale.svelte.ts'

export const hoursOf = (minutes: number): string => locale.number(minutes / 60, { maximumFractionDigits: 1 })
