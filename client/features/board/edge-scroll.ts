// Scrolling while something is dragged near an edge.

const ZONE = 48
const FASTEST = 16

/** Pixels per frame: towards the edge that is near, faster the nearer; 0 away from both. */
export function edgeSpeed(at: number, start: number, end: number): number {
  if (at < start + ZONE) return -Math.ceil((FASTEST * Math.min(ZONE, start + ZONE - at)) / ZONE)
  if (at > end - ZONE) return Math.ceil((FASTEST * Math.min(ZONE, at - end + ZONE)) / ZONE)
  return 0
}
