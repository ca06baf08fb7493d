// The suites of tests/realtime once more, on PostgreSQL: there several transactions really run at the same time.
import { afterAll, describe, vi } from 'vitest'
import { runOn } from '../realtime/support/nodes.ts'
import { hasPostgres } from './support/services.ts'

// Test files share their process: the suites are loaded anew here, and again for themselves.
vi.hoisted(() => void vi.resetModules())
afterAll(() => void vi.resetModules())
runOn('postgres')

const suites = {
  access: () => import('../realtime/access.test.ts'),
  bell: () => import('../realtime/bell.test.ts'),
  convergence: () => import('../realtime/convergence.test.ts'),
  feed: () => import('../realtime/feed.test.ts'),
  presence: () => import('../realtime/presence.test.ts'),
  renewal: () => import('../realtime/renewal.test.ts'),
  revocation: () => import('../realtime/revocation.test.ts'),
  slow: () => import('../realtime/slow.test.ts'),
  subscribe: () => import('../realtime/subscribe.test.ts'),
}

for (const [name, load] of Object.entries(suites)) {
  describe.skipIf(!hasPostgres)(`${name} on PostgreSQL`, async () => {
    await load()
  })
}
