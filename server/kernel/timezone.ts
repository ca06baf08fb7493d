// Time zones by their IANA names.

/** The zone of a device, or UTC where it said none or one that nobody knows here. */
export const knownTimezone = (name: string | undefined): string => (name && isTimezone(name) ? name : 'UTC')

/** Zones that were asked for, however they are written: as many as there are. To ask Intl takes long. */
const known = new Set<string>()

/** Whether there is such a zone. Offsets such as +02:00 are none: they know no summer time. */
export function isTimezone(name: string): boolean {
  if (!/^[a-z][\w+/-]*$/i.test(name)) return false
  const zone = name.toLowerCase()
  if (!known.has(zone) && isKnownToIntl(name)) known.add(zone)
  return known.has(zone)
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).format(0) !== ''
  } catch {
    return false
  }
}
