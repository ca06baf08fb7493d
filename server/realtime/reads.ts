// What the relay reads from the database: heads and events of streams, as lockstep_system.
import type { StreamEvent } from '../../shared/streams.ts'
import { readEvents, readHeads, type StreamHead } from '../kernel/streams.ts'
import type { Kernel } from '../kernel/transact.ts'
import type { Counters } from './counters.ts'
import { Gate } from './gate.ts'
import { READ_BATCH } from './timings.ts'

export interface StreamKey { organizationId: string; stream: string }

export interface StreamReads {
  /** Streams without events are absent from the answer. */
  heads(streams: StreamKey[]): Promise<StreamHead[]>
  /** At most `READ_BATCH` events after an offset, ascending. */
  events(stream: StreamKey, after: number): Promise<StreamEvent[]>
}

const PARALLEL = 4

/** Reads through the kernel. The same read asked for by many sockets at once is done once. */
export function streamReads(kernel: Kernel, counters: Counters): StreamReads {
  const gate = new Gate(PARALLEL)
  const running = new Map<string, Promise<StreamEvent[]>>()
  return {
    heads: (streams) => kernel.system((em) => readHeads(em, streams)),
    events: ({ organizationId, stream }, after) => {
      const name = `${organizationId}/${stream}/${after}`
      const shared = running.get(name)
      if (shared) return shared
      counters.tableReads += 1
      const read = gate.through(() => kernel.system((em) => readEvents(em, organizationId, stream, after, READ_BATCH)))
        .finally(() => running.delete(name))
      running.set(name, read)
      return read
    },
  }
}
