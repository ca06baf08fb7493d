// Random faults: clients are cut, resume where they were, on any node; in the end all hold the same events as the table (F10, F38).
import fc from 'fast-check'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { teamStream, type StreamEvent } from '../../shared/streams.ts'
import { readEvents } from '../../server/kernel/streams.ts'
import { closeClients, connect, pause, type Client } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization } from './support/people.ts'

const cluster = useCluster()
let nodes: Node[]

beforeAll(async () => { nodes = [await cluster.start(), await cluster.start({ sweepMs: 60 })] })
afterEach(closeClients)

/** Applies by RT18 what its sockets bring: one more, or ignored; a gap is a fault. */
class Reader {
  readonly applied: StreamEvent[] = []
  faults = 0
  #client: Client | undefined

  async reconnect(node: Node, token: string, stream: ReturnType<typeof teamStream>): Promise<void> {
    this.cut()
    this.#client = await connect(node.url, token)
    this.#client.socket.on('stream:event', (event) => this.#apply(event))
    this.#client.socket.on('stream:reset', () => { this.faults += 1 })
    await this.#client.ask('stream:subscribe', { stream, after: this.applied.length })
  }

  cut(): void {
    this.#client?.socket.io.engine.close()
    this.#client?.close()
  }

  #apply(event: StreamEvent): void {
    const expected = this.applied.length + 1
    if (event.offset === expected) this.applied.push(event)
    else if (event.offset > expected) this.faults += 1
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), node: fc.nat(1), count: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('reconnect' as const), reader: fc.nat(3), node: fc.nat(1) }),
  fc.record({ do: fc.constant('cut' as const), reader: fc.nat(3) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.nat(40) }),
)

it('RT15 RT18 all readers converge to the table, whatever is cut when (F10, F38)', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    const organization = await anOrganization(nodes[0]!.kernel)
    const team = await organization.team()
    const stream = teamStream(team)
    const { token } = await organization.member('employee', [team])
    const readers = [0, 1, 2, 3].map(() => new Reader())
    const running: Promise<unknown>[] = []
    for (const one of steps) {
      if (one.do === 'write') running.push(organization.through(nodes[one.node]!.kernel).happen(team, one.count))
      else if (one.do === 'reconnect') await readers[one.reader]!.reconnect(nodes[one.node]!, token, stream)
      else if (one.do === 'cut') readers[one.reader]!.cut()
      else await pause(one.ms)
    }
    await Promise.all(running)
    await Promise.all(readers.map((reader, index) => reader.reconnect(nodes[index % 2]!, token, stream)))
    const table: StreamEvent[] = []
    for (let more = true; more;) {
      const some = await nodes[0]!.kernel.system((em) => readEvents(em, organization.id, stream, table.length, 500))
      table.push(...some)
      more = some.length > 0
    }
    for (let tries = 0; tries < 200 && readers.some(({ applied }) => applied.length < table.length); tries += 1) await pause(10)
    for (const { applied, faults } of readers) {
      expect(faults).toBe(0)
      expect(applied).toEqual(table)
    }
    closeClients()
  }), { numRuns: Number(process.env.FUZZ_RUNS ?? 12) })
}, 120_000)
