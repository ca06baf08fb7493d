// Edges without those that would close a ring. Pure, and without recursion: a file may chain twenty thousand tasks.
interface Edge { from: number; to: number }

/** Those that can be walked without coming back; `leaveOut` hears of the others. */
export function withoutRings<E extends Edge>(edges: readonly E[], leaveOut: (edge: E) => void): E[] {
  const byStart = Map.groupBy(edges, ({ from }) => from)
  const [open, done] = [new Set<number>(), new Set<number>()]
  const kept: E[] = []
  for (const start of byStart.keys()) {
    if (done.has(start)) continue
    const path = [{ node: start, rest: (byStart.get(start) ?? []).values() }]
    open.add(start)
    while (path.length > 0) {
      const { node, rest } = path.at(-1)!
      const { value: edge, done: isOver } = rest.next()
      if (isOver) {
        open.delete(node)
        done.add(node)
        path.pop()
      } else if (open.has(edge.to)) leaveOut(edge)
      else {
        kept.push(edge)
        if (done.has(edge.to)) continue
        open.add(edge.to)
        path.push({ node: edge.to, rest: (byStart.get(edge.to) ?? []).values() })
      }
    }
  }
  return kept
}
