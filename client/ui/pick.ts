// Searching and choosing in a list of options.
export type PickOption = {
  value: string
  label: string
  hint?: string
  /** What it stands under while nothing is typed; those of one heading follow each other. */
  heading?: string | undefined
  /** More words the option is found by. */
  keywords?: string[]
  /** A reason why it cannot be chosen now. */
  unavailable?: string
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{Diacritic}/gu, '').toLocaleLowerCase()
}

function matchRank(option: PickOption, query: string): number {
  const label = plain(option.label)
  if (label.startsWith(query)) return 0
  const words = plain([option.label, option.hint ?? '', ...(option.keywords ?? [])].join(' ')).split(/[\s\-_.@]+/)
  const asked = query.split(/\s+/)
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return 1
  return label.includes(query) ? 2 : Infinity
}

/** The options that match what was typed, beginnings first, otherwise in their own order. Accents do not matter. */
export function searchOptions<Option extends PickOption>(options: readonly Option[], typed: string): Option[] {
  const query = plain(typed.trim())
  if (!query) return [...options]
  return options
    .map((option, order) => ({ option, order, rank: matchRank(option, query) }))
    .filter((match) => match.rank < Infinity)
    .sort((one, other) => one.rank - other.rank || one.order - other.order)
    .map((match) => match.option)
}

/** What is chosen after one more press: several toggle, a single one replaces. */
export function toggleChoice(chosen: readonly string[], value: string, multiple: boolean): string[] {
  if (!multiple) return [value]
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
}

/** The next row for a key, skipping nothing: arrows wrap, Home and End jump. */
export function nextRow(key: string, row: number, count: number): number {
  if (count === 0) return -1
  if (key === 'ArrowDown') return (row + 1) % count
  if (key === 'ArrowUp') return (row - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return row
}

export type SelectOption = Pick<PickOption, 'value' | 'label' | 'unavailable'>
