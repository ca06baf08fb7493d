// A request that waits for somebody else's transaction, in the order that a test says (needs PostgreSQL: the embedded database is one connection).
import type { SqlEntityManager } from '@mikro-orm/sql'
import { query } from '../../server/kernel/database.ts'
import { systemCaller, type Kernel } from '../../server/kernel/transact.ts'
import type { Work } from '../../server/kernel/work.ts'
import type { World } from './world.ts'

/** Asks once another transaction has locked and changed what it does, and lets that commit as soon as the request waits for it. */
export async function meanwhile<A>(world: World, organizationId: string, change: (em: SqlEntityManager) => Promise<unknown>, ask: () => Promise<A>): Promise<A> {
  const kernel: Kernel = world.server.kernel
  const { result } = await kernel.transact(systemCaller(organizationId), async ({ em }: Work) => {
    await change(em)
    const asked = ask()
    for (let waiting = 0; waiting === 0;) {
      waiting = (await query(em, 'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))')).length
    }
    return { asked }
  })
  return result.asked
}
