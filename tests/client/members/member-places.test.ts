// The places of a member, when events come while they are read.
import { expect, it } from 'vitest'
import { MemberPlaces } from '../../../client/features/members/person/member-places.store.svelte.ts'
import type { StoreContext } from '../../../client/features/stores.ts'
import type { MemberPlace } from '../../../shared/features/teams.ts'
import type { StreamEvent } from '../../../shared/streams.ts'

const place = (teamId: string): MemberPlace => ({ teamId, title: '', responsibilities: '', joinedAt: '2026-01-01T00:00:00.000Z' })
const event = (type: string, data: object) => ({ type, data, at: '2026-02-02T00:00:00.000Z' }) as StreamEvent

/** The member's store, whose server answers when it is told to. */
function opened() {
  const reads: ((items: MemberPlace[]) => void)[] = []
  let follower = { apply: (_: StreamEvent[]) => {}, reset: () => {} }
  const context = {
    api: { call: () => new Promise((resolve) => reads.push((items) => resolve({ data: { items } }))) },
    streams: { follow: (given: typeof follower) => ((follower = given), () => {}) },
  } as unknown as StoreContext
  const store = new MemberPlaces(context, 'ade', [{ stream: 'team:doors', offset: 0, epoch: '' }])
  const answer = async (read: number, items: MemberPlace[]) => {
    reads[read]!(items)
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { store, answer, apply: (one: StreamEvent) => follower.apply([one]), reset: () => follower.reset() }
}

it('keeps what came after the server looked and before it answered', async () => {
  const { store, answer, apply } = opened()
  apply(event('team.member_updated', { teamId: 'doors', memberId: 'ade', changes: { title: ['', 'Painter'] } }))
  await answer(0, [place('doors')])
  expect([store.status, store.places]).toEqual(['ready', [{ ...place('doors'), title: 'Painter' }]])
})

it('takes the answer of the last read, whichever comes first', async () => {
  const { store, answer, reset } = opened()
  reset()
  await answer(1, [place('walls')])
  await answer(0, [place('doors')])
  expect(store.places).toEqual([place('walls')])
})
