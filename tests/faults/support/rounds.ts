// How often a case runs: the short count in CI, or what the runner of the long form asks for. And what came of it.
import { appendFileSync } from 'node:fs'
import { cases, type CaseId } from '../cases.ts'

/** Rounds of this run. */
export function roundsOf(id: CaseId): number {
  const found = cases.find((one) => one.id === id)
  if (!found || !('rounds' in found)) throw new Error(`${id} has no rounds`)
  const asked = process.env.FAULT_ROUNDS
  return asked ? Number(asked) : found.rounds.short
}

/** Says what a case found. The runner of the long form keeps it; `faults` are those that were really made. */
export function told(id: CaseId, faults: number, figures: string): void {
  console.log(`${id}: ${faults} faults; ${figures}`)
  if (process.env.FAULT_REPORT) appendFileSync(process.env.FAULT_REPORT, `${JSON.stringify({ id, faults, figures })}\n`)
}

/** Milliseconds as `p50 12, p99 80 ms`. */
export function spread(values: number[]): string {
  const sorted = values.toSorted((x, y) => x - y)
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, slowest ${at(1)} ms`
}
