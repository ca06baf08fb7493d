// Streams under concurrency (F01 short, RT2, RT6): contiguous offsets, counters equal to rows, batches in parts, long texts outside.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { taskEvents } from '../../shared/features/tasks.ts'
import { teamEvents } from '../../shared/features/teams.ts'
import { endpoints } from '../../shared/index.ts'
import { MAX_EVENT_BYTES, teamStream, type StreamEvent, type StreamName } from '../../shared/streams.ts'
import { query } from '../../server/kernel/database.ts'
import { systemCaller } from '../../server/kernel/transact.ts'
import type { Work } from '../../server/kernel/work.ts'
import { aMember, anAdmin, aTeam, type Person } from '../support/factories.ts'
import { backends, useWorld } from '../support/world.ts'

const WRITERS = 16
const STREAMS = 6
const ROUNDS = 25

class Unlucky extends Error {}

describe.each(backends)('streams on %s', (backend) => {
  const world = useWorld({ backend })
  const transact = <T>(person: Person, action: (work: Work) => Promise<T>) =>
    world.server.kernel.transact(systemCaller(person.organization.id), action)

  it(`F01 ${WRITERS} writers, ${STREAMS} streams, 10 % rolled back: every offset once, counters equal rows, each writer's order kept`, async () => {
    const admin = await anAdmin(world)
    const streams = Array.from({ length: STREAMS }, () => teamStream(randomUUID()))
    let expected = 0
    await Promise.all(Array.from({ length: WRITERS }, async (_, writer) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const unlucky = Math.random() < 0.1
        const chosen = [...streams].sort(() => Math.random() - 0.5).slice(0, 1 + Math.floor(Math.random() * 3))
        const written = transact(admin, async (work) => {
          for (const stream of chosen) say(work, stream, `${writer}:${round}`)
          if (unlucky) throw new Unlucky()
        })
        if (unlucky) {
          await expect(written).rejects.toThrow(Unlucky)
        } else {
          const { offsets } = await written
          expected += Object.keys(offsets).length
        }
      }
    }))
    const kept = await world.server.kernel.read(systemCaller(admin.organization.id), ({ em }) => query<Kept>(em, KEPT, [streams]))
    expect(kept.reduce((sum, { rows }) => sum + rows, 0)).toBe(expected)
    for (const { name, rows, lowest, highest, counter } of kept) expect([name, lowest, highest, counter]).toEqual([name, 1, rows, rows])
    const names = await world.server.kernel.read(systemCaller(admin.organization.id), ({ em }) =>
      query<{ stream: string; said: string }>(em, `select stream, data->'changes'->'name'->>1 as said from events where stream = any($1::text[]) order by stream, "offset"`, [streams]))
    for (const [place, said] of Map.groupBy(names, (row) => `${row.stream} ${row.said.split(':')[0]}`)) {
      const rounds = said.map((row) => Number(row.said.split(':')[1]))
      expect(rounds, place).toEqual([...rounds].sort((a, b) => a - b))
    }
  }, 60_000)

  it('RT2 a batch becomes parts of at most 64 KiB, consecutive, with all events in their order', async () => {
    const admin = await anAdmin(world)
    const stream = teamStream((await aTeam(admin)).id)
    const other = teamStream((await aTeam(admin)).id)
    await transact(admin, (work) => work.batch('bulk', async () => {
      for (let index = 0; index < 900; index += 1) say(work, index % 9 === 8 ? other : stream, `${index} ${'ä'.repeat(120)}`)
    }))
    const parts = (await eventsOf(admin, stream)).filter(({ type }) => type === 'batch.applied')
    expect(parts.length).toBeGreaterThan(2)
    expect(parts.length).toBeLessThanOrEqual(Math.ceil(JSON.stringify(parts.map(({ data }) => data)).length * 2 / MAX_EVENT_BYTES) + 1)
    for (const [index, { data, offset, correlationId }] of parts.entries()) {
      expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThanOrEqual(MAX_EVENT_BYTES)
      expect([data.part, data.parts, data.total, offset, correlationId]).toEqual([index + 1, parts.length, 800, parts[0]!.offset + index, parts[0]!.correlationId])
    }
    const inside = parts.flatMap(({ data }) => data.events as { data: { changes: { name: [string, string] } } }[])
    const order = inside.map(({ data }) => Number(data.changes.name[1].split(' ')[0]))
    expect(order).toEqual(Array.from({ length: 900 }, (_, index) => index).filter((index) => index % 9 !== 8))
  })

  it('RT2 a long text leaves the event and is read by readers of that stream only', async () => {
    const admin = await anAdmin(world)
    const team = await aTeam(admin)
    const [inside, outside] = [await aMember(world, admin, 'employee', [team.id]), await aMember(world, admin)]
    const stranger = await anAdmin(world)
    const stream = teamStream(team.id)
    const description = `"\\ ${'й'.repeat(6000)}`
    const short = 'x'.repeat(8 * 1024 - 2)
    await transact(admin, async (work) => {
      work.append(stream, taskEvents.taskUpdated, {
        taskId: randomUUID(), projectId: randomUUID(), key: 'A-1', title: 'Task', version: 2, updatedAt: work.at.toISOString(),
        changes: { description: [short, description] },
      })
    })
    const event = (await eventsOf(admin, stream)).at(-1)!
    const [before, after] = (event.data.changes as { description: [string, { $text: string; length: number }] }).description
    expect(before).toBe(short)
    expect(after.length).toBe(description.length)
    const params = { stream, textId: after.$text }
    expect((await inside.do(endpoints.readStreamText, { params })).text).toBe(description)
    const otherStream = teamStream((await aTeam(admin)).id)
    expect((await admin.call(endpoints.readStreamText, { params: { ...params, stream: otherStream } })).status).toBe(404)
    for (const person of [outside, stranger]) expect((await person.call(endpoints.readStreamText, { params })).status).toBe(404)
  })
})

interface Kept { name: string; rows: number; lowest: number; highest: number; counter: number }
const KEPT = `select s.name, count(*)::int as rows, min(e."offset")::int as lowest, max(e."offset")::int as highest, s.last_offset::int as counter
  from streams s join events e on e.organization_id = s.organization_id and e.stream = s.name where s.name = any($1::text[]) group by s.name, s.last_offset`

function say(work: Work, stream: StreamName, name: string): void {
  work.append(stream, teamEvents.teamUpdated, { teamId: stream.slice(5), version: 1, changes: { name: ['before', name] } })
}

async function eventsOf(person: Person, stream: StreamName): Promise<StreamEvent[]> {
  return (await person.do(endpoints.listStreamEvents, { params: { stream }, query: { limit: 500 } })).items
}
