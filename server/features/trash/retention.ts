// How long the trash keeps what was deleted.

const DAY_MS = 24 * 60 * 60 * 1000

/** The setting: days; 0 stands for ever. */
export type Retention = Readonly<{ TRASH_DAYS: number }>

/** As clients are told. */
export const keptDaysOf = ({ TRASH_DAYS }: Retention): number | null => TRASH_DAYS || null

/** What was deleted before this moment is deleted for good, or waits for the next run that does it; null: nothing ever is. */
export const keptSince = ({ TRASH_DAYS }: Retention, at: Date): Date | null => (TRASH_DAYS > 0 ? new Date(at.getTime() - TRASH_DAYS * DAY_MS) : null)
