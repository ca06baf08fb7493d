// What the browser needs of the contract at run time. Runs while building (client/build/data-modules.ts): the schemas stay behind.
import type { Endpoint } from '../../shared/endpoint.ts'
import { endpoints, events } from '../../shared/index.ts'

export type EndpointName = keyof typeof endpoints
export type EventName = keyof typeof events

/** How to ask for something. */
export type Route = Pick<Endpoint, 'method' | 'path' | 'access' | 'transaction'> & { takesRawBody?: 'json' | 'bytes'; givesFile?: true }

export const routes = Object.fromEntries(Object.entries<Endpoint>(endpoints).map(([name, endpoint]) => [name, routeOf(endpoint)])) as
  Record<EndpointName, Route>

function routeOf({ method, path, access, transaction, rawBody, binaryBody, streamBody, file }: Endpoint): Route {
  const body = rawBody ? 'json' : (binaryBody ?? streamBody) && 'bytes'
  return { method, path, access, ...(transaction && { transaction }), ...(body && { takesRawBody: body }), ...(file && { givesFile: true }) }
}

/** Kinds of events, with the newest schema that this client can read. */
export const kinds: { name: EventName; type: string; schema: number }[] = Object.entries(events).map(([name, { type, schema }]) =>
  ({ name: name as EventName, type, schema }))
