// Which cards of a long column are in the page: known heights where they were seen, an estimate elsewhere. Pure.

/** Columns up to this many cards are drawn whole. */
export const WHOLE_UP_TO = 24
/** Pixels above and below the view that are drawn too. */
const OVERSCAN = 320

/** How many columns are beside each other in a window of this width. */
export const columnsThatFit = (width: number): number => (width < 700 ? 2 : Math.ceil(width / 272))

export type Row = { kind: 'task'; index: number } | { kind: 'gap'; key: string; height: number }

export class Heights {
  readonly #known = new Map<string, number>()
  #sum = 0
  readonly #guess: number

  constructor(guess: number) {
    this.#guess = guess
  }

  /** Says whether the height is new. */
  note(id: string, height: number): boolean {
    const before = this.#known.get(id)
    if (before === height) return false
    this.#sum += height - (before ?? 0)
    this.#known.set(id, height)
    return true
  }

  of(id: string): number {
    return this.#known.get(id) ?? this.typical
  }

  get typical(): number {
    return this.#known.size < 5 ? this.#guess : Math.round(this.#sum / this.#known.size)
  }

  /** The upper edge of every card, and the end of the last. */
  edges(ids: readonly string[], gap: number): Float64Array {
    const edges = new Float64Array(ids.length + 1)
    for (let index = 0; index < ids.length; index++) edges[index + 1] = edges[index]! + this.of(ids[index]!) + gap
    return edges
  }
}

/** The first index whose card ends after `y`. */
export function indexAt(edges: Float64Array, y: number): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle + 1]! > y) high = middle
    else low = middle + 1
  }
  return Math.max(low, 0)
}

/** Every card. */
export const allRows = (count: number): Row[] => Array.from({ length: count }, (_, index) => ({ kind: 'task', index }))

/** The rows to draw: cards in view, pinned cards wherever they are, and gaps in place of all others. */
export function rowsInView(edges: Float64Array, top: number, height: number, pinned: readonly number[]): Row[] {
  if (edges.length < 2) return []
  const first = indexAt(edges, top - OVERSCAN)
  const last = indexAt(edges, top + height + OVERSCAN)
  return rowsOf(edges, [...pinned, ...Array.from({ length: last - first + 1 }, (_, index) => first + index)])
}

/** The rows of a column that is not in view: pinned cards alone. */
export const rowsOutOfView = (edges: Float64Array, pinned: readonly number[]): Row[] => rowsOf(edges, pinned)

function rowsOf(edges: Float64Array, indexes: readonly number[]): Row[] {
  const count = edges.length - 1
  const wanted = new Set(indexes.filter((index) => index >= 0 && index < count))
  const rows: Row[] = []
  let next = 0
  for (const index of [...wanted].sort((a, b) => a - b)) {
    if (index > next) rows.push({ kind: 'gap', key: `gap-${rows.length}`, height: edges[index]! - edges[next]! })
    rows.push({ kind: 'task', index })
    next = index + 1
  }
  if (next < count) rows.push({ kind: 'gap', key: 'gap-end', height: edges[count]! - edges[next]! })
  return rows
}
