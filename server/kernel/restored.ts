// After a restore: what clients know may be gone, and new events would take the offsets of lost ones (RT5).
import { randomUUID } from 'node:crypto'
import { query } from './database.ts'
import { systemCaller, type Kernel } from './transact.ts'

/** Gives every stream a new epoch, so that every client starts over. Call it before anybody is served. */
export async function renewEpochs(kernel: Kernel): Promise<void> {
  const organizations = await kernel.system((em) => query<{ id: string }>(em, 'select id from organizations'))
  for (const { id } of organizations) {
    await kernel.transact(systemCaller(id), async ({ em }) => {
      await query(em, 'update streams set epoch = $2::uuid where organization_id = $1::uuid', [id, randomUUID()])
    })
  }
  kernel.logger.warn({ organizations: organizations.length }, 'restored: every stream has a new epoch, all clients start over')
}
