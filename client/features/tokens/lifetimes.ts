// How long a token may be valid.
const DAY = 86_400_000

export const lifetimes = [
  { value: '7', label: '7 days' }, { value: '30', label: '30 days' }, { value: '90', label: '90 days' },
    { value: '365', label: '1 year' },
  { value: 'none', label: 'Without end' },
]

/** The instant at which a token ends that is made now; null for none. */
export function endOf(lifetime: string, now: number): string | null {
  return lifetime === 'none' ? null : new Date(now + Number(lifetime) * DAY).toISOString()
}
