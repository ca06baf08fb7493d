// Time zones by their IANA names.

/** The zone of a device, or UTC where it said none or one that nobody knows here. */
export const knownTimezone = (name: string | undefined): string => (name && isTimezone(name) ? name : 'UTC')

/** Whether there is such a zone. Offsets such as +02:00 are none: they know no summer time. */
export function isTimezone(name: string): boolean {
  try {
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch {
    return false
  }
}
