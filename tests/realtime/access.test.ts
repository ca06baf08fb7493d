// Who may connect and what they may say: tokens, origins, rates, nonsense (X20, X21, X25, X26, X28, X29).
import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inboxStream, organizationStream, teamStream } from '../../shared/streams.ts'
import { closeClients, connect, pause, until } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization, type Person } from './support/people.ts'

const cluster = useCluster()
let node: Node
let organization: Organization
let person: Person
let team: string

beforeAll(async () => {
  node = await cluster.start({ publicOrigins: ['https://tasks.example.com'] })
  organization = await anOrganization(node.kernel)
  team = await organization.team()
  person = await organization.member('employee', [team])
})
afterEach(closeClients)

describe('the handshake', () => {
  it.each([undefined, null, '', 'nonsense', 42, {}, [], 'x'.repeat(9000)])('X20 X26 refuses the token %j', async (token) => {
    await expect(connect(node.url, token)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it('X20 does not read a token of the address', async () => {
    await expect(connect(node.url, undefined, { query: { token: person.token } })).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'https://tasks.example.com.evil.example'])('X28 refuses the origin %s', async (origin) => {
    for (const transports of [['websocket'], ['polling']]) {
      await expect(connect(node.url, person.token, { transports, extraHeaders: { origin } })).rejects.toThrow(/websocket|xhr/)
    }
  })

  it('X28 takes pages of its own host and of the public address', async () => {
    for (const origin of [node.url, 'https://tasks.example.com']) {
      const client = await connect(node.url, person.token, { extraHeaders: { origin } })
      expect(client.socket.connected).toBe(true)
    }
  })
})

describe('streams of others', () => {
  it('X21 answers as for streams that are not there', async () => {
    const foreign = await anOrganization(node.kernel)
    const foreignTeam = await foreign.team()
    const [stranger, colleague] = [await foreign.member('admin'), await organization.member('employee')]
    const otherTeam = await organization.team()
    const client = await connect(node.url, person.token)
    for (const stream of [
      teamStream(foreignTeam), teamStream(otherTeam), organizationStream(foreign.id), inboxStream(stranger.membershipId), inboxStream(colleague.membershipId),
    ]) {
      expect(await client.ask('stream:subscribe', { stream, after: 0 })).toEqual(
        { ok: false, error: { code: 'not_found', detail: 'There is nothing here, or you may not see it.' } })
    }
  })

  it('X21 an admin who asks for a team of another organization gets nothing of it', async () => {
    const foreign = await anOrganization(node.kernel)
    const foreignTeam = await foreign.team()
    const admin = await organization.member('admin')
    const client = await connect(node.url, admin.token)
    for (const teamId of [foreignTeam, randomUUID()]) {
      expect(await client.ask('stream:subscribe', { stream: teamStream(teamId), after: 0 })).toMatchObject({ ok: false, error: { code: 'not_found' } })
    }
    await foreign.happen(foreignTeam, 5)
    await pause(150)
    expect(client.events).toEqual([])
  })
})

describe('nonsense', () => {
  const nonsense = [undefined, null, 1, 'x', true, [], [[]], {}, { stream: 1 }, { stream: 'team:../x' }, { stream: teamStream('x'), after: -1 },
    { token: {} }, { teamId: null }, { stream: ['a'], after: {} }, JSON.parse('{"__proto__": {"polluted": 1}}'), { stream: 'stream:a:team:b' }]

  it('X26 every message answers wrong types with an error, and the socket stays', async () => {
    const client = await connect(node.url, person.token)
    for (const message of ['stream:subscribe', 'stream:unsubscribe', 'auth:renew', 'presence:update', 'typing']) {
      for (const payload of nonsense) {
        expect(await client.askAnything(message, payload)).toMatchObject({ ok: false, error: { code: 'validation_failed' } })
      }
      client.socket.emit(message as 'typing', ...([] as unknown as [never, never]))
    }
    expect(await client.ask('stream:subscribe', { stream: teamStream(team) })).toMatchObject({ ok: true })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  it('X26 closes after five unknown messages', async () => {
    const client = await connect(node.url, person.token)
    for (const message of ['constructor', '__proto__', 'toString', 'task:move']) {
      expect(await client.askAnything(message, {})).toMatchObject({ ok: false, error: { code: 'bad_request' } })
    }
    expect(client.socket.connected).toBe(true)
    client.askAnything('stream:event', {}).catch(() => {})
    await until('the end', () => client.disconnects.length === 1)
  })

  it('X25 a message above 128 KiB and broken packets end that socket only', async () => {
    const [rude, other] = [await connect(node.url, person.token), await connect(node.url, person.token)]
    rude.socket.emit('auth:renew', { token: 'x'.repeat(200_000) }, () => {})
    await until('the end', () => rude.disconnects.length === 1)
    for (const packet of ['2[', '25["a"', '451-["x",{"_placeholder":true,"num":9}]', '4999999-[]', '9', `2${'['.repeat(5000)}`, '42["error"]']) {
      const broken = await connect(node.url, person.token)
      ;(broken.socket.io.engine as unknown as { write(data: string): void }).write(packet)
      await pause(10)
    }
    expect(await other.ask('stream:subscribe', { stream: teamStream(team) })).toMatchObject({ ok: true })
  })
})

describe('limits', () => {
  it('X29 a flood is refused, then closed; connections of one user are counted', async () => {
    const limited = await cluster.start({ limits: true })
    const client = await connect(limited.url, person.token)
    const answers = await Promise.all(Array.from({ length: 100 }, () => client.ask('stream:unsubscribe', { stream: teamStream(team) })))
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'rate_limited').length).toBeGreaterThanOrEqual(35)
    for (let count = 0; count < 700; count += 1) client.socket.emit('stream:unsubscribe', { stream: teamStream(team) }, () => {})
    await until('the end', () => client.disconnects.length === 1)
    for (let count = 0; count < 50; count += 1) await connect(limited.url, person.token)
    await expect(connect(limited.url, person.token)).rejects.toMatchObject({ data: { code: 'rate_limited' } })
    closeClients()
    await pause(100)
    expect((await connect(limited.url, person.token)).socket.connected).toBe(true)
  })
})
