// What these tests need of the machine. What is missing skips them, and is said; with REQUIRE_SERVICES=1 it fails them.
import { spawnSync } from 'node:child_process'
import { postgresUrl } from '../../support/world.ts'
import { redisUrl } from '../../realtime/support/redis.ts'

/** Whether it is there; says so loudly when it is not. */
function need(what: string, there: boolean, how: string): boolean {
  if (there) return true
  if (process.env.REQUIRE_SERVICES === '1') throw new Error(`${what} is missing, and REQUIRE_SERVICES=1 demands it`)
  console.warn(`\n*** SKIPPED: integration tests that need ${what}, which is missing. ${how} ***\n`)
  return false
}

export const hasPostgres = need('PostgreSQL', postgresUrl !== undefined, 'Set TEST_DATABASE_URL.')
export const hasRedis = need('Redis', redisUrl !== undefined, 'Set TEST_REDIS_URL.')
export const needsRedisBinary = () =>
  need('redis-server', spawnSync('redis-server', ['--version']).status === 0, 'Install it, or put it on the PATH.')
export { redisUrl }
