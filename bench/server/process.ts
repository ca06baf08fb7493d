// What the operating system says of a process.
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Resident megabytes, after the process (of stage.ts) has collected what nobody uses. */
export async function settledMemory(pid: number): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    process.kill(pid, 'SIGUSR2')
    await sleep(300)
  }
  return memory(pid)
}

export function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
}

/** Open files, sockets among them. */
export function handles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

const TICKS_PER_SECOND = 100

/** Seconds of a core that it has used so far. */
export function cpuSeconds(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number)
  return (user! + system!) / TICKS_PER_SECOND
}

/** Slope by least squares, of values one step apart. */
export function slope(values: readonly number[]): number {
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  const places = values.map((_, index) => index)
  const [middle, average] = [mean(places), mean(values)]
  const spread = places.reduce((sum, place) => sum + (place - middle) ** 2, 0)
  return spread === 0 ? 0 : places.reduce((sum, place) => sum + (place - middle) * (values[place]! - average), 0) / spread
}
