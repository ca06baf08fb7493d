// Places of a checklist's items while one is moved, and lines that become items. Pure.

/** Before how many of the other items a height lies: `middles` are theirs, from top to bottom. */
export function placeAt(middles: readonly number[], y: number): number {
  return middles.filter((middle) => middle < y).length
}

/** The item above a place among the others; null at the top. */
export function itemAbove(items: readonly { id: string }[], itemId: string, place: number): string | null {
  return items.filter(({ id }) => id !== itemId)[place - 1]?.id ?? null
}

const listMark = /^(?:[-*+•]\s+(?:\[[ xX]\]\s*)?|\d+[.)]\s+|[☐☑✓]\s*)/

/** The lines of a pasted text without the marks of its list; empty when it is one line. */
export function pastedItems(pasted: string): string[] {
  const lines = pasted.split(/\r?\n/).map((line) => line.trim().replace(listMark, '').trim()).filter(Boolean)
  return lines.length > 1 ? lines : []
}
