// What a form sends of a thing that others may change too.

/** Only what was changed here: what others changed meanwhile stays. */
export function changedFields<T extends Record<string, unknown>>(now: T, before: Record<keyof T, unknown>): Partial<T> {
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => before[field] !== value)) as Partial<T>
}
