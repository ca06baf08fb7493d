// Rights that end while one is connected: at exactly the offset of the event that ends them, on every node (RT19).
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { organizationStream, teamStream } from '../../shared/streams.ts'
import { revokedBy } from '../../server/realtime/revocations.ts'
import { closeClients, connect, pause, until } from './support/client.ts'
import { useCluster, type Node } from './support/nodes.ts'
import { anOrganization, type Organization } from './support/people.ts'

const cluster = useCluster()
let here: Node
let there: Node
let organization: Organization

beforeAll(async () => {
  here = await cluster.start()
  there = await cluster.start()
  organization = await anOrganization(here.kernel)
})
afterEach(closeClients)

async function aFollowedTeam(node: Node, after?: number) {
  const team = await organization.team()
  const [member, admin] = [await organization.member('employee', [team]), await organization.member('admin')]
  await organization.happen(team, 300)
  const stream = teamStream(team)
  const [leaver, stayer] = [await connect(node.url, member.token), await connect(node.url, admin.token)]
  for (const client of [leaver, stayer]) expect(await client.ask('stream:subscribe', { stream, after })).toMatchObject({ ok: true })
  return { team, stream, member, leaver, stayer }
}

describe('RT19 a member who is removed', () => {
  it.each([['writes', () => here], ['only hears of it', () => there]])('gets nothing above that offset, on the node that %s (F21)', async (_, node) => {
    for (let round = 0; round < 4; round += 1) {
      const { team, stream, member, leaver, stayer } = await aFollowedTeam(node(), round % 2 ? 0 : undefined)
      let writing = true
      const writer = (async () => { for (; writing; await pause(5)) await organization.happen(team) })()
      await pause(40)
      const offset = await organization.removeFromTeam(team, member)
      await until('the revocation', () => leaver.revocations.length === 1)
      await pause(60)
      writing = false
      await writer
      const last = await organization.happen(team)
      await until('the others go on', () => stayer.offsets(stream).at(-1) === last)
      expect(leaver.revocations).toEqual([{ stream, offset }])
      expect(leaver.offsets(stream).filter((one) => one > offset)).toEqual([])
      expect(stayer.revocations).toEqual([])
      closeClients()
    }
  })

  it('is refused from then on, like somebody who asks for a team that never was', async () => {
    const { team, stream, member, leaver } = await aFollowedTeam(here)
    await organization.removeFromTeam(team, member)
    const refused = await leaver.ask('stream:subscribe', { stream, after: 0 })
    const unknown = await leaver.ask('stream:subscribe', { stream: teamStream(crypto.randomUUID()), after: 0 })
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(refused).toEqual(unknown)
  })
})

describe('RT19 whose access ends altogether', () => {
  it.each([['here', () => here], ['on another node', () => there]])('a deactivated member is disconnected %s', async (_, node) => {
    const member = await organization.member('employee')
    const client = await connect(node().url, member.token)
    await organization.deactivate(member)
    await until('the end', () => client.disconnects.length === 1)
    await expect(connect(node().url, member.token)).rejects.toMatchObject({ data: { code: 'session_ended' } })
  })

  it('an ended session is disconnected, another of the same member stays', async () => {
    const [one, other] = [await organization.member('employee'), await organization.member('employee')]
    const [ended, stays] = [await connect(there.url, one.token), await connect(there.url, other.token)]
    await stays.ask('stream:subscribe', { stream: organizationStream(organization.id) })
    await organization.endSession(one)
    await until('the end', () => ended.disconnects.length === 1)
    expect(stays.disconnects).toEqual([])
  })
})

describe('which events revoke', () => {
  it('RT19 finds revocations inside a bulk change, and everybody when the data cannot be read', () => {
    const removed = { type: 'team.member_removed', data: { teamId: 't', memberId: 'm' } }
    expect(revokedBy(removed)).toEqual(new Set(['m']))
    expect(revokedBy({ type: 'batch.applied', data: { events: [{ type: 'label.created', data: {} }, removed] } })).toEqual(new Set(['m']))
    expect(revokedBy({ type: 'team.deleted', data: {} })).toBe('everybody')
    expect(revokedBy({ type: 'member.updated', data: {} })).toBe('everybody')
    expect(revokedBy({ type: 'task.moved', data: {} })).toBeNull()
  })
})
