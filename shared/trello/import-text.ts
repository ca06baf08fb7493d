// Makes foreign text storable and short enough.

/** Drops control characters except tab and line breaks; half a surrogate pair becomes U+FFFD. */
export function storable(value: string): string {
  return value.toWellFormed().replace(/[^\P{Cc}\t\n\r]/gu, '')
}

/** One line without white space at its ends. */
export function oneLine(value: string): string {
  return value.replace(/[\t\r\n\u2028\u2029]+/g, ' ').trim()
}

/** At most `max` UTF-16 units, ending in an ellipsis where something was cut, never inside a surrogate pair. */
export function cut(value: string, max: number): string {
  if (value.length <= max) return value
  const last = value.charCodeAt(max - 2)
  const splitsPair = last >= 0xd800 && last <= 0xdbff
  return `${value.slice(0, splitsPair ? max - 2 : max - 1).trimEnd()}…`
}

/** Hands out names that differ in more than case: `Green`, `Green 2`, `Green 3`. */
export class UniqueNames {
  readonly #max: number
  readonly #taken = new Set<string>()
  readonly #next = new Map<string, number>()

  constructor(max: number) {
    this.#max = max
  }

  claim(wanted: string): string {
    const base = this.#key(wanted)
    let name = wanted
    let number = this.#next.get(base) ?? 2
    while (this.#taken.has(this.#key(name))) {
      name = `${cut(wanted, this.#max - 7)} ${number}`
      number += 1
    }
    this.#next.set(base, number)
    this.#taken.add(this.#key(name))
    return name
  }

  #key(name: string): string {
    return name.normalize('NFC').toLowerCase()
  }
}
