// What the tests of authentication share: accounts by plain calls, the clock, rows by the system role.
import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { setClock } from '../../../server/kernel/clock.ts'
import { query } from '../../../server/kernel/database.ts'
import { endpoints } from '../../../shared/index.ts'
import type { StreamEvent } from '../../../shared/streams.ts'
import { PASSWORD } from '../../support/factories.ts'
import { call } from '../../support/http.ts'
import type { World } from '../../support/world.ts'

export const BROWSER = { 'Lockstep-Client': 'browser' }

export const newEmail = () => `person-${randomUUID()}@example.com`

/** What register takes. */
export const registration = (
  over: Partial<Record<'email' | 'password' | 'name' | 'organizationName', string>> = {},
) => ({ email: newEmail(), password: PASSWORD, name: 'Ada Lovelace', organizationName: 'Analytical Engines', ...over })

/** Registers; gives the answer's body with its refresh token. */
export async function registered(world: World, over: Parameters<typeof registration>[0] = {}) {
  const body = registration(over)
  const answer = await call(world.url, null, endpoints.register, { body })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.problem))
  return { ...answer.data, refresh: answer.data.refresh!, email: body.email, password: body.password }
}

export const login = (world: World, email: string, password = PASSWORD, organizationId?: string) =>
  call(world.url, null, endpoints.login, { body: { email, password, ...(organizationId && { organizationId }) } })

export const refresh = (world: World, token: string) =>
  call(world.url, null, endpoints.refresh, { body: { refresh: token } })

export const profileStatus = async (world: World, access: string) =>
  (await call(world.url, access, endpoints.readProfile)).status

/** Lets the server's clock stand `milliseconds` ahead until the test ends. */
export function moveClock(milliseconds: number): void {
  onTestFinished(() => setClock())
  setClock(() => Date.now() + milliseconds)
}
/** Lets the server's clock stand still until the test ends; gives the way to move it. */
export function stopClock(): (milliseconds: number) => void {
  onTestFinished(() => setClock())
  const start = Date.now()
  const stand = (milliseconds: number) => setClock(() => start + milliseconds)
  stand(0)
  return stand
}

export const rows = <Row>(world: World, sql: string, parameters: unknown[] = []) =>
  world.server.kernel.system((em) => query<Row>(em, sql, parameters))

export const eventsOf = (world: World, stream: string) =>
  rows<Pick<StreamEvent, 'type' | 'data'>>(world, 'select type, data from events where stream = $1 order by "offset"', [
    stream,
  ])

/** A problem without what differs from answer to answer. */
export const withoutTrace = ({ traceId: _traceId, ...problem }: { traceId: string }) => problem
