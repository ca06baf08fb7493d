// Finds the product's hue that comes nearest to a colour of GitHub.
import type { Hue } from '../features/labels.ts'

const ANGLES: readonly (readonly [Hue, number])[] = [
  ['red', 0], ['orange', 25], ['amber', 45], ['olive', 75], ['green', 130], ['teal', 175], ['sky', 200], ['navy', 225], ['violet', 265],
  ['magenta', 305], ['berry', 335], ['red', 360],
]

/** From six hexadecimal digits; what has hardly any colour, or none that can be read, is slate. */
export function hueOf(hex: string): Hue {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => Number.parseInt(hex.slice(start, start + 2), 16))
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  if (!(spread > 16)) return 'slate'
  const sixth = most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4
  const distance = (angle: number) => Math.abs(angle - sixth * 60)
  return ANGLES.reduce((best, next) => (distance(next[1]) < distance(best[1]) ? next : best))[0]
}
