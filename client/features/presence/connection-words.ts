// The state of the connection in words. Only what is not simply live is tinted.
import type { ConnectionState } from '../../lib/connection.svelte.ts'

export interface ConnectionWords { text: string; tone: 'plain' | 'warning' | 'danger' }

const counted = (count: number, one: string, many: string) =>
  (count === 1 ? `1 ${one}` : `${count.toLocaleString()} ${many}`)

/** "Live", "Catching up, 42 to go", "Offline, 3 changes wait". */
export function connectionWords(state: ConnectionState, toGo: number, waiting: number): ConnectionWords {
  const waits = waiting === 0 ? '' : `, ${counted(waiting, 'change waits', 'changes wait')}`
  if (state === 'live') return waiting === 0 ? { text: 'Live', tone: 'plain' }
    : { text: counted(waiting, 'change waiting', 'changes waiting'), tone: 'warning' }
  if (state === 'connecting') return { text: `Connecting${waits}`, tone: 'warning' }
  if (state === 'catching-up') return { text: `Catching up${toGo > 0 ? `, ${toGo.toLocaleString()} to go` : ''}`,
    tone: 'warning' }
  return { text: `Offline${waits}`, tone: 'danger' }
}
