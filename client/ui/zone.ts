// The time zone in which days and times are shown and typed: the signed-in person's, else the browser's.
import { browserZone } from './clock.svelte.ts'

let chosen: () => string | null | undefined = () => null
const known = new Map<string, boolean>()

/** A zone that this browser does not know would make every date throw. */
function isKnown(name: string): boolean {
  if (!known.has(name)) known.set(name, canFormat(name))
  return known.get(name)!
}

function canFormat(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}

export const zone = {
  /** Follows the person's choice: read it in markup, `$derived` or a function. */
  get name(): string {
    const name = chosen()
    return name && isKnown(name) ? name : browserZone
  },
  /** Says where the person's choice is read; null or undefined means none. */
  follow(choice: () => string | null | undefined): void {
    chosen = choice
  },
}
