// What the browser needs of the contract at run time. Runs while building (client/build/data-modules.ts): the schemas stay behind.
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints, events } from '../../shared/index.ts'

export type EndpointName = keyof typeof endpoints
export type EventName = keyof typeof events

/** How to ask for something. */
export type Route = Pick<Endpoint, 'method' | 'path' | 'access' | 'transaction'> & { takesRawBody?: true }

export const routes = Object.fromEntries(Object.entries<Endpoint>(endpoints).map(([name, { method, path, access, transaction, rawBody }]) =>
  [name, { method, path, access, ...(transaction && { transaction }), ...(rawBody && { takesRawBody: true as const }) }])) as Record<EndpointName, Route>

/** Kinds of events, with the newest schema that this client can read. */
export const kinds: { name: EventName; type: string; schema: number }[] = Object.entries(events).map(([name, { type, schema }]) =>
  ({ name: name as EventName, type, schema }))
