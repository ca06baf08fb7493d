// Frames while something happens: how far apart they came, and which share was late.
import type { Page } from 'playwright-core'

export interface FrameFigures {
  frames: number
  medianMs: number
  p95Ms: number
  longestMs: number
  /** Percent of frames that came more than 50 ms after the one before. */
  over50Percent: number
  /** The longest task of the page's own thread, 0 when none took 50 ms. */
  longestTaskMs: number
}

/** Records the page's frames while `happens` runs. */
export async function framesWhile(page: Page, happens: () => Promise<unknown>): Promise<FrameFigures> {
  await page.evaluate('bench.startFrames()')
  await happens()
  const { deltas, tasks } = await page.evaluate('bench.stopFrames()') as { deltas: number[]; tasks: number[] }
  const sorted = deltas.toSorted((a, b) => a - b)
  return {
    frames: deltas.length, medianMs: round(at(sorted, 0.5)), p95Ms: round(at(sorted, 0.95)), longestMs: round(at(sorted, 1)),
    over50Percent: round((deltas.filter((delta) => delta > 50).length / Math.max(1, deltas.length)) * 100),
    longestTaskMs: round(Math.max(0, ...tasks)),
  }
}

/** The value below which that share of the sorted values lies. */
export const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

export const median = (values: readonly number[]): number => at(values.toSorted((a, b) => a - b), 0.5)

export const round = (value: number): number => Math.round(value * 10) / 10

/** Scrolls what is under the point, as a wheel does, at a steady speed. */
export async function scroll(page: Page, { x, y }: { x: number; y: number }, distance: number, speed = 1_500): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Input.synthesizeScrollGesture', { x, y, yDistance: -distance, speed, gestureSourceType: 'mouse' })
  await session.detach()
}
