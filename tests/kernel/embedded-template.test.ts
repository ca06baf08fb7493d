// Embedded databases that begin with the same files share nothing that one of them writes.
import { afterEach, describe, expect, it } from 'vitest'
import { query } from '../../server/kernel/database.ts'
import { aCompany } from '../support/factories.ts'
import { startWorld, type World } from '../support/world.ts'

const stops: (() => Promise<void>)[] = []

async function another(): Promise<World> {
  const { world, stop } = await startWorld({ backend: 'pglite' })
  stops.push(stop)
  return world
}

const namesIn = ({ server }: World) => server.kernel.system(async (em) => {
  await query(em, `select set_config('role', 'none', true)`)
  const rows = await query<{ name: string }>(em, 'select name from organizations')
  return rows.map(({ name }) => name)
})

describe('databases of one template', () => {
  afterEach(() => Promise.all(stops.splice(0).map((stop) => stop())))

  it('are apart while both run, and one that starts later begins empty', async () => {
    const [one, other] = [await another(), await another()]
    const { admin } = await aCompany(one)
    expect(await namesIn(one)).toEqual([admin.organization.name])
    expect(await namesIn(other)).toEqual([])
    expect(await namesIn(await another())).toEqual([])
    await aCompany(other)
    expect(await namesIn(one)).toEqual([admin.organization.name])
  })
})
