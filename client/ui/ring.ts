// The filled part inside a ring of 16 × 16, clockwise from the top.
const centre = 8
const radius = 3.4

/** SVG path of a pie slice; `fill` runs from 0 to 1 and is kept visible at both ends. */
export function ringSector(fill: number): string {
  const share = Math.min(Math.max(fill, 0.1), 0.9)
  const angle = share * 2 * Math.PI
  const x = centre + radius * Math.sin(angle)
  const y = centre - radius * Math.cos(angle)
  const large = share > 0.5 ? 1 : 0
  return `M8 ${centre - radius}A${radius} ${radius} 0 ${large} 1 ${x.toFixed(2)} ${y.toFixed(2)}L8 8z`
}

/** How far the ring of the nth of several active steps is filled: one ½; two ⅓, ⅔; three ¼, ½, ¾. */
export function ringFill(position: number, count: number): number {
  return (position + 1) / (count + 1)
}
