// A node that goes closes its sockets: clients come back to another with the token at hand, and an ended session is noticed (F18, X07).
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Client } from '../../../client/client.svelte.ts'
import { memoryStorage } from '../../../client/lib/outbox-storage.ts'
import { endpoints } from '../../../shared/index.ts'
import { aCompany, PASSWORD } from '../../support/factories.ts'
import type {} from '../../support/global-setup.ts'
import type { World } from '../../support/world.ts'
import { nodesOverOneDatabase, type Nodes } from '../../integration/support/nodes.ts'
import { hasPostgres } from '../../integration/support/services.ts'
import { aWire, type Wire } from '../../integration/support/wire.ts'
import { browser } from '../features/browser.ts'

const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 })

describe.skipIf(!hasPostgres)('a client whose node goes', () => {
  let nodes: Nodes
  let worlds: World[]
  let wire: Wire
  let company: Awaited<ReturnType<typeof aCompany>>
  beforeAll(async () => {
    nodes = await nodesOverOneDatabase()
    worlds = [await nodes.start(), await nodes.start()]
    company = await aCompany(worlds[1]!)
    wire = await aWire([worlds[0]!.server.port])
  }, 60_000)
  afterAll(async () => {
    await wire?.close()
    await nodes?.stop()
  }, 30_000)

  it('comes back without an exchange of its cookie, and is signed out when its session was ended elsewhere', async () => {
    let exchanges = 0
    const online = browser(wire.url)
    const client = new Client({
      origin: wire.url, channel: 'restarts', storage: memoryStorage(), resetJitter: 50, patience: 200,
      fetch: (input, init) => {
        if (new URL(input as string).pathname === '/api/auth/refresh') exchanges += 1
        return online(input, init)
      },
    })
    await client.session.signIn({ email: company.employee.email, password: PASSWORD })
    await client.stores!.organizations.ready
    const { connection } = client.stores!
    await until(() => expect(connection.state).toBe('live'))

    wire.leadTo([worlds[1]!.server.port])
    await worlds[0]!.server.close()
    await until(() => expect(connection.state).not.toBe('live'))
    await until(() => expect(connection.state).toBe('live'))
    expect(exchanges).toBe(0)

    const { items } = await company.employee.do(endpoints.listSessions)
    for (const { id } of items.filter(({ current }) => !current)) await company.employee.do(endpoints.endSession, { params: { sessionId: id } })
    await until(() => expect(client.session.status).toBe('signed-out'))
    client.close()
  })
})
