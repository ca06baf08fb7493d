// How many archives a node takes in at once: as much as four of the largest are long, one of an organization; what arrived comes in one after another (X36, X65).
import { expect, it } from 'vitest'
import { inTurn, oneOf } from '../../../server/features/archive/turns.ts'

const MOST = 100
const SMALL = 3
const held = () => Promise.withResolvers<void>()
const refused = { code: 'rate_limited', details: { headers: { 'Retry-After': '10' } } }

it('X36 the disk has to have room for four of the largest, and smaller ones count as what they are', async () => {
  const end = held()
  const arrive = (organizationId: string, bytes: number) => oneOf({ organizationId, bytes, most: MOST, small: SMALL }, () => end.promise)
  // Whoever says more than one may have is refused while it arrives: it takes no more room than that.
  const coming = [arrive('a', MOST), arrive('b', 5 * MOST), arrive('c', MOST), arrive('d', 60)]
  await expect(arrive('e', 41)).rejects.toMatchObject(refused)
  coming.push(arrive('e', 40))
  await expect(arrive('f', SMALL + 1)).rejects.toMatchObject(refused)
  coming.push(arrive('g', SMALL))
  end.resolve()
  await Promise.all(coming)
  expect(await oneOf({ organizationId: 'a', bytes: MOST, most: MOST, small: SMALL }, async () => 'in')).toBe('in')
})

it('X65 one of an organization, also after one that failed', async () => {
  const end = held()
  const first = oneOf({ organizationId: 'a', bytes: 1, most: MOST, small: SMALL }, () => end.promise)
  await expect(oneOf({ organizationId: 'a', bytes: 1, most: MOST, small: SMALL }, async () => {})).rejects.toMatchObject(refused)
  end.reject(new Error('broken'))
  await expect(first).rejects.toThrow('broken')
  expect(await oneOf({ organizationId: 'a', bytes: 1, most: MOST, small: SMALL }, async () => 'in')).toBe('in')
})

it('what arrived begins when those before are over, whatever became of them', async () => {
  const order: string[] = []
  const end = held()
  const first = inTurn(async () => {
    order.push('first begins')
    await end.promise
    order.push('first ends')
    throw new Error('broken')
  })
  const second = inTurn(async () => void order.push('second begins'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(order).toEqual(['first begins'])
  end.resolve()
  await expect(first).rejects.toThrow('broken')
  await second
  expect(order).toEqual(['first begins', 'first ends', 'second begins'])
})
